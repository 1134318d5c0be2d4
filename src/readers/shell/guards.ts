import type { ShellTest } from '../../models/index.js'
import type { List, Node, Pipeline, ShellWord, Statement } from './ast.js'

/** Tests around one command, and tests within one of them, beyond which no more are kept. */
const MAX_GUARDS = 12
const MAX_SIZE = 24

/** Tests that hold where a command stands. */
export interface Guards {
  readonly tests: readonly ShellTest[]
  /** False if it hangs on something else as well: then it may not run although the tests hold. */
  readonly all: boolean
}

export const NO_GUARDS: Guards = { tests: [], all: true }

/** What follows for variables if something ends well, and if it does not; undefined where nothing does. */
export interface Outcome {
  readonly well: ShellTest | undefined
  readonly badly: ShellTest | undefined
}

const NOTHING: Outcome = { well: undefined, badly: undefined }

/** A word's text, known variables replaced. */
export type Expand = (word: ShellWord) => string

/** The guards of what runs only if `test` holds; of what hangs on anything else without it. */
export function guardedBy({ tests, all }: Guards, test: ShellTest | undefined): Guards {
  if (test === undefined || tests.length >= MAX_GUARDS) return { tests, all: false }
  return { tests: [...tests, test], all }
}

export function unguarded({ tests }: Guards): Guards {
  return { tests, all: false }
}

/** What holds for the rest of a script after an `exit` that stands under the guards. */
export function survivedAfter(before: readonly ShellTest[], { tests, all }: Guards): readonly ShellTest[] {
  if (!all || tests.length === 0 || before.length >= MAX_GUARDS) return before
  const passed = negation(conjunction(tests))
  return passed === undefined ? before : [...before, passed]
}

/** What follows from the status of a list, which is that of its last statement. */
export function outcomeOf({ statements }: List, expand: Expand, depth = 0): Outcome {
  const last = statements.at(-1)
  return last === undefined ? NOTHING : (outcomesOf(last, expand, depth).at(-1)?.after ?? NOTHING)
}

/** The guards of each part of a chain of `&&` and `||` that itself stands under guards. */
export function chainGuards(statement: Statement, expand: Expand, guards: Guards): Guards[] {
  return outcomesOf(statement, expand, 0).map(({ before }, index) => (index === 0 ? guards : guardedBy(guards, before)))
}

/** For each part of a chain: what holds if it runs, and what follows from the status up to it. */
function outcomesOf({ parts }: Statement, expand: Expand, depth: number) {
  let so: Outcome = NOTHING
  return parts.map(({ operator, pipeline }, index): { before: ShellTest | undefined; after: Outcome } => {
    const own = ofPipeline(pipeline, expand, depth)
    const before = index === 0 ? undefined : operator === '||' ? so.badly : so.well
    if (index === 0) so = own
    else if (operator === '||') so = { well: disjunction(so.well, own.well), badly: conjoined(so.badly, own.badly) }
    else so = { well: conjoined(so.well, own.well), badly: disjunction(so.badly, own.badly) }
    return { before, after: so }
  })
}

const MAX_DEPTH = 6

function ofPipeline({ negated, commands }: Pipeline, expand: Expand, depth: number): Outcome {
  const [only] = commands
  if (commands.length !== 1 || only === undefined || depth > MAX_DEPTH) return NOTHING
  const { well, badly } = ofNode(only, expand, depth)
  return negated ? { well: badly, badly: well } : { well, badly }
}

function ofNode(node: Node, expand: Expand, depth: number): Outcome {
  if (node.kind === 'group') return outcomeOf(node.body, expand, depth + 1)
  if (node.kind !== 'simple') return NOTHING
  const [name, ...words] = node.words
  const last = words.at(-1)?.text
  if (name?.text === 'test') return ofTest(words, expand, false)
  if (name?.text === '[' && last === ']') return ofTest(words.slice(0, -1), expand, false)
  return name?.text === '[[' && last === ']]' ? ofTest(words.slice(0, -1), expand, true) : NOTHING
}

/** POSIX test and Bash `[[ … ]]`; the operators bind as they do there: `!`, then and, then or. */
function ofTest(words: readonly ShellWord[], expand: Expand, double: boolean): Outcome {
  const [or, and] = double ? ['||', '&&'] : ['-o', '-a']
  if (words.some(({ text, quoted }) => !quoted && (text === '(' || text === ')' || text === '\\('))) return NOTHING
  const test = split(words, or).reduce<ShellTest | undefined | 'none'>((sum, part) => {
    const each = split(part, and).reduce<ShellTest | undefined | 'none'>((all, one) => {
      const own = ofComparison(one, expand, double)
      return all === 'none' ? own : all && own && bounded({ kind: 'all', of: [all, own] })
    }, 'none')
    const known = each === 'none' ? undefined : each
    return sum === 'none' ? known : sum && known && bounded({ kind: 'any', of: [sum, known] })
  }, 'none')
  return test === 'none' ? NOTHING : { well: test, badly: negation(test) }
}

function split(words: readonly ShellWord[], operator: string | undefined): ShellWord[][] {
  const parts: ShellWord[][] = [[]]
  for (const word of words) {
    if (word.text === operator && !word.quoted) parts.push([])
    else parts.at(-1)?.push(word)
  }
  return parts
}

function ofComparison(words: readonly ShellWord[], expand: Expand, double: boolean): ShellTest | undefined {
  const [first, second, third] = words
  if (first?.text === '!' && !first.quoted) return negation(ofComparison(words.slice(1), expand, double))
  if (first === undefined || words.length > 3) return undefined
  if (third === undefined) return ofEmptiness(first, second, expand)
  const [left, right] = [expand(first), expand(third)]
  const isPattern = double && !third.quoted && /[*?[]/.test(right)
  switch (second?.text) {
    case '=':
    case '==':
    case '-eq':
      return isPattern ? like(left, right) : equal(left, right)
    case '!=':
    case '-ne':
      return negation(isPattern ? like(left, right) : equal(left, right))
    case '=~':
      return like(left, right)
    default:
      return undefined
  }
}

/** `-n text`, `-z text`, and a text alone, which asks whether there is any. */
function ofEmptiness(first: ShellWord, second: ShellWord | undefined, expand: Expand): ShellTest | undefined {
  if (second === undefined) return negation(equal(expand(first), ''))
  if (first.text === '-n') return negation(equal(expand(second), ''))
  return first.text === '-z' ? equal(expand(second), '') : undefined
}

/** A comparison of what the script itself knows says nothing about the run. */
function equal(left: string, right: string): ShellTest | undefined {
  if (left.includes('$') === right.includes('$')) return left.includes('$') ? { kind: 'equal', left, right } : undefined
  return left.includes('$') ? { kind: 'equal', left, right } : { kind: 'equal', left: right, right: left }
}

function like(left: string, right: string): ShellTest | undefined {
  return left.includes('$') ? { kind: 'like', left, right } : undefined
}

/** What holds where a branch of `case` is taken: one of its patterns fits. `*` fits anything. */
export function patternsTest(
  subject: string,
  patterns: readonly ShellWord[],
): { readonly test: ShellTest | undefined; readonly any: boolean } {
  if (patterns.some(({ text, quoted }) => text === '*' && !quoted)) return { test: undefined, any: true }
  const tests = patterns.map(({ text, literal, quoted }) => {
    if (!literal) return undefined
    return !quoted && /[*?[]/.test(text) ? like(subject, text) : equal(subject, text)
  })
  const known = tests.flatMap((test) => test ?? [])
  if (known.length < tests.length || known.length === 0) return { test: undefined, any: false }
  return { test: bounded({ kind: 'any', of: known }), any: false }
}

export function negation(test: ShellTest | undefined): ShellTest | undefined {
  if (test === undefined) return undefined
  return test.kind === 'not' ? test.of : { kind: 'not', of: test }
}

/** What follows from two things together: each by itself, if nothing follows from the other. */
function conjoined(left: ShellTest | undefined, right: ShellTest | undefined): ShellTest | undefined {
  if (left === undefined || right === undefined) return left ?? right
  return bounded({ kind: 'all', of: [left, right] }) ?? left
}

function disjunction(left: ShellTest | undefined, right: ShellTest | undefined): ShellTest | undefined {
  return left === undefined || right === undefined ? undefined : bounded({ kind: 'any', of: [left, right] })
}

function conjunction(tests: readonly ShellTest[]): ShellTest | undefined {
  return tests.length === 1 ? tests[0] : bounded({ kind: 'all', of: tests })
}

/** Nothing for a test of too many parts. */
function bounded(test: ShellTest): ShellTest | undefined {
  return sizeOf(test, MAX_SIZE) > MAX_SIZE ? undefined : test
}

function sizeOf(test: ShellTest, limit: number): number {
  if ('left' in test) return 1
  if (test.kind === 'not') return 1 + sizeOf(test.of, limit)
  let size = 1
  for (const each of test.of) {
    if (size > limit) break
    size += sizeOf(each, limit)
  }
  return size
}
