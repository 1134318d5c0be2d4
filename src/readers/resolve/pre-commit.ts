import { classifyHook, type CommandMeaning } from '../../lexicon/index.js'
import type { Argument } from '../shell/index.js'
import { folderOf } from '../paths.js'
import { withArguments } from './npm-scripts.js'
import { isGiven, readOptions, valueOf, type Options } from './options.js'
import { scalarSource } from './package-json.js'
import { PRE_COMMIT_CONFIG, readHooks, stageOf, type Hook } from './pre-commit-config.js'
import { gap, type Follower, type Gap, type Invocation, type Reach, type Reached } from './reach.js'
import { linkTo } from './source.js'
import { treePath, type Tree } from './tree.js'

const VALUED: ReadonlySet<string> = new Set(
  '-C --cd -c --config --hook-stage --stage --from-ref --to-ref -s --source -o --origin --files --color --skip --group --no-group -d --directory --remote-branch --local-branch --commit-msg-filename --prepare-commit-message-source --remote-name --remote-url --checkout-type --pre-rebase-upstream --pre-rebase-branch'.split(
    ' ',
  ),
)

/** What prek does beside running hooks; any other first word names a hook (prek documentation: CLI reference). */
const PREK_COMMANDS: ReadonlySet<string> = new Set(
  'install prepare-hooks install-hooks list uninstall validate-config validate-manifest sample-config auto-update autoupdate update cache clean gc try-repo init-template-dir init-templatedir init util self hook-impl completion identify help'.split(
    ' ',
  ),
)
const PREK_FILES = [PRE_COMMIT_CONFIG, '.pre-commit-config.yml']
const MAX_PROJECTS = 50

interface Asked {
  readonly options: Options
  /** Hooks by id or alias, for prek with a project in front; all of them if there are none. */
  readonly selectors: readonly Argument[]
  readonly stage: string
}

/**
 * `pre-commit run`, `prek run`: the hooks of the configuration, those of `repo: local` as the commands that they are, those
 * of other repositories by what the lexicon knows of them (pre-commit documentation: pre-commit run, Temporarily disabling
 * hooks; prek documentation: Workspace Mode).
 */
export const followPreCommit: Follower = (invocation, tree) => {
  const asked = askedOf(invocation)
  if (asked === undefined) return undefined
  const dynamic = asked.selectors.find(({ literal }) => !literal)
  if (dynamic !== undefined) return gap(`hook ${dynamic.text}`, 'dynamic')
  const paths = configurations(asked.options, invocation, tree)
  if (typeof paths === 'string') return gap(paths, 'dynamic')
  const projects = paths.flatMap((path) => {
    const hooks = readHooks(tree, path)
    return hooks === undefined ? [] : [{ path, hooks: chosen(hooks, path, asked) }]
  })
  if (projects.length === 0) return gap('the configuration of pre-commit', 'missing')
  const missing = asked.selectors.find((each) => projects.every(({ hooks }) => !hooks.some(namedBy(each.text))))
  if (missing !== undefined && !missing.text.includes('/')) return gap(`hook ${missing.text}`, 'missing')
  const skipped = skippedIn(asked.options, invocation)
  return together(
    projects.flatMap(({ path, hooks }) =>
      hooks.filter((hook) => !isSkipped(hook, skipped.names)).map((hook) => hookReach(hook, path, skipped.open)),
    ),
  )
}

function askedOf({ program, words }: Invocation): Asked | undefined {
  const options = readOptions(words, VALUED)
  if (isGiven(options, ['-h', '--help', '-V', '--version'])) return undefined
  const [first] = options.operands
  const isPrek = program === 'prek'
  const named = first !== undefined && first.word.text !== 'run'
  if (named && (!isPrek || !first.word.literal || PREK_COMMANDS.has(first.word.text))) return undefined
  // `--files` takes every word that follows.
  const files = words.findIndex(({ text }) => text === '--files')
  const selectors = options.operands
    .filter(({ index, word }) => (files < 0 || index < files) && (named || word !== first?.word))
    .map(({ word }) => word)
  const stage = valueOf(options, ['--hook-stage', '--stage'])?.text ?? 'pre-commit'
  return { options, selectors, stage: stageOf(stage) }
}

/** The configuration files that count, or why they cannot be told. pre-commit has one, at the root of the repository. */
function configurations(options: Options, { program, directory, where }: Invocation, tree: Tree): string[] | string {
  if (where === 'host' || directory === undefined)
    return 'the configuration of pre-commit in a folder that cannot be told'
  const given = valueOf(options, ['-c', '--config'])
  const moved = valueOf(options, ['-C', '--cd'])
  const start = moved === undefined ? directory : treePath(moved, directory)
  if (start === undefined) return `the configuration of pre-commit in ${moved?.text ?? ''}`
  if (given !== undefined) {
    const path = treePath(given, start)
    return path === undefined ? `the configuration ${given.text} of pre-commit` : [path]
  }
  if (program !== 'prek') return [PRE_COMMIT_CONFIG]
  const root = tree.find(start, PREK_FILES, true)
  if (root === undefined) return []
  const below = folderOf(root) === '' ? '' : `${folderOf(root)}/`
  const all = PREK_FILES.flatMap((name) => tree.named(name)).filter((path) => path.startsWith(below))
  return [root, ...all.filter((path) => path !== root)].slice(0, MAX_PROJECTS)
}

function chosen(hooks: readonly Hook[], path: string, { selectors, stage }: Asked): Hook[] {
  return hooks.filter(
    (hook) =>
      (hook.stages === undefined || hook.stages.includes(stage)) &&
      (selectors.length === 0 || selectors.some(({ text }) => namedBy(text)(hook) || isProject(text, path))),
  )
}

/** `mypy`, for prek also `frontend:mypy`. */
function namedBy(selector: string): (hook: Hook) => boolean {
  const name = selector.slice(selector.lastIndexOf(':') + 1)
  return ({ id, alias }) => id.text === name || alias === name
}

function isProject(selector: string, path: string): boolean {
  return selector.includes('/') && !selector.includes(':') && selector.replace(/^\.\/|\/$/g, '') === folderOf(path)
}

/** Ids and aliases in the variable SKIP and behind prek's `--skip`; `open` if some of them are not known. */
function skippedIn(options: Options, { env, command }: Invocation): { names: ReadonlySet<string>; open: boolean } {
  const given = options.values.get('--skip') ?? []
  const names = [...(env.get('SKIP') ?? '').split(','), ...given.map(({ text }) => text)].map((name) => name.trim())
  const set = (command.env.has('SKIP') && !env.has('SKIP')) || /\bexport SKIP=/.test(command.script.text)
  const open = set || given.some(({ literal }) => !literal)
  return { names: new Set(names), open }
}

function isSkipped({ id, alias }: Hook, names: ReadonlySet<string>): boolean {
  return names.has(id.text) || (alias !== undefined && names.has(alias))
}

/** Hooks without a command of their own: a pattern to look for, or a message (pre-commit documentation: Supported languages). */
const WITHOUT_COMMAND: ReadonlySet<string> = new Set(['pygrep', 'fail'])

function hookReach(hook: Hook, path: string, conditional: boolean): Reach {
  const { id, repo, entry, language, args } = hook
  if (repo.text === 'meta' || (language !== undefined && WITHOUT_COMMAND.has(language)))
    return { scripts: [], gaps: [] }
  const words = args.map((text) => ({ text, literal: true }))
  const via = [linkTo(repo.at, `repo: ${repo.text}`), linkTo(id.at, `id: ${id.text}`)]
  const shared = { failFast: true, pipefail: false, directory: folderOf(path), via, conditional }
  const key = `${path}#${id.text}:${id.at.line}`
  if (entry !== undefined) {
    const text = language === 'docker_image' ? `docker run ${entry.text}` : entry.text
    const formats = formatting(hook)
    const script = { ...withArguments(text, words), ...shared, key, source: scalarSource(entry) }
    return { scripts: [{ ...script, ...(formats !== undefined && { meaning: formats }) }], gaps: [] }
  }
  if (repo.text === 'local') return gap(`hook ${id.text} without an entry`, 'unknown-command')
  const called = { ...withArguments(id.text, words), source: scalarSource(id), meaning: meaningOf(hook) }
  return { scripts: [{ ...called, ...shared, key }], gaps: [] }
}

function meaningOf({ id, repo }: Hook): CommandMeaning {
  return classifyHook(slugOf(repo.text), id.text) ?? { intents: [], opaque: `a hook of ${repo.text}` }
}

/** A hook that changes a file fails: a formatter that writes is a check of the format, told by the hook's id and its command. */
function formatting({ id, entry }: Hook): CommandMeaning | undefined {
  const meaning = classifyHook('local', id.text)
  const words = new Set(entry?.text.split(/[\s/]+/))
  const fits = meaning?.intents.every(({ kind, tool }) => kind === 'format-check' && words.has(tool))
  return fits === true && meaning?.intents.length !== 0 ? meaning : undefined
}

/** `owner/name` of the address of a repository. */
function slugOf(address: string): string {
  return address
    .replace(/^(?:[a-z+]+:\/\/(?:[^/@]*@)?[^/]*\/|[^/@]*@[^/:]*:)/, '')
    .replace(/\/$/, '')
    .replace(/\.git$/, '')
}

function together(reaches: readonly Reach[]): Reach {
  const scripts: Reached[] = reaches.flatMap((reach) => reach.scripts)
  const gaps: Gap[] = reaches.flatMap((reach) => reach.gaps)
  return { scripts, gaps }
}
