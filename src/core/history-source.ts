/** Where the history of delivery is read: from the host's API, from the clone alone, or nowhere. */
export const HISTORY_SOURCES = ['api', 'git', 'off'] as const
export type HistorySource = (typeof HISTORY_SOURCES)[number]

/**
 * Days that the history may go back. Figures need a week at least; GitHub keeps the runs of pipelines for 400 days
 * (GitHub docs: Usage limits, billing, and administration).
 */
export const HISTORY_DAYS = { least: 7, most: 365, usual: 90 } as const

/** The number of days that a flag or an input says; undefined if it is no number, or beyond the limits. */
export function historyDaysIn(text: string): number | undefined {
  const days = /^\d{1,3}$/.test(text) ? Number(text) : 0
  return days >= HISTORY_DAYS.least && days <= HISTORY_DAYS.most ? days : undefined
}
