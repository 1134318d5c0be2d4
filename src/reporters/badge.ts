import type { Report } from '../core/report.js'

/** Colours of shields.io by maturity level, 1 to 5. */
const BY_LEVEL: readonly string[] = ['orange', 'yellow', 'yellowgreen', 'green', 'brightgreen']

/** Text and colour of a badge. */
interface Face {
  readonly message: string
  readonly color: string
  readonly isError?: true
}

/**
 * The maturity level, and whether the gate fails, as the JSON that shields.io makes a badge of (shields.io: Endpoint Badge).
 * Nothing in it is text of the repository.
 */
export function renderBadge(report: Report): string {
  return `${JSON.stringify({ schemaVersion: 1, label: 'pillarlint', ...faceOf(report) }, null, 2)}\n`
}

function faceOf({ gate, maturity }: Report): Face {
  if (gate.verdict === 'error') return { message: 'no result', color: 'lightgrey', isError: true }
  const level = maturity.level === null ? undefined : `level ${maturity.level}`
  if (gate.verdict === 'fail') return { message: [level, 'failing'].filter(Boolean).join(', '), color: 'red' }
  return { message: level ?? 'passing', color: BY_LEVEL[(maturity.level ?? 5) - 1] ?? 'brightgreen' }
}
