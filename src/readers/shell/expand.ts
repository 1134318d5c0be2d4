import type { ScriptNotes, ShellWord, WordPart } from './ast.js'
import type { Argument } from './command.js'
import { pathFrom } from './paths.js'
import type { Scope, Value } from './scope.js'

/** What words are seen against: the shell's variables, its folder, the folder of the script file. */
export interface Surroundings {
  readonly scope: Scope
  readonly notes: ScriptNotes
  readonly directory: string | undefined
  readonly scriptFolder: string | undefined
}

/** Variables by which CI hosts name the folder that holds the checked-out repository. */
const ROOT_VARIABLES: ReadonlySet<string> = new Set([
  'GITHUB_WORKSPACE',
  'CI_PROJECT_DIR',
  'BUILD_SOURCESDIRECTORY',
  'SYSTEM_DEFAULTWORKINGDIRECTORY',
  'BITBUCKET_CLONE_DIR',
  'TRAVIS_BUILD_DIR',
  'CODEBUILD_SRC_DIR',
  'DRONE_WORKSPACE',
  'CI_WORKSPACE',
  'BUILDKITE_BUILD_CHECKOUT_PATH',
  'WORKSPACE',
])

/** The same as expressions, blanks left out. */
const ROOT_EXPRESSIONS: ReadonlySet<string> = new Set([
  '${{github.workspace}}',
  '$(gitrev-parse--show-toplevel)',
  '`gitrev-parse--show-toplevel`',
  '$(Build.SourcesDirectory)',
  '$(System.DefaultWorkingDirectory)',
])

const SCRIPT_FOLDER =
  /^(?:\$\(|`)dirname(?:\$\((?:readlink-f|realpath))?(?:\$0|\$\{0\}|\$BASH_SOURCE|\$\{BASH_SOURCE(?:\[0\]|:-\$0|\[0\]:-\$0)?\})\)?[)`]/
const FOLDER_OF_FILE = /^\$\{(?:0|BASH_SOURCE(?:\[0\])?)%\/\*\}$/
const ENTERED_FOLDER = /^\$\(cd(?:-P)?(.{1,120}?)(?:&&|;)pwd(?:-P)?\)$/
const LONGEST_EXPRESSION = 200

/** The arguments that a word becomes: more than one for `"$@"` and for a variable that holds several words. */
export function expandWord(word: ShellWord, around: Surroundings): Argument[] {
  if (word.literal || word.parts === undefined) return [{ text: word.text, literal: true, ...offsetOf(word) }]
  const [only] = word.parts
  if (word.parts.length === 1 && only?.kind === 'variable') return expandVariable(only, around)
  const path = pathOf(word.parts, around)
  return [{ ...joined(word.parts, around), ...(path !== undefined && { path }), ...offsetOf(word) }]
}

/** Text without escapes and continued lines stands in the script as it is, behind its opening quote. */
function offsetOf({ text, quoted, start, end }: ShellWord): { offset?: number } {
  if (end - start === text.length) return { offset: start }
  return quoted && end - start === text.length + 2 ? { offset: start + 1 } : {}
}

type Variable = Extract<WordPart, { kind: 'variable' }>

function expandVariable(part: Variable, around: Surroundings): Argument[] {
  if ((part.name === '@' || part.name === '*') && !around.notes.changedInLoop.has('@')) {
    return around.scope.positional === undefined ? [asWritten(part)] : [...around.scope.positional]
  }
  const value = valueOf(part.name, around)
  if (value === undefined) return [asWritten(part)]
  if ('path' in value) return [{ ...asWritten(part), path: value.path }]
  if (part.quoted || !/\s/.test(value.text)) return [{ text: value.text, literal: true }]
  return value.text
    .split(/\s+/)
    .filter((text) => text !== '')
    .map((text) => ({ text, literal: true }))
}

function asWritten({ raw, fallback }: Variable): Argument {
  return { text: raw, literal: false, ...(fallback !== undefined && fallback !== '' && { fallback }) }
}

/** Replaces the variables that are known; one that would fall apart into words stays as written. */
function joined(parts: readonly WordPart[], around: Surroundings): { text: string; literal: boolean } {
  let text = ''
  let literal = true
  for (const part of parts) {
    const known = part.kind === 'text' ? part.text : part.kind === 'variable' ? knownText(part, around) : undefined
    if (known === undefined) literal = false
    text += known ?? (part.kind === 'text' ? part.text : part.raw)
  }
  return { text, literal }
}

function knownText(part: Variable, around: Surroundings): string | undefined {
  const value = valueOf(part.name, around)
  if (value === undefined || !('text' in value)) return undefined
  return part.quoted || !/\s/.test(value.text) ? value.text : undefined
}

function valueOf(name: string, { scope, notes, directory }: Surroundings): Value {
  if (/^[1-9]\d?$/.test(name)) {
    const given = notes.changedInLoop.has('@') ? undefined : scope.positional?.[Number(name) - 1]
    if (given === undefined) return undefined
    if (given.path !== undefined) return { path: given.path }
    return given.literal ? { text: given.text } : undefined
  }
  if (notes.changedInLoop.has(name) && !scope.isPinned(name)) return undefined
  const value = scope.variable(name)
  if (value !== undefined) return value
  if (name === 'PWD') return directory === undefined ? undefined : { path: directory }
  return ROOT_VARIABLES.has(name) ? { path: '' } : undefined
}

/** The value of an assignment, or undefined if it cannot be told. */
export function assignedValue(word: ShellWord, around: Surroundings): Value {
  const from = word.text.indexOf('=', word.equals) + 1
  if (word.literal) return { text: word.text.slice(from) }
  const [first, ...rest] = word.parts ?? []
  if (first?.kind !== 'text') return undefined
  const parts: WordPart[] = [{ kind: 'text', text: first.text.slice(from) }, ...rest]
  const path = pathOf(parts, around)
  if (path !== undefined) return { path }
  const { text, literal } = joined(
    parts.map((part) => (part.kind === 'variable' ? { ...part, quoted: true } : part)),
    around,
  )
  return literal ? { text } : undefined
}

/** The repository path that a word stands for, if it starts with a folder that the shell knows and goes on literally. */
function pathOf(parts: readonly WordPart[], around: Surroundings): string | undefined {
  const present = parts.filter((part) => part.kind !== 'text' || part.text !== '')
  const [first, ...rest] = present
  if (first === undefined || first.kind === 'text') return undefined
  const folder = first.kind === 'variable' ? folderOfVariable(first, around) : folderOfExpression(first.raw, around)
  const { text, literal } = joined(rest, around)
  if (folder === undefined || !literal || (text !== '' && !text.startsWith('/'))) return undefined
  return pathFrom(folder, text.replace(/^\/+/, ''))
}

function folderOfVariable(part: Variable, around: Surroundings): string | undefined {
  const value = valueOf(part.name, around)
  return value !== undefined && 'path' in value ? value.path : undefined
}

function folderOfExpression(raw: string, around: Surroundings): string | undefined {
  if (raw.length > LONGEST_EXPRESSION) return undefined
  const compact = raw.replace(/&?\d?>&?\d?\/dev\/null|2>&1/g, '').replace(/["\s]|--(?!show)/g, '')
  if (ROOT_EXPRESSIONS.has(compact)) return ''
  if (compact === '$(pwd)' || compact === '`pwd`') return around.directory
  const entered = ENTERED_FOLDER.exec(compact)?.[1]
  return folderOfScript(entered ?? compact, around)
}

/** `$(dirname "$0")` in its many spellings, with `/..` behind it. */
function folderOfScript(compact: string, { scriptFolder }: Surroundings): string | undefined {
  const start = SCRIPT_FOLDER.exec(compact)?.[0] ?? FOLDER_OF_FILE.exec(compact)?.[0]
  if (start === undefined) return undefined
  const behind = compact.slice(start.length)
  if (!/^(?:\/[\w.-]+)*\/?$/.test(behind)) return undefined
  return pathFrom(scriptFolder, behind.replace(/^\//, ''))
}
