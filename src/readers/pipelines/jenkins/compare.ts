import { either } from '../../../core/three-valued.js'
import { matchGlob } from '../../../core/glob.js'
import { fitsRegular } from '../regular.js'
import { knownText, type BranchValue, type Value } from './values.js'

/** How a pattern that is a regular expression is written among the globs. */
export function regularRule(pattern: string): string {
  return `/${pattern}/`
}

/** `origin/main` names the branch `main` (Git plugin: GIT_BRANCH). */
export function branchName(text: string): string {
  return text.replace(/^(?:\*\/|refs\/heads\/|origin\/)/, '')
}

/** Whether two values are the same; undefined if that is not known. */
export function areEqual(left: Value, right: Value): boolean | undefined {
  if (left.kind === 'branch') return isBranch(left, right)
  if (right.kind === 'branch') return isBranch(right, left)
  const leftNull = isNull(left)
  const rightNull = isNull(right)
  if (leftNull !== undefined && rightNull !== undefined && (leftNull || rightNull)) return leftNull === rightNull
  if (left.kind === 'constant' && right.kind === 'constant') return left.value === right.value
  const [a, b] = [knownText(left), knownText(right)]
  if (a !== undefined && b !== undefined) return a === b || branchName(a) === branchName(b)
  return undefined
}

function isNull(value: Value): boolean | undefined {
  if (value.kind === 'constant') return value.value === null
  if (value.kind === 'unknown') return value.given === true ? false : undefined
  return false
}

function isBranch(branch: BranchValue, other: Value): boolean | undefined {
  if (isNull(other) === true) return false
  const text = knownText(other)
  return text === undefined ? undefined : fitsName(branch, branchName(text))
}

/** Whether the branch may have this name. */
function fitsName({ pattern, excluded = [] }: BranchValue, name: string): boolean | undefined {
  if (excluded.includes(name)) return false
  if (pattern === undefined) return undefined
  return fitsRule(pattern, name) === false ? false : undefined
}

function fitsRule(rule: string, name: string): boolean | undefined {
  return rule.startsWith('/') && rule.length > 2
    ? fitsRegular(rule.slice(1, -1), name, { whole: true })
    : matchGlob(rule, name)
}

/** Whether the value fits a glob or, between slashes, a regular expression. */
export function fits(value: Value, rule: string): boolean | undefined {
  if (value.kind === 'branch') {
    if (value.pattern === rule) return true
    if (value.excluded?.includes(rule) === true) return false
    return isLiteral(rule) ? fitsName(value, rule) : undefined
  }
  if (isNull(value) === true) return false
  const text = knownText(value)
  return text === undefined ? undefined : fitsRule(rule, text)
}

/** Whether a regular expression is found in the text. */
export function findsRegular(value: Value, pattern: string): boolean | undefined {
  if (value.kind === 'branch') return fits(value, regularRule(`.*${pattern}.*`))
  if (isNull(value) === true) return false
  const text = knownText(value)
  return text === undefined ? undefined : fitsRegular(pattern, text, { whole: false })
}

/** Whether the rule is a name and no pattern. */
export function isLiteral(rule: string): boolean {
  return !/[*?{}[\]]|^\//.test(rule)
}

/** Whether the value is in the list; undefined if that is not known. */
export function isAmong(value: Value, list: Value): boolean | undefined {
  if (list.kind !== 'list') return undefined
  const found = list.items.reduce<boolean | undefined>((sum, item) => either(sum, areEqual(value, item)), false)
  return found === false && list.open ? undefined : found
}
