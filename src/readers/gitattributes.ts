import { compileSegments, splitSegments, type PathMatcher } from '../core/glob.js'
import type { Files } from '../snapshot/snapshot.js'

/** More patterns than this are not looked at: every path is tested against each of them. */
const MAX_PATTERNS = 500

interface Attribute {
  readonly matches: PathMatcher
  readonly generated: boolean | undefined
  readonly vendored: boolean | undefined
}

/**
 * Tells which paths the root `.gitattributes` marks as `linguist-generated` or `linguist-vendored`. The last line that
 * sets an attribute for a path counts, as in git (gitattributes manual).
 */
export function readGeneratedPaths(files: Files): PathMatcher {
  const lines = (files.has('.gitattributes') ? files.text('.gitattributes') : undefined)?.split('\n') ?? []
  const attributes = lines
    .filter((line) => line.includes('linguist-generated') || line.includes('linguist-vendored'))
    .slice(0, MAX_PATTERNS)
    .map(readLine)
    .filter((attribute) => attribute !== undefined)
    .reverse()
  if (attributes.length === 0) return () => false
  return (path) => isSet(attributes, path, 'generated') || isSet(attributes, path, 'vendored')
}

function isSet(attributes: readonly Attribute[], path: string, name: 'generated' | 'vendored'): boolean {
  return attributes.find((attribute) => attribute[name] !== undefined && attribute.matches(path))?.[name] ?? false
}

function readLine(line: string): Attribute | undefined {
  const [pattern = '', ...words] = splitLine(line.trim())
  if (pattern === '' || pattern.startsWith('#') || pattern.startsWith('[attr]')) return undefined
  return { matches: compile(pattern), generated: state(words, 'generated'), vendored: state(words, 'vendored') }
}

/** Splits at blanks; a first word in quotation marks may hold blanks. */
function splitLine(line: string): string[] {
  const end = line.startsWith('"') ? line.indexOf('"', 1) : -1
  if (end < 0) return line.split(/[ \t]+/)
  return [line.slice(1, end), ...line.slice(end + 1).split(/[ \t]+/)]
}

function state(words: readonly string[], name: string): boolean | undefined {
  const attribute = `linguist-${name}`
  for (const word of [...words].reverse()) {
    if (word === attribute || word === `${attribute}=true`) return true
    if (word === `-${attribute}` || word === `!${attribute}` || word === `${attribute}=false`) return false
  }
  return undefined
}

/** As in `.gitignore`, without a meaning for folders: a pattern without a slash matches the name at any depth. */
function compile(pattern: string): PathMatcher {
  const segments = splitSegments(pattern)
  if (segments.length === 1) segments.unshift('**')
  else if (segments[0] === '') segments.shift()
  return compileSegments(segments)
}
