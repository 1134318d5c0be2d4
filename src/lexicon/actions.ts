import type { IntentKind } from '../core/intent-kind.js'
import { classifyCommand } from './commands.js'
import { ACTIONS } from './entries.js'
import { fits, fitsAny } from './glob.js'
import { githubScriptMeaning } from './github-script.js'
import { imageName } from './images.js'
import { splitWords } from './split-words.js'
import type { ActionCaseData, ActionData, ActionMeaning, CommandMeaning, LexiconWord, ToolIntent } from './types.js'

/**
 * What an action is for with these inputs. `repository` is `owner/repo` or `docker://image`, `path` the folder or the
 * workflow inside the repository. Undefined: the action is not known.
 */
export function classifyAction(
  repository: string,
  path: string | undefined,
  inputs: ReadonlyMap<string, string>,
): ActionMeaning | undefined {
  const action = find(repository.toLowerCase(), path?.toLowerCase())
  if (action === undefined) return undefined
  const intents: ToolIntent[] = []
  const opaque: string[] = action.opaque === undefined ? [] : [action.opaque]
  const own = {
    tool:
      action.tool ?? toolOf([repository.toLowerCase(), ...(path === undefined ? [] : [path.toLowerCase()])].join('/')),
    covers: action.covers ?? [],
  }
  add(intents, action.intents ?? [], own)
  const valueOf = inputReader(action, inputs)
  for (const each of action.cases ?? []) {
    const fit = fitOf(each, valueOf)
    if (typeof fit === 'string') opaque.push(`its input ${fit} is not known`)
    else if (fit) add(intents, each.intents, { tool: each.tool ?? own.tool, covers: each.covers ?? own.covers })
  }
  const api = apiScriptOf(action, valueOf)
  add(intents, api.intents, own)
  opaque.push(...api.opaque)
  const run = runsOf(action, valueOf)
  for (const { kind, tool, covers } of run.intents) add(intents, [kind], { tool, covers })
  opaque.push(...run.opaque)
  const scripts = (action.scripts ?? []).map((name) => name.toLowerCase())
  const given = [...inputs.keys()].filter((name) => scripts.includes(name.toLowerCase()))
  return {
    intents,
    scripts: given,
    ...(run.follow.length > 0 && { follow: run.follow }),
    ...(action.remote === true && { remote: true }),
    ...(opaque[0] !== undefined && { opaque: opaque[0] }),
  }
}

function find(repository: string, path: string | undefined): ActionData | undefined {
  if (repository.startsWith('docker://')) return ACTIONS.get(`docker://${imageName(repository)}`)
  if (path === undefined || path === '' || path === '.') return ACTIONS.get(repository)
  return ACTIONS.get(`${repository}/${path}`) ?? ACTIONS.get(`${repository}/*`)
}

type InputReader = (name: string) => string | undefined

/** Input names are case-insensitive (GitHub docs: Metadata syntax, inputs). */
function inputReader({ defaults }: ActionData, inputs: ReadonlyMap<string, string>): InputReader {
  const given = new Map([...inputs].map(([name, value]) => [name.toLowerCase(), value.trim()]))
  const preset = new Map(Object.entries(defaults ?? {}))
  return (name) => given.get(name) ?? preset.get(name)
}

/** Whether the inputs fit; the name of an input whose value is an expression, if that decides it. */
function fitOf({ when, maybe }: ActionCaseData, valueOf: InputReader): boolean | string {
  let open: string | undefined
  for (const [name, patterns] of Object.entries(when)) {
    const value = (valueOf(name) ?? '').toLowerCase()
    if (value.includes('${{')) {
      if (maybe !== true && !patterns.includes('*') && !holdsOne(value, patterns)) open ??= name
    } else if (value === '' ? !patterns.includes('') : !fitsAny(value, patterns)) return false
  }
  return open ?? true
}

/** Whether what a pattern looks for is there whatever the expressions come to: `name=${{ x }},push=true`. */
function holdsOne(value: string, patterns: readonly string[]): boolean {
  return patterns.some((each) => each.length > 2 && each.startsWith('*') && each.endsWith('*') && fits(value, each))
}

function add(
  intents: ToolIntent[],
  kinds: readonly ToolIntent['kind'][],
  { tool, covers }: Pick<ToolIntent, 'tool' | 'covers'>,
): void {
  for (const kind of kinds) {
    if (!intents.some((each) => each.kind === kind && each.tool === tool)) intents.push({ kind, tool, covers })
  }
}

/** Names of repositories that say nothing of what is in them. */
const GENERIC: ReadonlySet<string> = new Set(['action', 'actions', 'github-action', 'github-actions'])

/**
 * `codecov-action` of `codecov/codecov-action`, `setup-gradle` of `gradle/actions/setup-gradle`, `lint` of
 * `docker://ghcr.io/acme/lint`, `npm` of `azure-pipelines:npm`.
 */
export function toolOf(action: string): string {
  if (action.startsWith('docker://')) return imageName(action).split('/').at(-1) ?? action
  const [owner = '', repository = '', ...path] = action.slice(action.indexOf(':') + 1).split('/')
  if (repository === '') return owner
  if (!GENERIC.has(repository)) return repository
  const last = path.at(-1)
  return last === undefined || last === 'setup' ? owner : last
}

/** Program and sub-command of a command that the tree explains are literal; the follower judges the other words. */
const FOLLOWED_BY = 2

/** What the commands of an action mean, and those that mean what the tree says. */
function runsOf(
  { runs = [], idle }: ActionData,
  valueOf: InputReader,
): { intents: ToolIntent[]; opaque: string[]; follow: string[] } {
  const result = { intents: [] as ToolIntent[], opaque: [] as string[], follow: [] as string[] }
  if (idle !== undefined && fitOf({ when: idle, intents: [] }, valueOf) === true) return result
  for (const template of runs) {
    const words = wordsOfRun(template, valueOf)
    const meaning = runMeaning(words)
    if (meaning.opaque !== undefined && words.slice(0, FOLLOWED_BY).every(({ literal }) => literal)) {
      result.follow.push(words.map(({ text }) => quoted(text)).join(' '))
      continue
    }
    result.intents.push(...meaning.intents)
    if (meaning.opaque !== undefined) result.opaque.push(meaning.opaque)
  }
  return result
}

function apiScriptOf(
  { apiScript }: ActionData,
  valueOf: InputReader,
): { intents: readonly IntentKind[]; opaque: string[] } {
  if (apiScript === undefined) return { intents: [], opaque: [] }
  const { intents, opaque } = githubScriptMeaning(valueOf(apiScript) ?? '')
  return { intents, opaque: opaque === undefined ? [] : [opaque] }
}

/** The words of a template's command; none if the inputs that it stands for are all empty. */
function wordsOfRun(template: string, valueOf: InputReader): LexiconWord[] {
  const parts = template.split(' ').map((word) => {
    const name = word.startsWith('{') && word.endsWith('}') ? word.slice(1, -1).toLowerCase() : undefined
    return { given: name !== undefined, words: name === undefined ? splitWords(word) : splitWords(valueOf(name) ?? '') }
  })
  const inputs = parts.filter(({ given }) => given)
  if (inputs.length > 0 && inputs.every(({ words }) => words.length === 0)) return []
  return parts.flatMap((part) => part.words)
}

function runMeaning(words: readonly LexiconWord[]): CommandMeaning {
  if (words.length === 0) return { intents: [] }
  return classifyCommand(words) ?? { intents: [], opaque: 'it runs a program that is not known' }
}

/** A word as a shell reads it as one. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}
