/** `per-week`: how many in seven days. Times are in the unit that the figure's target is given in. */
export type FigureUnit = 'per-week' | 'days' | 'hours' | 'minutes' | 'lines' | 'percent'

/** DORA's levels of software delivery performance. */
export const DORA_BANDS = ['elite', 'high', 'medium', 'low'] as const
export type DoraBand = (typeof DORA_BANDS)[number]

/** One number about how delivery has gone. */
export interface Figure {
  /** For times and sizes the median. */
  readonly value: number
  /** The value that nine of ten do not exceed, for times and sizes. */
  readonly p90?: number
  /** How many things the value is made of. */
  readonly sample: number
  readonly band?: DoraBand
  /** How it was counted, as a sentence part in our own words. */
  readonly because: string
  /** The pipeline that it is about, if it is about one. */
  readonly file?: string
}

/** A metric of the delivery history as a report shows it; what is not known is null. */
export interface MetricSummary {
  readonly id: string
  readonly title: string
  readonly unit: FigureUnit
  /** Which way is better. */
  readonly better: 'more' | 'less'
  readonly state: 'known' | 'unknown' | 'not-applicable'
  readonly value: number | null
  readonly p90: number | null
  readonly sample: number | null
  /** What the sample is made of: `deployments to production`. */
  readonly counted: string
  readonly band: DoraBand | null
  /** What the check of it asks for, in the metric's unit; null where no check judges it, or that is turned off. */
  readonly target: number | null
  /** The check that judges it. */
  readonly check: string | null
  /** How it was counted, or why there is no value. */
  readonly because: string
  readonly file: string | null
}

/** How delivery has gone, in figures. */
export interface HistorySummary {
  /** Where the facts come from; null if no history was read. */
  readonly source: 'api' | 'git' | null
  /** Length of the window in days. */
  readonly days: number | null
  /** Why there are no figures; null if there are. */
  readonly reason: string | null
  readonly metrics: readonly MetricSummary[]
}
