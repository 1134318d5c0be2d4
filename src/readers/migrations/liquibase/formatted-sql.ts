import type { ChangeSet } from './changes.js'

const HEAD = /^--\s{0,4}changeset\s{1,9}("[^"\n]*"|[^:\n]*):("[^"\n]*"|\S+)(.*)/i

/** The change sets of a formatted SQL changelog, each with its statements as one change (Liquibase docs: SQL format). */
export function sqlChangeSets(source: string): ChangeSet[] {
  const sets: ChangeSet[] = []
  let head: { readonly match: RegExpExecArray; readonly line: number } | undefined
  let body: string[] = []
  const close = (): void => {
    if (head !== undefined) sets.push(setOf(head.match, head.line, body))
    body = []
  }
  source.split('\n').forEach((line, index) => {
    const match = HEAD.exec(line.trim())
    if (match === null) {
      body.push(line)
      return
    }
    close()
    head = { match, line: index + 1 }
  })
  close()
  return sets
}

function setOf(match: RegExpExecArray, line: number, body: readonly string[]): ChangeSet {
  const [, author = '', id = '', rest = ''] = match
  const text = body.filter((each) => !/^\s*--/.test(each)).join('\n')
  const attributes = new Map(
    [...rest.matchAll(/(\w{1,40}):("[^"]*"|\S+)/g)].map(([, name = '', value = '']) => [
      name.toLowerCase(),
      plain(value),
    ]),
  )
  if (body.some((each) => /^\s*--\s{0,4}validCheckSum/i.test(each))) attributes.set('validchecksum', 'given')
  return {
    id: plain(id),
    author: plain(author),
    attributes,
    changes: text.trim() === '' ? [] : [{ name: 'sql', attributes: new Map(), children: [], text, line }],
    remarks: body.flatMap((each, index) => (/^\s*--/.test(each) ? [{ text: each, line: line + index + 1 }] : [])),
    hasRollback: body.some((each) => /^\s*--\s{0,4}rollback\b/i.test(each)),
    line,
  }
}

function plain(text: string): string {
  return text.replace(/^"|"$/g, '')
}
