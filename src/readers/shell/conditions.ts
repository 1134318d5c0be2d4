import type { Case, List, Loop, Pipeline } from './ast.js'

/** Commands that are run for their exit status. */
const TESTS: ReadonlySet<string> = new Set([
  '[',
  '[[',
  '((',
  'test',
  'which',
  'type',
  'hash',
  'grep',
  'egrep',
  'fgrep',
  'diff',
  'cmp',
  'true',
  'false',
])

/** Whether what follows behind `&&` depends on a condition rather than on the success of work. */
export function isTest({ negated, commands }: Pipeline): boolean {
  const command = commands.at(-1)
  if (negated) return true
  if (command?.kind !== 'simple') return false
  const [name, option] = command.words
  if (name === undefined) return false
  if (!name.literal) return true
  if (name.text === 'command') return option?.text === '-v' || option?.text === '-V'
  if (name.text === 'git') return command.words.some(({ text }) => text === '--quiet' || text === '--exit-code')
  return TESTS.has(name.text)
}

/** Whether the pipeline is a lone comparison: `[ … ]`, `[[ … ]]`, `(( … ))`. */
export function isComparison(pipeline: Pipeline | undefined): boolean {
  const command = pipeline?.commands.at(-1)
  const name = command?.kind === 'simple' ? command.words[0]?.text : undefined
  return name !== undefined && ['[', '[[', '((', 'test'].includes(name)
}

/** The words of `for name in words`, if each is what it says: no variable, no pattern. */
export function knownItems({ items }: Loop): string[] | undefined {
  if (items === undefined || items.length === 0) return undefined
  const known = items.every(({ literal, quoted, text }) => literal && (quoted || !/[*?[{]/.test(text)))
  return known ? items.map(({ text }) => text) : undefined
}

/** The branch that a known subject takes; undefined if a pattern is not known or of a form that is not read. */
export function caseBranch({ branches }: Case, subject: string): { readonly body: List } | 'none' | undefined {
  for (const branch of branches) {
    for (const { text, literal, quoted } of branch.patterns) {
      if (!literal || (!quoted && text.includes('['))) return undefined
      if (quoted ? text === subject : matches(subject, text)) return branch
    }
  }
  return 'none'
}

/** A pattern of `*` and `?`: each piece between stars is taken at its first place, which decides as well as any other. */
function matches(subject: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  if (rest.length === 0) return subject.length === first.length && fits(subject, first, 0)
  if (!fits(subject, first, 0)) return false
  const last = rest.pop() ?? ''
  let at = first.length
  for (const piece of rest) {
    while (at + piece.length <= subject.length && !fits(subject, piece, at)) at += 1
    if (at + piece.length > subject.length) return false
    at += piece.length
  }
  return subject.length - last.length >= at && fits(subject, last, subject.length - last.length)
}

function fits(subject: string, piece: string, at: number): boolean {
  if (at + piece.length > subject.length) return false
  for (let index = 0; index < piece.length; index += 1) {
    if (piece[index] !== '?' && piece[index] !== subject[at + index]) return false
  }
  return true
}
