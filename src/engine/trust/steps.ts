import { fileLocation } from '../../core/location.js'
import type { Message } from '../../core/message.js'
import type { TrustChange } from '../../core/trust.js'
import type { Located } from '../../core/location.js'
import type { Pipelines, Trigger } from '../../models/index.js'
import { actionChanged, changed, commandChanged, environmentChanged, inputsChanged } from './linter.js'
import { linterRuns, type LinterRun } from './runs.js'

/** The events by which a change is judged before it is merged. */
const BEFORE_MERGE = new Set(['pull_request', 'pull_request_target', 'merge_group', 'merge_request_event'])

/**
 * What a change does to the steps that run this linter: removed, switched off, or told to say less. A step that moved to
 * another job or file is the same one.
 *
 * @param renamed new path → path in the base
 */
export function stepChanges(before: Pipelines, after: Pipelines, renamed: ReadonlyMap<string, string>): TrustChange[] {
  const left = linterRuns(after)
  const take = (fits: (run: LinterRun) => boolean): LinterRun | undefined => {
    const index = left.findIndex(fits)
    return index < 0 ? undefined : left.splice(index, 1)[0]
  }
  const oldFile = (file: string) => renamed.get(file) ?? file
  const runs = linterRuns(before)
  const same = runs.map((run) =>
    take(({ pipeline, job }) => oldFile(pipeline.file) === run.pipeline.file && job.id === run.job.id),
  )
  return runs.flatMap((run, index) => {
    const now = same[index] ?? take(() => true)
    return now === undefined ? [removed(run, after)] : changesOf(run, now)
  })
}

function removed({ pipeline, job, at }: LinterRun, { all }: Pipelines): TrustChange {
  const rest = all.find(({ file }) => file === pipeline.file)
  const there = rest?.jobs.find(({ id }) => id === job.id)?.at ?? (rest && fileLocation(pipeline.file))
  const message: Message = ['The step that runs this linter is removed from the job ', { value: job.id }, '.']
  return { kind: 'step-removed', message, at: there ?? at }
}

function changesOf(was: LinterRun, is: LinterRun): TrustChange[] {
  return [
    ...condition(was.step.condition, is.step.condition, 'The step that runs this linter'),
    ...condition(was.job.condition, is.job.condition, 'The job that runs this linter'),
    ...forgiven(was, is),
    ...waits(was, is),
    ...actionChanged(was, is),
    ...commandChanged(was, is),
    ...inputsChanged(was, is),
    ...environmentChanged(was, is),
    ...triggers(was, is),
  ]
}

function condition(was: Located<string> | undefined, is: Located<string> | undefined, what: string): TrustChange[] {
  if (is === undefined || is.value === was?.value) return []
  return [changed('step-disabled', [`${what} would only run if `, { value: is.value }, ' holds.'], is.at)]
}

/** Each of the two lets the run pass, whatever the other says. */
function forgiven(was: LinterRun, is: LinterRun): TrustChange[] {
  const allowed = ({ step, job }: LinterRun) =>
    [step.allowFailure, job.allowFailure].find((each) => each?.value === true)
  const now = allowed(is)
  if (now === undefined || allowed(was) !== undefined) return []
  return [changed('step-disabled', ['A failure of this linter would no longer fail the run.'], now.at)]
}

/** A job is skipped where one that it needs is, or fails. */
function waits({ job: was }: LinterRun, { job: is }: LinterRun): TrustChange[] {
  if (is.needs.length === 0 || is.needs.every((each) => was.needs.includes(each))) return []
  const added = is.needs.filter((each) => !was.needs.includes(each)).join(', ')
  const message = ['The job that runs this linter would only run after ', { value: added }, '.']
  return [changed('step-disabled', message, is.at)]
}

/** Events that are gone, and those that got a filter. */
function triggers({ pipeline: was }: LinterRun, { pipeline: is }: LinterRun): TrustChange[] {
  if (is.kind !== 'workflow') return []
  return was.triggers.flatMap((trigger): TrustChange[] => {
    if (!BEFORE_MERGE.has(trigger.event)) return []
    const now = is.triggers.find(({ event }) => event === trigger.event)
    const name = { value: trigger.event }
    if (now === undefined) {
      return [changed('step-disabled', ['The workflow of this linter would no longer run on ', name, '.'], is.at)]
    }
    if (filtersOf(now) === filtersOf(trigger) || filtersOf(now) === '[]') return []
    return [changed('step-disabled', ['The workflow of this linter has another filter on ', name, '.'], now.at)]
  })
}

function filtersOf({ branches, branchesIgnored, paths, pathsIgnored, types }: Trigger): string {
  const lists = [branches, branchesIgnored, paths, pathsIgnored].map((list) => list?.map(({ value }) => value))
  const all = Object.entries({ ...lists, types }).filter(([, list]) => list !== undefined)
  return JSON.stringify(all)
}
