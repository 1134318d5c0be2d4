import type { Delivery, DocumentRecord, Project, RecordKind } from '../../models/index.js'

/** Whether something runs that is brought there from here: somebody then has to keep it running. */
export function isOperated({ kind, pulledBy }: Project, { deployments, pulls }: Delivery): boolean {
  if (kind !== 'application' && kind !== 'infrastructure' && kind !== 'data') return false
  return (
    deployments.some(({ docsOnly, persistent }) => !docsOnly && persistent) || pulls.length > 0 || pulledBy.length > 0
  )
}

/** Fewer words are a place for a text, not one. */
const LEAST_WORDS = 25

/** Formats that hold what they are about in something else than sentences. */
const NO_PROSE = /\.(?:json|tm7|ya?ml|py|pdf|html|csv)$/i

/** The records of a kind that say something, and those that do not: a title, a heading, a link to nowhere. */
export function recordsOf(
  { records }: Pick<Project, 'records'>,
  kind: RecordKind,
): { readonly filled: readonly DocumentRecord[]; readonly empty: readonly DocumentRecord[] } {
  const wanted = records.filter((record) => record.kind === kind)
  const isFilled = ({ words, lines, at }: DocumentRecord): boolean =>
    NO_PROSE.test(at.file) || words >= LEAST_WORDS || lines.some((line) => /\]\([^)]|https?:\/\//.test(line))
  return { filled: wanted.filter(isFilled), empty: wanted.filter((record) => !isFilled(record)) }
}
