import type { Report } from '../core/report.js'

/** How the gate ended and why, as sentences. */
export function verdictLines({ gate }: Report): string[] {
  const heading = {
    pass: 'the gate passes',
    fail: 'the gate fails',
    error: 'the result cannot be trusted',
  }[gate.verdict]
  return [`${heading} (fail-on ${gate.failOn}, scope ${gate.scope})`, ...gate.because]
}

/** What was looked at and what was not, as sentences. */
export function account({ coverage, checks, subject }: Report): string[] {
  const { seen, read, unread } = coverage.files
  const skipped = checks.filter(({ state }) => state === 'skipped')
  return [
    `the repository is taken for: ${subject.kind}`,
    `${seen} files, ${read} read, ${unread.length} not readable`,
    ...unread.map(({ file, reason }) => `${file}: ${reason}`),
    ...coverage.hosting.map(({ fact, reason }) => `${fact} is unknown: ${reason}`),
    `${checks.length} checks, ${skipped.length} skipped`,
    ...skipped.map(({ id, reason }) => `${id}: ${reason}`),
  ]
}
