import { conditionHolds, type Contexts } from '../../models/evaluate.js'
import { PartialMap, type Data, type DataMap } from '../../models/expression-data.js'
import type { Job, Pipeline, Pipelines, Step, Trigger, TriggerKind } from '../../models/index.js'
import { ancestorsOf, reachableOn } from '../pipelines/pipelines.js'
import { stepsAhead } from '../../models/step-order.js'

/** Started by outsiders, run with the rights and secrets of the base repository. */
const PRIVILEGED: readonly TriggerKind[] = ['change-request-privileged', 'upstream', 'comment']
const BY_CHANGE: readonly TriggerKind[] = ['change-request', ...PRIVILEGED, 'other']

/** Literals in conditions that are tried as the repository's name. */
const MAX_NAMES = 30

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
  const names = repositoriesIn(conditions)
  const isKeptOut = (facts: Facts) =>
    names.length <= MAX_NAMES &&
    names.every((name) => conditions.some((each) => conditionHolds(each, contextsOf(event, name, facts)) === false))
  if (isKeptOut({})) return 'closed'
  const earlier = steps[0] === undefined ? [] : stepsAhead(job, steps[0])
  const results = conditions.flatMap((each) => each.match(/\b(?:needs|steps)\.[\w.-]+/g) ?? [])
  const mayBeAsked = [...before, ...earlier].some(mayAsk) || results.some((each) => ASKS.test(each))
  return mayBeAsked || isKeptOut(WITHOUT_RIGHTS) ? 'vouched' : 'open'
}

/** What people call a job, a step or an output that looks up the rights of who started the run. */
const ASKS = /permission|authori[sz]|collaborator|membership|is.?member|trusted|is.?safe|approv|check.?run|allowed/i

/** Whether the job or step may stop a run of somebody without rights, in a way that cannot be looked into. */
function mayAsk(each: Job | Step): boolean {
  if ('needs' in each)
    return each.calls?.resolved === false || ASKS.test(`${each.id} ${each.name}`) || each.steps.some(mayAsk)
  return ASKS.test(`${each.id ?? ''} ${each.name?.value ?? ''} ${each.uses?.text ?? ''}`)
}

/** Names that the repository may have as far as the conditions know: any that they name, and another one. */
function repositoriesIn(conditions: readonly string[]): string[] {
  const named = conditions.flatMap((each) => Array.from(each.matchAll(/'([\w./-]+)'/g), ([, name = '']) => name))
  const distinct = new Set(named.map((name) => (name.includes('/') ? name : `${name}/repository`)))
  return ['base/repository', ...distinct]
}

type Facts = { readonly [name: string]: Data | Facts }

const OUTSIDER = { login: 'an-outsider', type: 'User' }
const FORK = { full_name: 'an-outsider/fork', fork: true, owner: OUTSIDER }
const STRANGER = { user: OUTSIDER, author_association: 'NONE' }
const PULL_REQUEST = { ...STRANGER, head: { repo: FORK, user: OUTSIDER } }

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
function contextsOf(event: string, repository: string, more: Facts): Contexts {
  const [owner = ''] = repository.split('/')
  const own: Facts = {
    event_name: event,
    repository,
    repository_owner: owner,
    event: {
      repository: { full_name: repository, owner: { login: owner } },
      issue: event.startsWith('issue') ? STRANGER : null,
      pull_request: event.startsWith('pull_request')
        ? { ...PULL_REQUEST, base: { repo: { full_name: repository } } }
        : null,
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
