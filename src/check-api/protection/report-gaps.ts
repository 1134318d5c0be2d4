import type { Location } from '../../core/location.js'
import type { Known } from '../../core/known.js'
import type { Job, Pipeline, RepositoryFacts, Trigger } from '../../models/index.js'
import { jobsById } from '../../models/job-order.js'
import { takesBranch } from '../pipelines/branch-filters.js'
import { callersOf, ownName } from '../pipelines/called.js'
import { holdsForChange, skippedFor } from './skipped-for.js'

/** Why a job's check is not reported for every change. */
export interface ReportGap {
  /** `pushes`: nothing but pushes to some branches starts it. `skipped`: its condition leaves it out before it has its name. */
  readonly kind: 'paths' | 'branches' | 'types' | 'pushes' | 'skipped'
  /** The keys or values in question: `paths-ignore`, `synchronize`, `main`, the id of the skipped job. */
  readonly what: string
  readonly at: Location
}

/** Kinds of activity that bring a new state of a pull request, which needs its own checks. */
const NEW_STATES = ['opened', 'synchronize']

const isForChange = ({ kind }: Trigger) => kind === 'change-request' || kind === 'change-request-privileged'

/**
 * Why a pull request to `branch` may get no check of the pipeline's jobs. Undefined: each gets one. `'untold'`: that
 * hangs on a pattern that cannot be told.
 */
export function changeGap({ triggers, at }: Pipeline, branch: string): ReportGap | 'untold' | undefined {
  const changes = triggers.filter(isForChange).map((trigger) => gapOf(trigger, branch))
  const pushes = triggers.filter(({ kind }) => kind === 'push')
  const anywhere = pushes.filter(
    ({ branches, branchesIgnored }) => branches === undefined && branchesIgnored === undefined,
  )
  const gaps = [...changes, ...anywhere.map((trigger) => pathGap(trigger))]
  if (gaps.includes(undefined)) return undefined
  if (gaps.includes('untold')) return 'untold'
  const [first] = gaps
  if (first !== undefined) return first
  const named = pushes.flatMap(({ branches = [] }) => branches.map(({ value }) => value))
  if (named.some((name) => /[*?+[]/.test(name))) return 'untold'
  const [push] = pushes
  return { kind: 'pushes', what: named.join(', '), at: push?.at ?? at }
}

function gapOf(trigger: Trigger, branch: string): ReportGap | 'untold' | undefined {
  const { types, branches, at } = trigger
  const missing = NEW_STATES.filter((type) => types?.includes(type) === false)
  if (missing.length > 0) return { kind: 'types', what: missing.join(', '), at }
  const isTaken = takesBranch(trigger, branch)
  if (isTaken === undefined) return 'untold'
  if (!isTaken) return { kind: 'branches', what: branches === undefined ? 'branches-ignore' : 'branches', at }
  return pathGap(trigger)
}

function pathGap({ paths, pathsIgnored, at }: Trigger): ReportGap | undefined {
  if (paths !== undefined && !takesEverything(paths.map(({ value }) => value)))
    return { kind: 'paths', what: 'paths', at }
  return pathsIgnored === undefined || pathsIgnored.length === 0
    ? undefined
    : { kind: 'paths', what: 'paths-ignore', at }
}

function takesEverything(paths: readonly string[]): boolean {
  return paths.includes('**') && paths.every((path) => !path.startsWith('!'))
}

/** Whether the filter of one workflow leaves out exactly what the other's takes, so that one of them always reports. */
export function complement(one: Pipeline, other: Pipeline): boolean {
  const listsOf = (pipeline: Pipeline, key: 'paths' | 'pathsIgnored') =>
    pipeline.triggers.filter(isForChange).flatMap((trigger) => {
      const values = trigger[key]
      return values === undefined
        ? []
        : [
            values
              .map(({ value }) => value)
              .sort()
              .join('\n'),
          ]
    })
  const isInverse = (a: Pipeline, b: Pipeline) =>
    listsOf(a, 'paths').some((paths) => listsOf(b, 'pathsIgnored').includes(paths))
  return isInverse(one, other) || isInverse(other, one)
}

/**
 * Whether a merge queue for `branch` starts the pipeline: by `merge_group`, or by a push to the branch that the queue
 * makes (GitHub docs: Managing a merge queue, "Triggering merge group checks with third-party CI providers").
 */
export function runsInQueue({ triggers }: Pipeline, branch: string): boolean {
  return triggers.some((trigger) => {
    if (trigger.kind === 'merge-queue') return takesBranch(trigger, branch) !== false
    if (trigger.kind !== 'push') return false
    return takesBranch(trigger, `gh-readonly-queue/${branch}/pr-12-0a1b2c3`) !== false
  })
}

/** A result of another job that decides whether this one runs: `needs.changes.outputs.go == 'true'`. */
const ON_RESULT = /\bneeds\s*(?:\.\s*[\w-]+|\[[^\]]{1,100}\])\s*\.\s*outputs\b/

/**
 * The job whose condition may skip it before it has the name that is required: the cells of a skipped matrix and the
 * jobs of a skipped call are not reported, only the job itself is (actions/runner issue 952).
 */
export function skipGap(pipeline: Pipeline, job: Job, repository: Known<RepositoryFacts>): ReportGap | undefined {
  const deciding = [...(job.matrix === undefined ? [] : [job]), ...callersOf(job, jobsById(pipeline))]
  const skippable = deciding.find((each) => isLeftOut(pipeline, each, repository))
  if (skippable === undefined) return undefined
  return { kind: 'skipped', what: ownName(skippable), at: skippable.condition?.at ?? skippable.at }
}

function isLeftOut(pipeline: Pipeline, job: Job, repository: Known<RepositoryFacts>): boolean {
  const text = job.condition?.value
  if (text === undefined) return false
  if (ON_RESULT.test(text) && holdsForChange(text, repository) === undefined) return true
  return skippedFor(pipeline, job, repository) !== undefined
}
