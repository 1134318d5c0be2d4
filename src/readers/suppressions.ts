import type { Location } from '../core/location.js'
import type { Suppression } from '../core/policy.js'
import type { YamlComment } from './yaml/node.js'

const WORD = 'pillarlint-ignore'
const CHECK_ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/

/** A comment that starts like a suppression and does not name a check and a reason. */
export interface MalformedSuppression {
  readonly at: Location
  readonly message: string
}

export interface Suppressions {
  readonly suppressions: readonly Suppression[]
  readonly malformed: readonly MalformedSuppression[]
}

/** The suppressions among a YAML file's comments: `# pillarlint-ignore <check>: <reason>`. */
export function suppressionsIn(file: string, comments: readonly YamlComment[]): Suppressions {
  const suppressions: Suppression[] = []
  const malformed: MalformedSuppression[] = []
  for (const comment of comments) {
    if (!comment.text.startsWith(WORD)) continue
    const read = readSuppression(comment.text, { ...comment.at, file })
    if ('message' in read) malformed.push(read)
    else suppressions.push(read)
  }
  return { suppressions, malformed }
}

/**
 * The suppressions of a file whose comments go from `marker` to the end of the line. The marker counts at the start
 * of a line or behind a blank.
 */
export function suppressionsInText(file: string, source: string, marker: '#' | '//' | '--'): Suppressions {
  if (!source.includes(WORD)) return { suppressions: [], malformed: [] }
  const comments = source.split('\n').flatMap((line, index): YamlComment[] => {
    const start = commentStart(line, marker)
    if (start === undefined) return []
    const at = { file, line: index + 1, column: start + 1, endLine: index + 1, endColumn: line.trimEnd().length + 1 }
    return [{ text: line.slice(start + marker.length).trim(), at: { ...at, route: '' } }]
  })
  return suppressionsIn(file, comments)
}

function commentStart(line: string, marker: string): number | undefined {
  const word = line.indexOf(WORD)
  if (word < 0) return undefined
  const before = line.slice(0, word).trimEnd()
  const start = before.length - marker.length
  const isComment = before.endsWith(marker) && (start === 0 || /\s/.test(before.charAt(start - 1)))
  return isComment ? start : undefined
}

function readSuppression(text: string, at: Location): Suppression | MalformedSuppression {
  const rest = text.slice(WORD.length)
  const colon = rest.indexOf(':')
  const check = (colon < 0 ? rest : rest.slice(0, colon)).trim()
  const reason = colon < 0 ? '' : rest.slice(colon + 1).trim()
  if (!/^\s/.test(rest) || !CHECK_ID.test(check)) {
    return { at, message: `name one check: ${WORD} <check>: <reason>` }
  }
  if (reason === '') return { at, message: `say why: ${WORD} ${check}: <reason>` }
  return { check, reason, at }
}
