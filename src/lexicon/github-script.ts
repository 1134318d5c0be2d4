import type { IntentKind } from '../core/intent-kind.js'
import { tokensOf, type Token } from './javascript.js'

/** What a script for GitHub's API means. */
interface ScriptMeaning {
  readonly intents: readonly IntentKind[]
  readonly opaque?: string
}

/** Modules of Node that only work on data and files, and those that handle formats (Node.js docs: index of modules). */
const HARMLESS_MODULES: ReadonlySet<string> = new Set(
  (
    'assert buffer crypto events fs fs/promises os path process querystring readline stream string_decoder timers url util ' +
    'zlib js-yaml yaml semver @actions/core @actions/github @actions/glob @actions/io'
  ).split(' '),
)

/** The folder of the scripts that GitHub's agentic workflows bring along (documentation of gh-aw: Setup Action). */
export const WORKFLOW_SCRIPTS = '/gh-aw/actions/'

/** Names by which a script reaches further than GitHub's API. `exec` is what the action hands to scripts, too. */
const REACHING: ReadonlyMap<string, string> = new Map([
  ...'exec execSync execFile execFileSync spawn spawnSync fork $'
    .split(' ')
    .map((name) => [name, 'it runs other programs'] as const),
  ...'fetch XMLHttpRequest WebSocket EventSource'.split(' ').map((name) => [name, 'it asks another service'] as const),
  ...'eval Function globalThis'.split(' ').map((name) => [name, 'it makes code as it runs'] as const),
])

/** Names under which scripts have the client of GitHub's API. */
const CLIENTS: ReadonlySet<string> = new Set(['github', 'octokit', 'client', 'kit'])

/** What calls of the API do beyond GitHub's own records (octokit/rest.js documentation: methods by namespace). */
const CALLS: ReadonlyMap<string, ScriptMeaning> = new Map([
  ...'createRelease updateRelease uploadReleaseAsset'
    .split(' ')
    .map((name): [string, ScriptMeaning] => [`repos.${name}`, { intents: ['release'] }]),
  ...'repos.createDispatchEvent repos.createDeployment actions.createWorkflowDispatch actions.reRunWorkflow actions.reRunWorkflowFailedJobs actions.reRunJobForWorkflowRun'
    .split(' ')
    .map((name): [string, ScriptMeaning] => [name, { intents: [], opaque: 'it starts other pipelines' }]),
])
const CALLING_NAMESPACES: ReadonlySet<string> = new Set([...CALLS.keys()].map((name) => name.split('.')[0] ?? ''))

/** Words that stand before a bracket without being called, and what JavaScript itself offers to call. */
const OWN_CALLS: ReadonlySet<string> = new Set(
  (
    'if for while switch catch function return await typeof async super of in do else void with case throw new yield delete import require ' +
    'getOctokit Array Boolean Buffer Date Error Intl JSON Map Math Number Object Promise RegExp Set String Symbol URL URLSearchParams ' +
    'BigInt TypeError RangeError TextDecoder TextEncoder WeakMap parseInt parseFloat isNaN isFinite decodeURIComponent ' +
    'encodeURIComponent encodeURI decodeURI setTimeout clearTimeout setInterval clearInterval structuredClone atob btoa'
  ).split(' '),
)

/**
 * What a script of `actions/github-script` does (documentation of actions/github-script: the names that it hands to
 * scripts). A script that only works on data and calls GitHub's API is known; one that runs programs, loads other code or
 * asks other services may do anything.
 */
export function githubScriptMeaning(script: string): ScriptMeaning {
  if (script.trim() === '') return { intents: [], opaque: 'no script is given' }
  const tokens = tokensOf(script)
  if (tokens === undefined) return { intents: [], opaque: 'its script cannot be read' }
  if (tokens.length === 1) return { intents: [], opaque: 'its script is not known' }
  const intents = new Set<IntentKind>()
  let opaque: string | undefined
  const mentioned = new Set(tokens.filter((token, index) => isMention(token, tokens, index)).map(({ text }) => text))
  tokens.forEach((token, index) => {
    if (token.kind !== 'name' || isMark(tokens[index - 1], '.') || isKey(tokens, index)) return
    const meaning = meaningAt(tokens, index, mentioned)
    for (const kind of meaning?.intents ?? []) intents.add(kind)
    opaque ??= meaning?.opaque
  })
  return { intents: [...intents], ...(opaque !== undefined && { opaque }) }
}

/** What the name at `index` says, which is no property of another. */
function meaningAt(tokens: readonly Token[], index: number, mentioned: ReadonlySet<string>): ScriptMeaning | undefined {
  const name = tokens[index]?.text ?? ''
  const reaching = REACHING.get(name)
  // Handed on, it is for the code that gets it to say what becomes of it.
  const isHandedOn = name === 'exec' && (isMark(tokens[index + 1], ',') || isMark(tokens[index + 1], ')'))
  if (reaching !== undefined && !isHandedOn && !isDeclared(tokens[index - 1])) return { intents: [], opaque: reaching }
  const called = isMark(tokens[index + 1], '(')
  if (name === 'require' || (name === 'import' && called)) return loading(tokens[index + 2])
  if (called && !OWN_CALLS.has(name) && !mentioned.has(name)) {
    return { intents: [], opaque: `it calls ${name}, which is not in sight` }
  }
  const chain = chainFrom(tokens, index)
  const rest = chain.names.indexOf('rest')
  if (rest >= 0) return callOf(chain.names.slice(rest + 1), tokens)
  return CLIENTS.has(name) ? callOf(chain.names.slice(1), tokens, chain) : undefined
}

function loading(module: Token | undefined): ScriptMeaning | undefined {
  if (module?.kind !== 'text') return { intents: [], opaque: 'it loads other code' }
  if (module.text.endsWith('.json')) return undefined
  if (HARMLESS_MODULES.has(module.text.replace(/^node:/, '')) || module.text.includes(WORKFLOW_SCRIPTS))
    return undefined
  return { intents: [], opaque: `it loads ${module.text.slice(0, 80)}` }
}

/** A call of the API by the names behind the client. */
function callOf(
  [space, method]: readonly string[],
  tokens: readonly Token[],
  { argument, computed }: Partial<Chain> = {},
): ScriptMeaning | undefined {
  const hidden: ScriptMeaning = { intents: [], opaque: 'what it calls of the API is not known' }
  if (space === undefined) return computed === true ? hidden : undefined
  if (space === 'request') return argument?.kind === 'text' && argument.text.startsWith('GET ') ? undefined : hidden
  if (space === 'graphql') return isQuery(argument?.kind === 'text' ? [argument] : tokens) ? undefined : hidden
  if (!CALLING_NAMESPACES.has(space)) return undefined
  return method === undefined ? hidden : CALLS.get(`${space}.${method}`)
}

/** Whether one of the texts is a query of GraphQL, and none changes anything. */
function isQuery(tokens: readonly Token[]): boolean {
  const texts = tokens.flatMap(({ kind, text }) => (kind === 'text' ? text.trimStart() : []))
  return texts.some((text) => /^(?:query\b|\{)/.test(text)) && !texts.some((text) => text.startsWith('mutation'))
}

interface Chain {
  /** `github`, `rest`, `issues`, `create`. */
  readonly names: readonly string[]
  /** True if a bracket behind them names the next one. */
  readonly computed: boolean
  /** What stands first between the parentheses behind them. */
  readonly argument?: Token
}

function chainFrom(tokens: readonly Token[], index: number): Chain {
  const names: string[] = []
  let at = index
  while (tokens[at]?.kind === 'name') {
    names.push(tokens[at]?.text ?? '')
    at += 1
    if (isMark(tokens[at], '?') && isMark(tokens[at + 1], '.')) at += 1
    if (!isMark(tokens[at], '.')) break
    at += 1
  }
  const argument = isMark(tokens[at], '(') ? tokens[at + 1] : undefined
  return { names, computed: isMark(tokens[at], '['), ...(argument !== undefined && { argument }) }
}

/** Whether a name stands where it is not called, so that the script itself may say what it is. */
function isMention(token: Token, tokens: readonly Token[], index: number): boolean {
  return token.kind === 'name' && (!isMark(tokens[index + 1], '(') || isDeclared(tokens[index - 1]))
}

function isDeclared(before: Token | undefined): boolean {
  return before?.kind === 'name' && ['function', 'const', 'let', 'var'].includes(before.text)
}

/** `{ name: … }` */
function isKey(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1]
  return isMark(tokens[index + 1], ':') && (isMark(before, '{') || isMark(before, ','))
}

function isMark(token: Token | undefined, text: string): boolean {
  return token?.kind === 'mark' && token.text === text
}
