import { onLowerCase, pathsFitting } from '../../../core/path-index.js'
import { fileLocation } from '../../../core/location.js'
import type { FileIndex } from '../../../models/index.js'
import type { DocumentRecord } from '../../../models/records.js'
import type { Files } from '../../../snapshot/snapshot.js'
import { readSections, type Section } from '../documents/sections.js'
import { NOT_OPENED, OPENED, RECORD_PATTERNS } from './table.js'
import { ownPathsOutsideTests } from '../own-paths.js'
import { nearestFirst } from '../../paths.js'

/** Documents beyond this number are not opened; those nearest to the root come first. */
const MAX_DOCUMENTS = 250

const MAX_LINES = 2_000
const LONGEST_LINE = 1_000

/** What documents put on record, each opened once: whole documents by their paths, parts by their headings. */
export function readRecords(files: Files, index: FileIndex): DocumentRecord[] {
  return nearestFirst(
    pathsFitting(ownPathsOutsideTests(index), WANTED, onLowerCase).filter((path) => isWanted(path.toLowerCase())),
  )
    .slice(0, MAX_DOCUMENTS)
    .flatMap((path) => recordsIn(path, files.text(path)))
}

const WANTED: readonly RegExp[] = [OPENED, ...RECORD_PATTERNS.flatMap(({ path = [] }) => path)]

function isWanted(path: string): boolean {
  if (OPENED.test(path) && !NOT_OPENED.test(path)) return true
  return RECORD_PATTERNS.some((pattern) => pattern.text === undefined && isWhole(pattern, path))
}

function isWhole({ path, except }: (typeof RECORD_PATTERNS)[number], name: string): boolean {
  return path?.test(name) === true && except?.test(name) !== true
}

function recordsIn(path: string, source: string | undefined): DocumentRecord[] {
  const name = path.toLowerCase()
  // Models of threats come in formats of their own, too; that they are there is what counts.
  const lines = visibleLines(source ?? '')
  const whole = RECORD_PATTERNS.filter((pattern) => isWhole(pattern, name) && says(pattern, lines)).map(({ kind }) =>
    recordOf({ kind, what: path, path, line: 1, lines }),
  )
  if (!OPENED.test(name) || NOT_OPENED.test(name)) return whole
  const known = new Set(whole.map(({ kind }) => kind))
  const sections = readSections(lines.join('\n'), { asciidoc: name.endsWith('.adoc') })
  const parts = sections.flatMap((section, i) =>
    RECORD_PATTERNS.filter(({ kind, heading }) => heading?.test(headingOf(section)) === true && !known.has(kind)).map(
      ({ kind }) => {
        const end = endOf(sections, i) ?? lines.length + 1
        const what = `${path}, ${section.headings.at(-1)?.text ?? ''}`
        return recordOf({ kind, what, path, line: section.line, lines: lines.slice(section.line - 1, end - 1) })
      },
    ),
  )
  return [...whole, ...parts]
}

const headingOf = ({ headings }: Section): string => (headings.at(-1)?.text ?? '').toLowerCase()

/** The line of the next heading that is not nested in this one. */
function endOf(sections: readonly Section[], index: number): number | undefined {
  const level = sections[index]?.headings.at(-1)?.level ?? 0
  return sections.find(({ headings }, i) => i > index && (headings.at(-1)?.level ?? 0) <= level)?.line
}

function says({ text }: (typeof RECORD_PATTERNS)[number], lines: readonly string[]): boolean {
  return text === undefined || lines.some((line) => text.test(line.toLowerCase()))
}

type Part = Pick<DocumentRecord, 'kind' | 'what' | 'lines'> & { readonly path: string; readonly line: number }

function recordOf({ kind, what, path, line, lines }: Part): DocumentRecord {
  const kept = lines.slice(0, MAX_LINES)
  const words = kept.reduce((sum, each) => sum + (each.match(/\p{L}{2,}/gu)?.length ?? 0), 0)
  return { kind, what, lines: kept, words, at: { ...fileLocation(path), line, endLine: line, route: what } }
}

/** The lines with comments blank, so that numbers stay. */
function visibleLines(source: string): string[] {
  let commented = false
  return source.split('\n').map((line) => {
    if (line.length > LONGEST_LINE) return ''
    let shown = ''
    let rest = line.trimEnd()
    while (rest !== '') {
      const mark = rest.indexOf(commented ? '-->' : '<!--')
      if (!commented) shown += mark < 0 ? rest : rest.slice(0, mark)
      if (mark < 0) break
      rest = rest.slice(mark + (commented ? 3 : 4))
      commented = !commented
    }
    return shown
  })
}
