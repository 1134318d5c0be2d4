import { innerCommand } from './delegates.js'
import { PROGRAMS } from './entries.js'
import { fits } from './glob.js'
import { runsHarmlessText } from './inline-programs.js'
import { passesOperands } from './operands.js'
import { givenAny, ruledOut, type Given } from './options.js'
import { programName } from './program-name.js'
import { testLevels } from './test-levels.js'
import type { CommandMeaning, EntryData, LexiconWord, ProgramData, ToolIntent } from './types.js'
import { parseWords, type Operand, type ParsedWords } from './words.js'

/** Commands in commands (`yarn python -m coverage run -m pytest`) are followed so deep. */
const MAX_DEPTH = 6

const NOTHING: CommandMeaning = { intents: [] }
const HELP: ReadonlySet<string> = new Set(['--help', '-help', '-h', 'help', '--version', '-version', '-V'])

/**
 * What a command is for, by its program, sub-command, options and operands. The words come without wrappers (`sudo`,
 * `npx`); the first may be a path to the program. Undefined: the program is not known.
 * @param remote whether it runs on another machine than the pipeline
 */
export function classifyCommand(words: readonly LexiconWord[], remote = false): CommandMeaning | undefined {
  return meaningOf(words, { depth: 0, remote, guessed: false })
}

/** How the words came to be taken for a command. */
interface Call {
  readonly depth: number
  readonly remote: boolean
  readonly guessed: boolean
}

/**
 * A file of the tree that has a program's name (`./migrate`) may be something else: it counts if it is called like the
 * program. What was only guessed to be a command (`yarn test`) is none of the system.
 */
function meaningOf(words: readonly LexiconWord[], call: Call): CommandMeaning | undefined {
  const first = words[0]
  if (first === undefined || !first.literal || call.depth > MAX_DEPTH) return undefined
  const { name, from } = programName(first.text)
  const program = PROGRAMS.get(name)
  if (program === undefined || (program.system === true && (from !== 'system' || call.guessed))) return undefined
  const meaning = meaningIn(program, name, words, call)
  return from === 'tree' && meaning.intents.length === 0 ? undefined : meaning
}

function meaningIn(program: ProgramData, name: string, words: readonly LexiconWord[], call: Call): CommandMeaning {
  if (asksForHelp(words)) return NOTHING
  const parsed = parseWords(words, program)
  const own = ownMeaning(program, parsed, name, call.remote)
  const inner = innerMeaning(words, program, parsed, call, false)
  if (inner !== undefined) return own === undefined ? inner : joined(own, inner)
  if (own !== undefined) return own
  const fallback = innerMeaning(words, program, parsed, call, true)
  if (fallback !== undefined) return fallback
  if (program.opaque === undefined || runsHarmlessText(name, words)) return NOTHING
  return { intents: [], opaque: program.opaque }
}

function joined(own: CommandMeaning, inner: CommandMeaning): CommandMeaning {
  const opaque = own.opaque ?? inner.opaque
  return { intents: [...own.intents, ...inner.intents], ...(opaque !== undefined && { opaque }) }
}

function asksForHelp(words: readonly LexiconWord[]): boolean {
  if (words.length === 2) return HELP.has(words[1]?.text ?? '')
  const end = words.findIndex(({ text }) => text === '--')
  return words.slice(1, end < 0 ? undefined : end).some(({ text }) => text === '--help')
}

/** The meaning of the command inside the command, if the program has one there. */
function innerMeaning(
  words: readonly LexiconWord[],
  program: ProgramData,
  parsed: ParsedWords,
  call: Call,
  fallback: boolean,
): CommandMeaning | undefined {
  for (const delegate of program.delegates ?? []) {
    if ((delegate.fallback !== undefined) !== fallback) continue
    const inner = innerCommand(words, parsed, delegate)
    if (inner === undefined || (inner.length === 0 && delegate.alone === undefined)) continue
    if (inner.length === 0 && delegate.alone !== undefined) return { intents: [], opaque: delegate.alone }
    const reason = delegate.fallback ?? 'it starts a program that is not known'
    return meaningOf(inner, { ...call, depth: call.depth + 1, guessed: fallback }) ?? { intents: [], opaque: reason }
  }
  return undefined
}

/** What the entries say; undefined if none of them names the sub-command and nothing hides whether one would. */
function ownMeaning(
  program: ProgramData,
  parsed: ParsedWords,
  name: string,
  remote: boolean,
): CommandMeaning | undefined {
  const intents: ToolIntent[] = []
  const tool = { tool: program.tool ?? name, covers: program.covers ?? [] }
  let [found, named, hidden, half] = [false, false, false, false]
  let opaque: string | undefined
  for (const entry of entriesFor(program, remote)) {
    const path = fitOfPath(entry.sub, program, parsed.operands)
    const fit = path.fit === 'yes' ? fitOf(entry, program, parsed, path.length) : 'no'
    hidden ||= path.fit === 'maybe'
    named ||= entry.sub !== undefined && path.fit === 'yes'
    half ||= fit === 'maybe'
    if (fit !== 'yes') continue
    found = true
    opaque ??= entry.opaque
    addIntents(intents, entry, tool, parsed)
  }
  if (half || (hidden && !found)) opaque ??= `variables decide what ${name} does`
  if (!named && !found && opaque === undefined) return undefined
  return { intents, ...(opaque !== undefined && { opaque }) }
}

function entriesFor({ entries = [] }: ProgramData, remote: boolean): readonly EntryData[] {
  return remote ? entries : entries.filter((entry) => entry.remote !== true)
}

function addIntents(
  intents: ToolIntent[],
  entry: EntryData,
  program: Pick<ToolIntent, 'tool' | 'covers'>,
  parsed: ParsedWords,
): void {
  const tool = entry.tool ?? program.tool
  const covers = entry.covers ?? program.covers
  const kinds = entry.intents ?? []
  const pathLength = entry.sub?.[0]?.length ?? 0
  for (const kind of entry.levels === true ? [...testLevels(parsed, pathLength), ...kinds] : kinds) {
    if (!intents.some((each) => each.kind === kind && each.tool === tool)) intents.push({ kind, tool, covers })
  }
}

/** Whether an entry whose path fits does so with its options and operands too; `maybe` where a variable decides. */
function fitOf(entry: EntryData, program: ProgramData, parsed: ParsedWords, pathLength: number): Given {
  if (entry.except !== undefined && fitOfPath(entry.except, program, parsed.operands).fit === 'yes') return 'no'
  const { with: wanted = [], also = [], without = [] } = entry
  const unwanted = ruledOut(parsed, without)
  const all: Given[] = [
    wanted.length === 0 ? 'yes' : wantedFit(parsed, wanted),
    also.length === 0 ? 'yes' : wantedFit(parsed, also),
    unwanted === 'maybe' ? 'maybe' : unwanted === 'yes' ? 'no' : 'yes',
    passesOperands(parsed.operands.slice(pathLength), entry),
  ]
  return weakest(all)
}

/** A switch whose value is a variable (`--push=$PUSH`) may be on, and is there to be on; a choice stays open. */
function wantedFit(parsed: ParsedWords, options: readonly string[]): Given {
  const switches = options.filter((option) => !option.includes('='))
  return givenAny(parsed, switches) === 'no' ? givenAny(parsed, options) : 'yes'
}

function weakest(all: readonly Given[]): Given {
  if (all.includes('no')) return 'no'
  return all.includes('maybe') ? 'maybe' : 'yes'
}

/** Whether the operands start with one of the paths, and how many operands the path takes. */
function fitOfPath(
  paths: EntryData['sub'],
  program: ProgramData,
  operands: readonly Operand[],
): { fit: Given; length: number } {
  if (paths === undefined) return { fit: 'yes', length: 0 }
  if (program.style === 'goals') return { fit: fitOfGoals(paths, operands), length: 0 }
  const start = operands.findIndex(({ literal }) => literal)
  let best: Given = 'no'
  for (const path of paths) {
    const direct = fitFrom(path, operands, 0)
    if (direct === 'yes') return { fit: 'yes', length: path.length }
    if (start > 0 && fitFrom(path, operands, start) === 'yes') return { fit: 'yes', length: start + path.length }
    if (direct === 'maybe') best = 'maybe'
  }
  return { fit: best, length: 0 }
}

function fitFrom(path: readonly string[], operands: readonly Operand[], start: number): Given {
  for (const [index, pattern] of path.entries()) {
    const operand = operands[start + index]
    if (operand === undefined) return 'no'
    if (pattern === '*') continue
    if (!operand.literal) return 'maybe'
    if (!fits(operand.text, pattern)) return 'no'
  }
  return 'yes'
}

/** One goal fits if any operand does. Variables among literal goals are taken for options (`mvn $MAVEN_OPTS verify`). */
function fitOfGoals(paths: readonly (readonly string[])[], operands: readonly Operand[]): Given {
  const goals = operands.filter(({ literal }) => literal).map(({ text }) => goalName(text))
  if (paths.some(([pattern]) => goals.some((goal) => fits(goal, pattern ?? '')))) return 'yes'
  return goals.length === 0 && operands.length > 0 ? 'maybe' : 'no'
}

/** `:app:test` → `test`; `org.owasp:dependency-check-maven:12.1.0:check@id` → `dependency-check-maven:check`. */
function goalName(text: string): string {
  const parts = (text.split('@')[0] ?? '').split(':')
  const goal = parts.at(-1) ?? ''
  if (parts[0] === '') return goal
  if (parts.length > 2) return `${parts[1] ?? ''}:${goal}`
  return parts.join(':')
}
