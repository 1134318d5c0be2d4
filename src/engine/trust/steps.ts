import { fileLocation, type Location } from '../../core/location.js'
import type { Message } from '../../core/message.js'
import type { TrustChange, TrustKind } from '../../core/trust.js'
import type { Located } from '../../core/location.js'
import type { Pipelines, Trigger } from '../../models/index.js'
import { linterRuns, type LinterRun } from './runs.js'

/** Inputs by which a run can be made to say less, from the mildest value to the strictest; without an order: any change. */
const INPUTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['fail-on', ['never', 'foundational', 'recommended', 'optional']],
  ['unknown', ['ignore', 'fail']],
  ['scope', ['changes', 'repository']],
  ['comment', ['remove', 'false', 'when-needed', 'true']],
  ['annotations', ['false', 'true']],
  ['config', []],
  ['path', []],
  ['base', []],
])

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
    ...forgiven(was.step.allowFailure ?? was.job.allowFailure, is.step.allowFailure ?? is.job.allowFailure),
    ...inputs(was, is),
    ...triggers(was, is),
  ]
}

function condition(was: Located<string> | undefined, is: Located<string> | undefined, what: string): TrustChange[] {
  if (is === undefined || is.value === was?.value) return []
  return [changed('step-disabled', [`${what} would only run if `, { value: is.value }, ' holds.'], is.at)]
}

function forgiven(was: Located<boolean> | undefined, is: Located<boolean> | undefined): TrustChange[] {
  if (is?.value !== true || was?.value === true) return []
  return [changed('step-disabled', ['A failure of this linter would no longer fail the run.'], is.at)]
}

function inputs({ step: was }: LinterRun, { step: is, at }: LinterRun): TrustChange[] {
  return [...INPUTS].flatMap(([name, order]): TrustChange[] => {
    const [before, now] = [was.with.get(name), is.with.get(name)]
    if (before?.value === now?.value) return []
    const [from, to] = [order.indexOf(before?.value ?? ''), order.indexOf(now?.value ?? '')]
    if (to >= 0 && (to === order.length - 1 || (from >= 0 && to > from))) return []
    const values = [before, now].map((each): Message =>
      each === undefined ? ['its default'] : [{ value: each.value }],
    )
    const [old = [], next = []] = values
    const message = ['The input ', { value: name }, ' of this linter goes from ', ...old, ' to ', ...next, '.']
    return [changed('step-loosened', message, now?.at ?? at)]
  })
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

function changed(kind: TrustKind, message: Message, at: Location): TrustChange {
  return { kind, message, at }
}
