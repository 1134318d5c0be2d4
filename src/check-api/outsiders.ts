import { conditionHolds, type Contexts } from '../models/evaluate.js'
import { PartialMap, type Data, type DataMap } from '../models/expression-data.js'
import type { Job, Pipeline, Pipelines, Step, Trigger, TriggerKind } from '../models/index.js'
import { ancestorsOf, reachableOn } from './pipelines.js'

/** Started by outsiders, run with the rights and secrets of the base repository. */
const PRIVILEGED: readonly TriggerKind[] = ['change-request-privileged', 'upstream', 'comment']
const BY_CHANGE: readonly TriggerKind[] = ['change-request', ...PRIVILEGED, 'other']

/** A condition that does not wait for the success of the jobs before it. */
const WHATEVER_HAPPENED = /\b(?:always|cancelled|failure)\s*\(/i

/**
 * How far an outsider's event gets: `open`, `vouched` if somebody with rights must first comment, label or start it
 * again, `closed` if conditions keep it out.
 */
export type Reach = 'open' | 'vouched' | 'closed'

/** The triggers by which outsiders start the pipeline with the rights and secrets of the base repository. */
export function privilegedTriggers(pipeline: Pipeline, { all }: Pipelines): Trigger[] {
  return pipeline.triggers.filter(
    ({ kind, upstream }) => PRIVILEGED.includes(kind) && !(kind === 'upstream' && startedInside(upstream ?? [], all)),
  )
}

/** Whether all of the workflows are here and none of them runs for a change of an outsider. */
function startedInside(names: readonly string[], all: readonly Pipeline[]): boolean {
  const found = names.map((name) => all.filter((each) => each.name === name))
  return found.length > 0 && found.every((each) => each.length > 0 && !each.some((one) => reachableOn(one, BY_CHANGE)))
}

/** How far an outsider's event gets by the conditions of the steps, their job and the jobs before it. */
export function reachOf(event: string, pipeline: Pipeline, job: Job, steps: readonly Step[]): Reach {
  const before = WHATEVER_HAPPENED.test(job.condition?.value ?? '') ? [] : ancestorsOf(pipeline, job)
  const conditions = [...before, job, ...steps].flatMap(({ condition }) => condition?.value ?? [])
  const isKeptOut = (contexts: Contexts) => conditions.some((each) => conditionHolds(each, contexts) === false)
  if (isKeptOut(contextsOf(event, {}))) return 'closed'
  return isKeptOut(contextsOf(event, WITHOUT_RIGHTS)) ? 'vouched' : 'open'
}

type Facts = { readonly [name: string]: Data | Facts }

const OUTSIDER = { login: 'an-outsider', type: 'User' }
const FORK = { full_name: 'an-outsider/fork', fork: true, owner: OUTSIDER }
const STRANGER = { user: OUTSIDER, author_association: 'NONE' }
const PULL_REQUEST = {
  ...STRANGER,
  head: { repo: FORK, user: OUTSIDER },
  base: { repo: { full_name: 'base/repository', fork: false } },
}

/** What is true of the people behind the event as long as nobody with rights takes part. */
const WITHOUT_RIGHTS: Facts = {
  actor: OUTSIDER.login,
  triggering_actor: OUTSIDER.login,
  event: {
    sender: OUTSIDER,
    comment: STRANGER,
    label: { name: '' },
    pull_request: { labels: [] },
    issue: { labels: [] },
    workflow_run: { actor: OUTSIDER, triggering_actor: OUTSIDER },
  },
}

/** The contexts of a run that an outsider's fork started (GitHub docs: Webhook events and payloads). */
function contextsOf(event: string, more: Facts): Contexts {
  const own: Facts = {
    event_name: event,
    repository: 'base/repository',
    repository_owner: 'base',
    event: {
      repository: { full_name: 'base/repository', fork: false },
      issue: event.startsWith('issue') ? STRANGER : null,
      pull_request: event.startsWith('pull_request') ? PULL_REQUEST : null,
      workflow_run: event === 'workflow_run' ? { event: 'pull_request', head_repository: FORK } : null,
    },
  }
  return new Map([['github', mapOf(merged(own, more))]])
}

function isFacts(value: Data | Facts | undefined): value is Facts {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Map)
}

function merged(base: Facts, more: Facts): Facts {
  const names = new Set([...Object.keys(base), ...Object.keys(more)])
  return Object.fromEntries(
    Array.from(names, (name) => {
      const [left, right] = [base[name], more[name]]
      return [name, isFacts(left) && isFacts(right) ? merged(left, right) : (right ?? left ?? null)]
    }),
  )
}

/** What the facts do not say is not known. */
function mapOf(facts: Facts): DataMap {
  return new PartialMap(Object.entries(facts).map(([name, value]) => [name, isFacts(value) ? mapOf(value) : value]))
}
