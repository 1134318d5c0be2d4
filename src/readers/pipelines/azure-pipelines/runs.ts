import type { Located, Location } from '../../../core/location.js'
import { UNKNOWN } from '../../../models/expression-data.js'
import type { Trigger, TriggerKind } from '../../../models/index.js'
import { SOME, groupsOf, type BranchGroup, type Filter } from './branch-filter.js'
import type { Mentions } from './mentions.js'
import type { Value } from './template/functions.js'
import type { RunKind } from './template/scope.js'

/** Kinds of runs of one pipeline beyond which no more are told apart. */
export const MAX_RUNS = 24

/** Predefined variables that only runs for pull requests have. */
const OF_PULL_REQUESTS = [
  'pullrequestid',
  'pullrequestnumber',
  'targetbranch',
  'targetbranchname',
  'sourcebranch',
  'sourcecommitid',
  'sourcerepositoryuri',
  'isfork',
].map((name) => `system.pullrequest.${name}`)

const NO_PULL_REQUEST: readonly [string, Value][] = OF_PULL_REQUESTS.map((name) => [name, null])

/** What the trigger of a run says beside its kind. */
export type TriggerFields = Partial<Omit<Trigger, 'kind' | 'event' | 'at'>>

/** A run with the predefined variables that it starts with (Azure Pipelines docs: Use predefined variables). */
export function runOf(
  kind: TriggerKind,
  event: string,
  at: Location,
  fields: TriggerFields,
  variables: readonly (readonly [string, Value])[],
  certain = true,
): RunKind {
  return {
    trigger: { kind, event, ...fields, at },
    automatic: kind !== 'manual',
    certain,
    variables: new Map(variables),
  }
}

/** The variables of a run for a branch or tag. */
export function variablesOf(reason: string, ref: string | undefined): (readonly [string, Value])[] {
  const name = ref?.slice(ref.lastIndexOf('/') + 1)
  return [
    ['build.reason', reason],
    ['build.sourcebranch', ref ?? UNKNOWN],
    ['build.sourcebranchname', name ?? UNKNOWN],
    ...NO_PULL_REQUEST,
  ]
}

/** Runs for pushes of branches, one for each group of branches that conditions tell apart. */
export function pushRuns(
  filter: Filter,
  fields: TriggerFields,
  mentions: Mentions,
  at: Location,
  batch: boolean,
): RunKind[] {
  return groupsOf(filter, mentions, at).map((group) =>
    runOf(
      'push',
      'trigger',
      at,
      { ...fields, ...branchesOf(group) },
      variablesOf(batch ? 'BatchedCI' : 'IndividualCI', headOf(group)),
    ),
  )
}

/** Runs of one schedule. */
export function scheduleRuns(filter: Filter, displayName: string, mentions: Mentions, at: Location): RunKind[] {
  return groupsOf(filter, mentions, at).map((group) =>
    runOf('schedule', 'schedules', at, branchesOf(group), [
      ...variablesOf('Schedule', headOf(group)),
      ['build.cronschedule.displayname', displayName],
    ]),
  )
}

/** Runs for tags, one for each beginning that conditions ask for. */
export function tagRuns(
  tags: readonly Located<string>[],
  fields: TriggerFields,
  mentions: Mentions,
  at: Location,
): RunKind[] {
  const starts = [...mentions.tagStarts].filter((start) =>
    tags.some(({ value }) => value.startsWith(start) || start.startsWith(value.split('*', 1)[0] ?? '')),
  )
  const run = (names: readonly Located<string>[], name: string): RunKind =>
    runOf('tag', 'trigger', at, { ...fields, tags: names }, variablesOf('IndividualCI', `refs/tags/${name}`))
  const rest = tags.filter(({ value }) => !starts.some((start) => value.startsWith(start)))
  return [
    ...starts.map((start) => run([{ value: `${start}*`, at }], `${start}${SOME}`)),
    ...(rest.length > 0 ? [run(rest, rest.length === 1 ? (rest[0]?.value ?? '').replaceAll('*', SOME) : SOME)] : []),
  ]
}

/** Runs for pull requests into the branches of a filter; the run itself is on a branch of its own. */
export function pullRequestRun(
  event: string,
  filter: Filter,
  fields: TriggerFields,
  at: Location,
  certain: boolean,
): RunKind {
  const { include, exclude } = filter
  return runOf(
    'change-request',
    event,
    at,
    { ...fields, ...(include && { branches: include }), ...(exclude.length > 0 && { branchesIgnored: exclude }) },
    [
      ['build.reason', 'PullRequest'],
      ['build.sourcebranch', `refs/pull/${SOME}/merge`],
      ['build.sourcebranchname', 'merge'],
      ['system.pullrequest.pullrequestid', SOME],
    ],
    certain,
  )
}

function branchesOf({ branches, branchesIgnored }: BranchGroup): TriggerFields {
  return { ...(branches !== undefined && { branches }), ...(branchesIgnored !== undefined && { branchesIgnored }) }
}

function headOf({ name }: BranchGroup): string {
  return `refs/heads/${name}`
}
