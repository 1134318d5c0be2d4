import { readRange, type RangeMatcher } from './glob-range.js'

/** Tells whether a path (relative, `/` separators) is meant. */
export type PathMatcher = (path: string) => boolean

/** Alternatives of `{a,b}` beyond this number are not expanded: the braces then stand for themselves. */
const MAX_ALTERNATIVES = 256

const ANY = -1
const STAR = -2

/** Whether `path` matches `pattern`; see {@link compileGlob}. */
export function matchGlob(pattern: string, path: string): boolean {
  return compileGlob(pattern)(path)
}

/**
 * Compiles a glob: `*` and `?` stay within a path segment, `**` spans any number of them, `{a,b}` offers alternatives
 * and a backslash takes the next character literally. Names that start with a dot are matched like all others. A
 * leading `./` or `/` is dropped, a trailing `/` means everything below. Matching is at most quadratic in the length of
 * the path, whatever the pattern.
 */
export function compileGlob(pattern: string): PathMatcher {
  const matchers = expandBraces(pattern).map((each) => {
    const segments = splitSegments(each.replace(/^(?:\.\/)+/, ''))
    if (segments[0] === '' && segments.length > 1) segments.shift()
    if (segments.at(-1) === '' && segments.length > 1) segments[segments.length - 1] = '**'
    return compileSegments(segments)
  })
  return (path) => matchers.some((matches) => matches(path))
}

/**
 * Compiles a pattern that is already split at its slashes. `**` as a whole segment stands for any number of segments,
 * at least one of them at the end. With `descend`, a path below a match matches too.
 */
export function compileSegments(segments: readonly string[], { descend = false } = {}): PathMatcher {
  const matches = compileNames(segments, { descend })
  const prefix = literalPrefix(segments)
  return (path) => path.startsWith(prefix) && matches(path.split('/'))
}

/**
 * The same for a path that is already split at its slashes, for those who compare one path with many patterns. With
 * `ranges`, `[a-z]` and `[!a-z]` stand for one character.
 */
export function compileNames(
  segments: readonly string[],
  { descend = false, ranges = false } = {},
): (names: readonly string[]) => boolean {
  if (segments.length === 0 || segments.every((segment) => segment === '')) return () => false
  const parts = segments.map((segment) => (segment === '**' ? undefined : compileSegment(segment, ranges)))
  if (parts.at(-1) === undefined) parts.push(compileSegment('*'))
  return (names) => matchParts(parts, names, descend)
}

/** The one name that a segment stands for, without its escapes; undefined if it has a wildcard. */
export function literalName(segment: string, ranges = false): string | undefined {
  const tokens = tokenize(segment, ranges)
  return tokens.every(isCharacter) ? String.fromCharCode(...tokens) : undefined
}

/** Splits at slashes that no backslash escapes. */
export function splitSegments(pattern: string): string[] {
  const segments: string[] = []
  let start = 0
  for (let i = 0; i < pattern.length; i += 1) {
    if (pattern[i] === '\\') i += 1
    else if (pattern[i] === '/') {
      segments.push(pattern.slice(start, i))
      start = i + 1
    }
  }
  return [...segments, pattern.slice(start)]
}

type NameMatcher = (name: string) => boolean

/** Greedy: only the last `**` is ever tried again, which is enough because the parts after it match one name each. */
function matchParts(parts: readonly (NameMatcher | undefined)[], names: readonly string[], descend: boolean): boolean {
  let part = 0
  let name = 0
  let retryPart = -1
  let retryName = 0
  for (;;) {
    const matches = parts[part]
    if (part === parts.length) {
      if (descend || name === names.length) return true
    } else if (matches === undefined) {
      retryPart = ++part
      retryName = name
      continue
    } else if (name === names.length) {
      return false
    } else if (matches(names[name] ?? '')) {
      part += 1
      name += 1
      continue
    }
    if (retryPart < 0 || retryName >= names.length) return false
    part = retryPart
    name = ++retryName
  }
}

/** The whole segments before the first one with a wildcard, as a cheap first test. */
function literalPrefix(segments: readonly string[]): string {
  const wild = segments.findIndex((segment) => /[*?\\]/.test(segment))
  return segments.slice(0, wild < 0 ? -1 : wild).reduce((prefix, segment) => `${prefix}${segment}/`, '')
}

/** A character, {@link ANY}, {@link STAR}, or the characters of a range. */
type Token = number | RangeMatcher

function isCharacter(token: Token): token is number {
  return typeof token === 'number' && token >= 0
}

function compileSegment(segment: string, ranges = false): NameMatcher {
  const tokens = tokenize(segment, ranges)
  if (tokens.every((token) => token === STAR || isCharacter(token))) return compileChunks(tokens)
  return (name) => matchTokens(tokens, name)
}

/** A pattern of asterisks and literal text only: each text is looked for behind the one before it. */
function compileChunks(tokens: readonly Token[]): NameMatcher {
  const [first = '', ...rest] = chunksOf(tokens)
  const last = rest.pop()
  if (last === undefined) return (name) => name === first
  return (name) => {
    if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last)) return false
    let at = first.length
    for (const chunk of rest) {
      const found = name.indexOf(chunk, at)
      if (found < 0) return false
      at = found + chunk.length
    }
    return at <= name.length - last.length
  }
}

/** The literal texts between the asterisks, empty ones too. */
function chunksOf(tokens: readonly Token[]): string[] {
  const chunks = ['']
  for (const token of tokens) {
    if (token === STAR) chunks.push('')
    else if (isCharacter(token)) chunks.push((chunks.pop() ?? '') + String.fromCharCode(token))
  }
  return chunks
}

function tokenize(segment: string, ranges: boolean): Token[] {
  const tokens: Token[] = []
  for (let i = 0; i < segment.length; i += 1) {
    const char = segment[i]
    const range = ranges && char === '[' ? readRange(segment, i) : undefined
    if (range !== undefined) {
      tokens.push(range.matches)
      i = range.end
    } else if (char === '\\' && i + 1 < segment.length) tokens.push(segment.charCodeAt(++i))
    else if (char === '?') tokens.push(ANY)
    else if (char !== '*') tokens.push(segment.charCodeAt(i))
    else if (tokens.at(-1) !== STAR) tokens.push(STAR)
  }
  return tokens
}

/** The same greedy walk as {@link matchParts}, over the characters of one name. */
function matchTokens(tokens: readonly Token[], name: string): boolean {
  let token = 0
  let at = 0
  let retryToken = -1
  let retryAt = 0
  while (at < name.length) {
    const wanted = tokens[token]
    if (wanted === STAR) {
      retryToken = ++token
      retryAt = at
    } else if (isMet(wanted, name.charCodeAt(at))) {
      at += wanted === ANY && (name.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
      token += 1
    } else if (retryToken >= 0) {
      token = retryToken
      at = ++retryAt
    } else {
      return false
    }
  }
  while (tokens[token] === STAR) token += 1
  return token === tokens.length
}

function isMet(wanted: Token | undefined, code: number): boolean {
  return wanted === ANY || wanted === code || (typeof wanted === 'function' && wanted(code))
}

/** Every alternative of the pattern's braces, or the pattern with its braces escaped if there are too many. */
function expandBraces(pattern: string): string[] {
  const open = [pattern]
  const done: string[] = []
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    const group = innermostGroup(each)
    if (group === undefined) done.push(each)
    else open.push(...group)
    if (open.length + done.length > MAX_ALTERNATIVES) return [pattern.replace(/[{},]/g, '\\$&')]
  }
  return done
}

/** The pattern once for each alternative of its first innermost group; undefined if it has none. */
function innermostGroup(pattern: string): string[] | undefined {
  let start = -1
  let commas: number[] = []
  for (let i = 0; i < pattern.length; i += 1) {
    const char = pattern[i]
    if (char === '\\') {
      i += 1
    } else if (char === '{') {
      start = i
      commas = []
    } else if (char === ',' && start >= 0) {
      commas.push(i)
    } else if (char === '}' && start >= 0) {
      if (commas.length > 0) return alternativesOf(pattern, [start, ...commas, i])
      start = -1
    }
  }
  return undefined
}

function alternativesOf(pattern: string, bounds: readonly number[]): string[] {
  const before = pattern.slice(0, bounds[0])
  const after = pattern.slice((bounds.at(-1) ?? 0) + 1)
  return bounds.slice(0, -1).map((bound, i) => before + pattern.slice(bound + 1, bounds[i + 1]) + after)
}
