/** Which refs a ruleset means. Source: GitHub docs, "Creating rulesets for a repository". */
export interface RefCondition {
  /** Patterns of full names, or `~ALL`, `~DEFAULT_BRANCH`. */
  readonly include: readonly string[]
  readonly exclude: readonly string[]
}

/** `folders`: any number of whole folders, `**` and its slash. `run`: characters within one name, `*`. */
type Token = 'folders' | 'run' | 'one' | number | ClassOfCharacters
type ClassOfCharacters = readonly (readonly [from: number, to: number])[]

/**
 * Whether rules under a condition count for a ref (`refs/heads/main`). Undefined where that cannot be told.
 *
 * @param defaultBranch its name; undefined if it is not known
 */
export function isMeant(condition: RefCondition, ref: string, defaultBranch: string | undefined): boolean | undefined {
  const matches = (pattern: string): boolean | undefined => {
    if (pattern === '~ALL') return true
    if (pattern !== '~DEFAULT_BRANCH') return matchesRef(pattern, ref)
    return defaultBranch === undefined ? undefined : ref === `refs/heads/${defaultBranch}`
  }
  const included = anyOf(condition.include.map(matches))
  const excluded = anyOf(condition.exclude.map(matches))
  if (included === false || excluded === true) return false
  return included === true && excluded === false ? true : undefined
}

function anyOf(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(true)) return true
  return answers.includes(undefined) ? undefined : false
}

/**
 * Whether a pattern of GitHub's for refs matches a full name: the syntax of `fnmatch` with `FNM_PATHNAME`, where `*` and
 * `?` stay between two slashes and `**` with its slash spans folders (GitHub docs, "Creating rulesets for a repository",
 * using fnmatch syntax; Ruby, `File.fnmatch`). Undefined for what these pages do not settle: backslashes and negated
 * sets, which GitHub calls unsupported, and names deeper than a `**` at the end. Takes time in proportion to the product
 * of both lengths.
 */
export function matchesRef(pattern: string, ref: string): boolean | undefined {
  const tokens = tokenize(pattern)
  if (tokens === undefined) return undefined
  if (accepts(tokens, ref)) return true
  const deeper = pattern.endsWith('/**') ? tokenize(`${pattern}/*`) : undefined
  return deeper !== undefined && accepts(deeper, ref) ? undefined : false
}

function tokenize(pattern: string): Token[] | undefined {
  if (pattern.includes('\\')) return undefined
  const tokens: Token[] = []
  for (let i = 0; i < pattern.length; i += 1) {
    const char = pattern[i]
    if (char === '*') {
      const startsName = i === 0 || pattern[i - 1] === '/'
      if (startsName && pattern.startsWith('**/', i)) {
        if (tokens.at(-1) !== 'folders') tokens.push('folders')
        i += 2
      } else if (tokens.at(-1) !== 'run') tokens.push('run')
    } else if (char === '?') tokens.push('one')
    else if (char === '[') {
      const end = pattern.indexOf(']', i + 2)
      const set = end < 0 ? undefined : classOf(pattern.slice(i + 1, end))
      if (set === undefined) return undefined
      tokens.push(set)
      i = end
    } else tokens.push(pattern.charCodeAt(i))
  }
  return tokens
}

function classOf(inside: string): ClassOfCharacters | undefined {
  if (/^[!^]/.test(inside)) return undefined
  const ranges: (readonly [number, number])[] = []
  for (let i = 0; i < inside.length; i += 1) {
    const from = inside.charCodeAt(i)
    const isRange = inside[i + 1] === '-' && i + 2 < inside.length
    ranges.push([from, isRange ? inside.charCodeAt(i + 2) : from])
    if (isRange) i += 2
  }
  return ranges
}

/** Follows all ways through the tokens at once. */
function accepts(tokens: readonly Token[], text: string): boolean {
  let states = new Set<number>()
  enter(0, tokens, states)
  for (let i = 0; i < text.length && states.size > 0; i += 1) {
    const next = new Set<number>()
    for (const state of states) step(state, text.charCodeAt(i), tokens, next)
    states = next
  }
  return states.has(tokens.length)
}

const SLASH = 47

/** Adds a state, and those behind it that need no character. */
function enter(state: number, tokens: readonly Token[], states: Set<number>): void {
  states.add(state)
  const token = tokens[state]
  if (token === 'run' || token === 'folders') enter(state + 1, tokens, states)
}

function step(state: number, code: number, tokens: readonly Token[], next: Set<number>): void {
  const token = tokens[state]
  if (token === 'folders') {
    next.add(state)
    if (code === SLASH) enter(state + 1, tokens, next)
  } else if (token === 'run') {
    if (code !== SLASH) enter(state, tokens, next)
  } else if (token !== undefined && fits(token, code)) enter(state + 1, tokens, next)
}

function fits(token: Exclude<Token, 'run' | 'folders'>, code: number): boolean {
  if (typeof token === 'number') return token === code
  if (code === SLASH) return false
  return token === 'one' || token.some(([from, to]) => from <= code && code <= to)
}
