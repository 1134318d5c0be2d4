/** How bad a problem is: the three levels that GitHub annotates. */
export const SEVERITIES = ['error', 'warning', 'notice'] as const
export type Severity = (typeof SEVERITIES)[number]

/** How rarely a finding is wrong on real repositories. Low never gates by default. */
export const CONFIDENCES = ['high', 'medium', 'low'] as const
export type Confidence = (typeof CONFIDENCES)[number]

const RANK: Readonly<Record<Severity, number>> = { notice: 0, warning: 1, error: 2 }

/** Sorts the worst first. */
export function bySeverity(a: Severity, b: Severity): number {
  return RANK[b] - RANK[a]
}

/** The milder of two severities. */
export function atMost(severity: Severity, limit: Severity): Severity {
  return RANK[severity] > RANK[limit] ? limit : severity
}
