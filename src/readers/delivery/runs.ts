import type { Job, Pipeline, Trigger } from '../../models/index.js'
import { PartialMap, UNKNOWN, type Data, type DataMap, type Unknown } from '../../models/expression-data.js'
import type { Contexts } from '../../models/evaluate.js'
import { evaluateTemplate } from '../pipelines/github-actions/template.js'

/** What is known of a run before it starts: the trigger and the contexts that follow from it. */
export interface Run {
  readonly trigger: Trigger
  /** Whether a change under review starts it, or the queue before its merge. */
  readonly forChange: boolean
  readonly contexts: Contexts
  /** The same of the next run of this kind: what differs is made for one run. */
  readonly next: Contexts
  /** What a person has chosen in it who started it, where the pipeline offers something: `environment=staging`. */
  readonly choice?: string
}

/** Literal branches of one trigger that are looked at one by one. */
const MAX_BRANCHES = 10

/** How deep the inputs of called workflows are followed to their callers. */
const MAX_CALLS = 10

/** Whether a change under review starts such runs, or the queue before its merge. */
export function isForChange({ kind }: Trigger): boolean {
  return kind.startsWith('change-request') || kind === 'merge-queue'
}

type Known = Readonly<Record<string, Data | Unknown>>

/** Events after which another workflow is started (GitHub docs: Events that trigger workflows, `workflow_run`). */
const EVENTS_BEFORE = ['push', 'pull_request', 'release', 'workflow_dispatch', 'schedule', 'merge_group']
const CHANGES: ReadonlySet<string> = new Set(['pull_request', 'merge_group'])

/**
 * The kinds of runs that `trigger` starts.
 * @param tags beginnings of tags that conditions ask for, so that one of the runs fits them
 */
export function runsOf(pipeline: Pipeline, trigger: Trigger, tags: readonly string[] = []): Run[] {
  const after = kindsOfRun(pipeline, trigger, 2, tags)
  return kindsOfRun(pipeline, trigger, 1, tags).map(({ forChange, contexts }, index) => ({
    trigger,
    forChange,
    contexts,
    next: after[index]?.contexts ?? contexts,
  }))
}

/** The kinds of runs, as the run of this number sees them. */
function kindsOfRun(
  pipeline: Pipeline,
  trigger: Trigger,
  number: number,
  tags: readonly string[],
): Pick<Run, 'forChange' | 'contexts'>[] {
  const run = (known: Known, event: Known, forChange: boolean): Pick<Run, 'forChange' | 'contexts'> => {
    return { forChange, contexts: githubOf(pipeline, trigger, number, known, event) }
  }
  if (trigger.kind.startsWith('change-request')) return [changeRun(trigger, number, run)]
  const noChange = { number: null, pull_request: null }
  if (trigger.kind === 'upstream') {
    // A branch filter is about the branch of the run before, which for a change is the branch of the change.
    const events = EVENTS_BEFORE.filter((event) => trigger.branches === undefined || !CHANGES.has(event))
    return events.map((event) =>
      run(NO_BRANCHES, { workflow_run: partial({ event, conclusion: 'success' }) }, CHANGES.has(event)),
    )
  }
  const isQueue = trigger.kind === 'merge-queue'
  const refs = isQueue ? [branch(`gh-readonly-queue/main/pr-${number}`)] : refsOf(trigger, number, tags)
  return refs.map((ref) => run({ ...NO_BRANCHES, ...ref }, noChange, isQueue))
}

function githubOf(pipeline: Pipeline, trigger: Trigger, number: number, known: Known, event: Known): Contexts {
  const shared = {
    event_name: trigger.event,
    workflow: pipeline.name,
    run_id: 1000 + number,
    run_number: number,
    sha: String(number).repeat(40),
  }
  const action: Data | Unknown = trigger.types?.length === 1 ? (trigger.types[0] ?? UNKNOWN) : UNKNOWN
  const about: Known = { action, ref: known['ref'] ?? UNKNOWN, after: shared.sha, ...event }
  const github = partial({ ...shared, ...known, event: partial(about) })
  return new Map<string, DataMap>([['github', github]])
}

/** The default branch of every run that is looked at for what nobody has merged. */
const MERGED = 'main'

/** A run for a branch of a change, which nobody has merged: pushed to, or chosen by who starts it. */
export function runForBranch(pipeline: Pipeline, trigger: Trigger, name: string): Run {
  const known = { ...NO_BRANCHES, ...branch(name), ref_protected: false }
  const event = { number: null, pull_request: null, repository: partial({ default_branch: MERGED }) }
  return sameEachTime(trigger, githubOf(pipeline, trigger, 1, known, event))
}

/** A run for a change that is open, or was closed without a merge. */
export function runForChange(pipeline: Pipeline, trigger: Trigger): Run {
  const known = { ref: 'refs/pull/1/merge', ref_name: '1/merge', ref_protected: false, head_ref: 'change-1' }
  const pull = partial({ number: 1, merged: false })
  const event = { number: 1, pull_request: pull, repository: partial({ default_branch: MERGED }) }
  return sameEachTime(trigger, githubOf(pipeline, trigger, 1, known, event))
}

function sameEachTime(trigger: Trigger, contexts: Contexts): Run {
  return { trigger, forChange: isForChange(trigger), contexts, next: contexts }
}

/** What runs when a change is closed, on condition that it was merged, is for the branch it went into. */
function changeRun<T>(
  { kind, types }: Trigger,
  number: number,
  run: (known: Known, event: Known, forChange: boolean) => T,
): T {
  const closed = types?.length === 1 && types[0] === 'closed'
  const pull = partial({ number, merged: closed ? true : UNKNOWN })
  const ref = kind === 'change-request' ? { ref: `refs/pull/${number}/merge`, ref_name: `${number}/merge` } : {}
  return run({ ...ref, head_ref: `change-${number}` }, { number, pull_request: pull }, !closed)
}

/** Only changes have them. */
const NO_BRANCHES: Known = { head_ref: '', base_ref: '' }

function partial(values: Known): PartialMap {
  return new PartialMap(Object.entries(values))
}

/** GitHub docs: Contexts, `github.ref`; a push without filters may be one of a branch or of a tag. */
function refsOf({ kind, branches, branchesIgnored }: Trigger, number: number, tags: readonly string[]): Known[] {
  if (kind === 'tag' || kind === 'release') return tagsOf(number, tags)
  if (kind !== 'push') return [{}]
  if (branches === undefined) {
    return branchesIgnored === undefined ? [{}, ...tagsOf(number, tags)] : [{ ref_type: 'branch' }]
  }
  const names = branches.map(({ value }) => value).filter((name) => !name.startsWith('!'))
  const literal = names.filter((name) => !/[*?+[\]]/.test(name)).slice(0, MAX_BRANCHES)
  return [...literal.map(branch), ...(literal.length < names.length ? [{ ref_type: 'branch' }] : [])]
}

function branch(name: string): Known {
  return { ref: `refs/heads/${name}`, ref_name: name, ref_type: 'branch' }
}

/** A release, a release candidate, and tags that begin as conditions ask for. */
function tagsOf(number: number, tags: readonly string[]): Known[] {
  const names = [`v1.${number}.0`, `v1.${number}.0-rc.1`, ...tags.map((tag) => `${tag}${number}`)]
  return names.map((name) => ({ ref: `refs/tags/${name}`, ref_name: name, ref_type: 'tag' }))
}

/** The contexts of a job in a run: the jobs it needs have succeeded, inputs are what its callers hand over. */
export function contextsOf(contexts: Contexts, jobs: ReadonlyMap<string, Job>, job: Job): Contexts {
  const succeeded = partial({ result: 'success' })
  const needs = new Map(job.needs.map((id) => [id.split('/').at(-1) ?? id, succeeded]))
  const inputs = inputsOf(contexts, jobs, job, 0)
  return new Map<string, DataMap>([
    ...contexts,
    ['needs', new PartialMap(needs)],
    ...(inputs === undefined ? [] : [['inputs', inputs] as const]),
  ])
}

function inputsOf(contexts: Contexts, jobs: ReadonlyMap<string, Job>, job: Job, depth: number): DataMap | undefined {
  const caller = job.calledBy === undefined ? undefined : jobs.get(job.calledBy)
  if (caller?.calls === undefined || depth > MAX_CALLS) return undefined
  const outer = inputsOf(contexts, jobs, caller, depth + 1)
  const own: Contexts = outer === undefined ? contexts : new Map([...contexts, ['inputs', outer]])
  return new PartialMap(
    Array.from(caller.calls.with, ([name, { value }]) => [name, typed(evaluateTemplate(value, own))] as const),
  )
}

/** The text of a YAML boolean is one. */
function typed(value: Data | Unknown): Data | Unknown {
  return value === 'true' ? true : value === 'false' ? false : value
}
