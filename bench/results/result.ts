/** What bench/results.json holds: ratios and counts, which do not tell the machine; no times. */
import type { Target } from '../cases/case.js'

export interface EntryResult {
  readonly name: string
  /** Of a peer. */
  readonly version?: string
  /** Files of its folder that it looks at. */
  readonly files?: number
  /** Times that it ran. */
  readonly runs?: number
  /** Multiples of the case's unit, in the same rounds. */
  readonly wall?: number
  readonly processor?: number
  /** MiB at most, in all runs. */
  readonly memory?: number
  /** Why there are no figures. */
  readonly failed?: string
  /** Of what was stopped because it took too long: the multiple of the unit's time at which it was. */
  readonly stoppedAt?: number
}

export interface TargetResult {
  readonly target: Target
  /** The ratio, or MiB; absent where it could not be measured. */
  readonly value?: number
  /** The value is at least this, because what it tells of was stopped. */
  readonly isBound?: true
  readonly met: boolean
}

export interface CaseResult {
  readonly name: string
  readonly group: string
  /** The version of Node. */
  readonly node: string
  readonly files: number
  readonly bytes: number
  readonly unit: string
  readonly entries: readonly EntryResult[]
  readonly targets: readonly TargetResult[]
}

/** A target in words. */
export function targetText(target: Target): string {
  if (target.measure === 'memory') return `${target.of} holds at most ${target.atMost} MiB`
  const measure = target.measure === 'wall' ? 'time' : 'processor time'
  return 'atMost' in target
    ? `${target.of}: at most ${target.atMost} × the ${measure} of ${target.against}`
    : `${target.of}: at least ${target.atLeast} × the ${measure} of ${target.against}`
}

/** The value of a target in words. */
export function valueText({ target, value, isBound }: TargetResult): string {
  if (value === undefined) return 'not measured'
  const bound = isBound ? 'more than ' : ''
  return target.measure === 'memory' ? `${Math.round(value)} MiB` : `${bound}${value} ×`
}

/** Whether a target is met; that is open where a peer was stopped before it had taken long enough. */
export function verdictOf({ met, isBound }: TargetResult): 'met' | 'missed' | 'undecided' {
  if (met) return 'met'
  return isBound ? 'undecided' : 'missed'
}
