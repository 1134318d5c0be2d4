import type { TriggerKind } from '../../../models/index.js'

/** Causes by which a run says what started it, by kind (Jenkins: Pipeline syntax, when, triggeredBy). */
export const CAUSES: ReadonlyMap<string, TriggerKind> = new Map([
  ['TimerTrigger', 'schedule'],
  ['TimerTriggerCause', 'schedule'],
  ['ParameterizedTimerTriggerCause', 'schedule'],
  ['UserIdCause', 'manual'],
  ['UpstreamCause', 'upstream'],
  ['BuildUpstreamCause', 'upstream'],
])
