import type { Report, VerdictChange } from '../../core/report.js'
import { VERDICT_LABELS } from '../labels.js'
import type { OverviewStyle } from './overview.js'
import { hanging, messageText, safe } from './text.js'

/** Changes from and to verdicts that are no judgement are only listed with `verbose`. */
export function renderChanges({ changes = [] }: Report, { palette, width, verbose }: OverviewStyle): string[] {
  const shown = verbose ? changes : changes.filter(({ direction }) => direction !== 'open')
  if (shown.length === 0) return []
  const tones: Readonly<Record<VerdictChange['direction'], (text: string) => string>> = {
    worse: palette.red,
    better: palette.green,
    open: palette.dim,
  }
  return [
    palette.bold('Practices that this change moves'),
    ...shown.flatMap(({ id, from, to, direction, because }) => {
      const [first = '', ...rest] = hanging(
        `  ${id}: ${VERDICT_LABELS[from]} → ${VERDICT_LABELS[to]} `,
        safe(because),
        width,
        4,
      )
      return [tones[direction](first), ...rest.map(palette.dim)]
    }),
    '',
  ]
}

/** What the change does to the linter that judges it, with the owners to ask. */
export function renderTrust({ trust = [] }: Report, { palette, width }: OverviewStyle): string[] {
  if (trust.length === 0) return []
  return [
    palette.bold('Changes to how changes are judged'),
    ...trust.flatMap(({ message, at, owners }) => {
      const place = at === undefined ? '' : `${safe(at.file)}:${at.line} `
      const who = owners.length === 0 ? '' : ` (owned by ${owners.map((owner) => safe(owner)).join(', ')})`
      return hanging('  ', `${place}${messageText(message)}${who}`, width, 4)
    }),
    '',
  ]
}
