import { UserError } from '../core/errors.js'
import type { CommentMode } from '../publish/comment.js'
import { HISTORY_DAYS, HISTORY_SOURCES, historyDaysIn, type HistorySource } from '../core/history-source.js'
import type { FailOn, Scope } from '../core/report.js'
import { patternsIn, staysInside } from '../core/sarif-inputs.js'
import { FORMATS } from '../reporters/formats.js'
import { chooseOutputs, STDOUT, type Output } from '../reporters/outputs.js'

/** What the workflow says in `with:`. action.yml has no defaults, so that what is not said is left to the configuration. */
export interface Inputs {
  readonly token: string | undefined
  readonly settingsToken: string | undefined
  readonly config: string | undefined
  readonly failOn: FailOn | undefined
  readonly scope: Scope | undefined
  readonly unknown: 'ignore' | 'fail' | undefined
  readonly history: HistorySource | undefined
  readonly historyDays: number | undefined
  /** Paths or globs of reports of other tools, relative to the linted folder. */
  readonly sarifInputs: readonly string[] | undefined
  /** The folder to lint, relative to the workspace. */
  readonly path: string
  readonly id: string
  readonly comment: CommentMode
  readonly checkRun: boolean
  readonly annotations: boolean
  /** Whether fixes are suggested in a review of the pull request. */
  readonly suggestions: boolean
  readonly base: string | undefined
  /** The report files to write, relative to the workspace, each with its format. */
  readonly outputs: readonly Output[]
  /** The report of another run to publish, instead of linting; relative to the workspace. */
  readonly publish: string | undefined
}

type Env = Readonly<Record<string, string | undefined>>

/** Reads the inputs. Throws a {@link UserError} that names the input if one has a value that it cannot have. */
export function readInputs(env: Env): Inputs {
  const id = input(env, 'id') ?? 'default'
  // It becomes part of a marker that is matched as text.
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(id)) {
    throw new UserError('the input id takes up to 64 letters, digits, dots, underscores and hyphens')
  }
  return {
    token: input(env, 'token'),
    settingsToken: input(env, 'settings-token'),
    config: input(env, 'config'),
    failOn: choice(env, 'fail-on', ['foundational', 'recommended', 'optional', 'never']),
    scope: choice(env, 'scope', ['changes', 'repository']),
    unknown: choice(env, 'unknown', ['ignore', 'fail']),
    history: choice(env, 'history', HISTORY_SOURCES),
    historyDays: days(env, 'history-days'),
    sarifInputs: reports(env),
    path: input(env, 'path') ?? '.',
    id,
    comment: commentMode(env),
    checkRun: flag(env, 'check-run', false),
    annotations: flag(env, 'annotations', true),
    suggestions: flag(env, 'suggestions', false),
    base: input(env, 'base'),
    outputs: outputsOf(env),
    publish: input(env, 'publish'),
  }
}

/** The runner's name for an input: upper case, blanks as underscores, hyphens kept (GitHub docs: Metadata syntax). */
function input(env: Env, name: string): string | undefined {
  const value = env[`INPUT_${name.toUpperCase()}`]?.trim()
  return value === '' ? undefined : value
}

function choice<T extends string>(env: Env, name: string, choices: readonly T[]): T | undefined {
  const value = input(env, name)
  const chosen = choices.find((each) => each === value)
  if (value !== undefined && chosen === undefined) {
    throw new UserError(`the input ${name} takes ${choices.join(', ')}, not "${value}"`)
  }
  return chosen
}

function days(env: Env, name: string): number | undefined {
  const value = input(env, name)
  if (value === undefined) return undefined
  const count = historyDaysIn(value)
  if (count !== undefined) return count
  const { least, most } = HISTORY_DAYS
  throw new UserError(`the input ${name} takes a number of days from ${least} to ${most}, not "${value}"`)
}

function reports(env: Env): string[] | undefined {
  const value = input(env, 'sarif-inputs')
  if (value === undefined) return undefined
  const patterns = patternsIn(value)
  const outside = patterns.find((pattern) => !staysInside(pattern))
  if (outside === undefined) return patterns
  throw new UserError(`the input sarif-inputs takes paths inside the linted folder, not "${outside}"`)
}

function commentMode(env: Env): CommentMode {
  const value = choice(env, 'comment', ['true', 'True', 'TRUE', 'false', 'False', 'FALSE', 'when-needed', 'remove'])
  if (value === 'when-needed' || value === 'remove') return value
  return value?.toLowerCase() === 'false' ? 'never' : 'always'
}

function flag(env: Env, name: string, otherwise: boolean): boolean {
  const value = choice(env, name, ['true', 'True', 'TRUE', 'false', 'False', 'FALSE'])
  return value === undefined ? otherwise : value.toLowerCase() === 'true'
}

/** One report a line. The log of the step is no place for one: what a report quotes could be taken for commands. */
function outputsOf(env: Env): readonly Output[] {
  const words = (input(env, 'output') ?? '').split('\n').flatMap((line) => line.trim() || [])
  const format = choice(env, 'format', FORMATS)
  if (format !== undefined && words.length !== 1) {
    const many = 'goes with one output: with several, write each as <format>=<file>'
    throw new UserError(`the input format ${words.length === 0 ? 'needs the input output: the file to write' : many}`)
  }
  const { files, left } = chooseOutputs(format === undefined ? [] : [format], words, 'output')
  const printed = files.find(({ file }) => file === STDOUT)
  if (printed !== undefined) throw new UserError(`the input output takes files: name one for ${printed.format}`)
  const [file] = files
  if (left.length > 0 && file !== undefined) {
    throw new UserError(`the input format says ${left.join()}, and output says ${file.format} by ${words.join()}`)
  }
  return files
}
