import type { Effort, GateVerdict } from '../core/report.js'
import type { Framework, Verdict } from '../core/verdict.js'

/** What a verdict is called in a report. */
export const VERDICT_LABELS: Readonly<Record<Verdict, string>> = {
  met: 'met',
  'partly-met': 'partly met',
  'not-met': 'not met',
  unknown: 'unknown',
  'not-applicable': 'not applicable',
  attested: 'attested',
}

/** The verdicts in the order in which a reader wants them: what asks for work first. */
export const VERDICT_ORDER: readonly Verdict[] = [
  'not-met',
  'partly-met',
  'unknown',
  'met',
  'attested',
  'not-applicable',
]

/** The published names of the frameworks. */
export const FRAMEWORK_LABELS: Readonly<Record<Framework, string>> = {
  'aws-devops-guidance': 'AWS DevOps Guidance',
  'aws-well-architected': 'AWS Well-Architected Framework',
  'ops05-bp10': 'OPS05-BP10: Fully automate integration and deployment',
  'hashicorp-waf': 'HashiCorp Well-Architected Framework',
  'backend-automation': 'Backend automation',
}

/** What the gate decided, as a heading. */
export const GATE_LABELS: Readonly<Record<GateVerdict, string>> = {
  pass: 'passed',
  fail: 'failed',
  error: 'no result that can be trusted',
}

/** What an effort is called where somebody plans. */
export const EFFORT_LABELS: Readonly<Record<Effort, string>> = {
  small: 'a line or a setting',
  medium: 'a job or a file',
  large: 'days of work',
}
