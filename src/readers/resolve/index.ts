import { classifyAction, isHarmlessPython, type CommandMeaning } from '../../lexicon/index.js'
import type { Because, Located, Location } from '../../core/location.js'
import type { ActionRef, Intent, Settings, Unresolved } from '../../models/index.js'
import type { Files } from '../../snapshot/snapshot.js'
import { pathFrom } from '../shell/index.js'
import { readingOnce } from './called-again.js'
import { Resolution } from './engine.js'
import type { Dialect, Reached } from './reach.js'
import { linkTo, type Source } from './source.js'
import { Tree } from './tree.js'
import type { Resolver, Script, Understood } from './types.js'
import { userActionMeaning } from './user-lexicon.js'

/** A resolver for one snapshot. Files that it reads, and what it finds in them, are kept for all scripts. */
export function createResolver(files: Files, settings: Settings): Resolver {
  const tree = new Tree(files, settings)
  const understand = readingOnce((script: Script): Understood => {
    const resolution = new Resolution(tree, settings)
    const dialect = dialectOf(script.shell)
    if (dialect === undefined) {
      return { commands: [], intents: [], opaque: isHarmless(script) ? [] : [inOtherLanguage(script)] }
    }
    resolution.run(startOf(script, dialect), {
      because: chainAbove(script),
      depth: 0,
      active: [],
      where: script.remote === true ? 'host' : 'tree',
      env: script.env ?? new Map(),
      conditional: false,
    })
    const { commands, intents, opaque } = resolution
    return { commands, intents, opaque }
  })
  return {
    script: understand,
    action: (ref, inputs, at, because, env) => {
      const inEnv = (script: Script): Understood => understand(env === undefined ? script : { ...script, env })
      return understandAction(ref, inputs, at, because, settings, inEnv)
    },
  }
}

/** The chain without a last link to the script's own first line: each command adds its own line. */
function chainAbove({ because, file, text, place }: Script): readonly Because[] {
  const last = because.at(-1)
  const spot = place(text.length - text.trimStart().length)
  return last?.file === (spot.file ?? file) && last.line === spot.line ? because.slice(0, -1) : because
}

const POSIX_SHELLS: ReadonlySet<string> = new Set(['bash', 'sh', 'zsh', 'dash', 'ksh', 'ash', 'fish'])

/** How a script is read by the name, or the command template, of its shell; undefined for another language. */
function dialectOf(shell: string | undefined): Dialect | undefined {
  const words = (shell ?? 'bash').toLowerCase().split(/[\s"']+/)
  const names = words.map((word) => word.slice(word.lastIndexOf('/') + 1).replace(/\.exe$/, ''))
  if (names.includes('pwsh') || names.includes('powershell')) return 'powershell'
  if (names.includes('cmd')) return 'batch'
  // `nix develop -c bash -e {0}`, `alpine.sh {0}`, `wsl-bash {0}`: a shell somewhere in the template.
  const isShell = (name: string): boolean => POSIX_SHELLS.has(name) || /(?:^|[.-])(?:ba)?sh$/.test(name)
  return names.some(isShell) || (shell ?? '').includes('${{') ? 'posix' : undefined
}

/** A script in Python that only works on data and files; an expression in it is taken for a value. */
function isHarmless({ shell, text }: Script): boolean {
  return /^(?:\S*\/)?python[\d.]*(?:\s|$)/.test(shell ?? '') && isHarmlessPython(text)
}

function startOf(script: Script, dialect: Dialect): Reached {
  const { shell, directory } = script
  return {
    text: script.text,
    source: { file: script.file, route: script.route, place: (offset) => script.place(offset) },
    key: `${script.file}#${script.route}`,
    dialect,
    failFast: script.failFast,
    pipefail: script.pipefail ?? (shell === 'bash' || shell?.includes('pipefail') === true),
    directory: directory === undefined ? undefined : folderIn(directory),
  }
}

/** A working directory as a folder of the tree; undefined where an expression other than the workspace is in it. */
function folderIn(written: string): string | undefined {
  const path = written.replace(/^\$\{\{\s*github\.workspace\s*\}\}\/?/, '')
  return path.includes('$') ? undefined : pathFrom('', path)
}

function inOtherLanguage({ shell, file, route, place, because }: Script): Unresolved {
  const start = place(0)
  const at: Location = { file, ...start, endLine: start.line, endColumn: start.column, route }
  return { what: `script in ${shell ?? 'an unknown shell'}`, reason: 'unsupported', at, because }
}

/** What ready-made code is called. */
const NAMES: Readonly<Record<ActionRef['kind'], string>> = {
  remote: 'action',
  local: 'action',
  docker: 'image',
  task: 'task',
  orb: 'orb command',
  pipe: 'pipe',
  plugin: 'plugin step',
  component: 'component',
  provider: 'action provider',
}

function understandAction(
  ref: ActionRef,
  inputs: ReadonlyMap<string, Located<string>>,
  at: Location,
  because: readonly Because[],
  settings: Settings,
  understand: (script: Script) => Understood,
): Understood {
  const last = because.at(-1)
  const chain = last?.file === at.file && last.line === at.line ? because : [...because, linkTo(at, ref.text)]
  const user = userActionMeaning(settings.lexicon, ref)
  if (user !== undefined) return { commands: [], intents: intentsOf(user, at, chain), opaque: [] }
  const values = new Map([...inputs].map(([name, { value }]) => [name, value]))
  const meaning = classifyAction(ref.kind === 'docker' ? ref.text : (ref.repository ?? ref.text), ref.path, values)
  if (meaning === undefined) {
    const what = `${NAMES[ref.kind]} ${ref.text}`
    return { commands: [], intents: [], opaque: [{ what, reason: 'unknown-action', at, because: chain }] }
  }
  const scripts = meaning.scripts.flatMap((name) => {
    const input = inputNamed(inputs, name)
    if (input === undefined) return []
    const script = scriptOf(input, inputs, chain)
    return [understand(meaning.remote === true ? { ...script, remote: true, directory: undefined } : script)]
  })
  for (const value of meaning.follow ?? []) scripts.push(understand(scriptOf({ value, at }, inputs, chain)))
  const opaque: Unresolved[] = scripts.flatMap((each) => each.opaque)
  // What a script does on another host is what its commands say.
  const isFollowed = meaning.remote === true && scripts.length > 0
  if (meaning.opaque !== undefined && !isFollowed) {
    opaque.unshift({ what: `${ref.text} (${meaning.opaque})`, reason: 'unknown-action', at, because: chain })
  }
  return {
    commands: scripts.flatMap((each) => each.commands),
    intents: [...intentsOf(meaning, at, chain), ...scripts.flatMap((each) => each.intents)],
    opaque,
  }
}

function intentsOf({ intents }: CommandMeaning, at: Location, because: readonly Because[]): Intent[] {
  return intents.map(({ kind, tool, covers }) => ({ kind, tool, covers, at, because }))
}

/** Input names are case-insensitive (GitHub docs: Metadata syntax, inputs). */
function inputNamed(inputs: ReadonlyMap<string, Located<string>>, name: string): Located<string> | undefined {
  for (const [key, value] of inputs) if (key.toLowerCase() === name.toLowerCase()) return value
  return undefined
}

/** Shell text in an input. Actions run in the root unless they are told otherwise; how they treat failures is not known. */
function scriptOf(
  { value, at }: Located<string>,
  inputs: ReadonlyMap<string, Located<string>>,
  because: readonly Because[],
): Script {
  const folder = ['working-directory', 'working_directory', 'cwd', 'app-dir'].flatMap(
    (name) => inputNamed(inputs, name) ?? [],
  )[0]
  const source = inputSource(value, at)
  return {
    text: value,
    file: at.file,
    route: at.route,
    place: (offset) => source.place(offset),
    shell: inputNamed(inputs, 'shell')?.value,
    failFast: true,
    pipefail: true,
    directory: folder === undefined ? '' : folder.value.includes('${{') ? undefined : folder.value,
    because,
  }
}

/** Lines of a block scalar start below its header, those of any other scalar at its own line. */
function inputSource(value: string, at: Location): Source {
  const lines = value.trimEnd().split('\n').length
  const first = at.endLine - at.line >= lines ? at.line + 1 : at.line
  return {
    file: at.file,
    route: at.route,
    place: (offset) => {
      const before = value.slice(0, offset).split('\n').length - 1
      return { line: Math.min(first + before, at.endLine), column: before === 0 && first === at.line ? at.column : 1 }
    },
  }
}
