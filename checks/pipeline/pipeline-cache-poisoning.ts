import {
  type Activity,
  cacheRestoresOf,
  type CheckOutcome,
  defineCheck,
  firstGap,
  type Job,
  jobsOf,
  oneForEachPlace,
  type Pipelines,
  publishesArtifact,
  publishesImage,
  reachOf,
  stepsUpTo,
  type TriggerKind,
  z,
} from '../../src/check-api/index.js'

type Outcome = CheckOutcome<'restored' | 'writable'>

/**
 * Runs whose caches a release can read: those of the default branch and its like. What runs for a change under review
 * writes is kept apart (GitHub docs: Dependency caching, restrictions for accessing a cache).
 */
const FILLING: ReadonlySet<TriggerKind> = new Set<TriggerKind>([
  'push',
  'schedule',
  'manual',
  'upstream',
  'comment',
  'change-request-privileged',
  'other',
])

export default defineCheck({
  id: 'pipeline-cache-poisoning',
  title: 'Release job restores a cache that other runs may have filled',
  severity: 'error',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['AG.SAD.3', 'SEC06-BP04', 'SEC11-BP07'],
  needs: ['pipelines', 'delivery'],
  options: z.strictObject({}),
  messages: {
    restored: {
      text: 'Job {job} publishes with {tool} after it restored a cache that other runs fill ({cache}).',
      remedy:
        'Build what is published without a cache: whoever gets code to run in any job of the default branch can put a cache there that this job unpacks.',
    },
    writable: {
      text: 'Job {job} may write caches (cache-mode: {mode}) on {event}, where outsiders decide what runs.',
      remedy: 'Set cache-mode: read for runs that outsiders start, or leave it out.',
    },
  },

  *run({ pipelines, delivery }): Generator<Outcome> {
    yield* writableByOutsiders(pipelines)
    const publications = oneForEachPlace(delivery).filter(publishesArtifact)
    if (publications.length === 0) return yield { kind: 'not-applicable', reason: 'no pipeline publishes an artifact' }
    const seen = new Set<string>()
    for (const publication of publications) {
      for (const outcome of judge(publication, pipelines)) {
        const key = 'at' in outcome ? `${outcome.kind} ${outcome.at?.file}:${outcome.at?.line}` : outcome.kind
        if (!seen.has(key)) yield outcome
        seen.add(key)
      }
    }
  },
})

/** Runs that outsiders start get a cache that they can only read, unless the workflow says otherwise. */
function* writableByOutsiders(pipelines: Pipelines): Generator<Outcome> {
  for (const { pipeline, job } of jobsOf(pipelines)) {
    const { cacheMode } = job
    const trigger = pipeline.triggers.find(({ kind }) => kind === 'change-request-privileged')
    if (trigger === undefined || (cacheMode?.value !== 'write' && cacheMode?.value !== 'write-only')) continue
    if (reachOf(trigger.event, pipeline, job, []) === 'closed') continue
    const data = { job: job.id, mode: cacheMode.value, event: trigger.event }
    yield { kind: 'problem', message: 'writable', data, at: cacheMode.at }
  }
}

/** The first cache that the job restores until it publishes. */
function* judge(publication: Activity, pipelines: Pipelines): Generator<Outcome> {
  const { job, step, intent, at } = publication
  const data = { job: job.id, tool: intent.tool }
  const mode = job.cacheMode
  if (mode?.value === 'none' || mode?.value === 'write-only')
    return yield { kind: 'evidence', text: 'job {job} publishes and reads no caches', data, at: mode.at }
  const steps = stepsUpTo(job, step)
  const restores = steps.flatMap(cacheRestoresOf)
  const found = restores.find(({ certain }) => certain)
  if (found !== undefined && isFilledByOthers(job, pipelines)) {
    const release = publication.triggers.some(({ kind }) => kind === 'tag' || kind === 'release')
    const severity = release || !publishesImage(publication) ? 'warning' : 'notice'
    return yield {
      kind: 'problem',
      message: 'restored',
      data: { ...data, cache: found.what },
      at: found.at,
      severity,
      because: intent.because,
    }
  }
  const [open] = restores
  if (open !== undefined && found === undefined) {
    const reason = 'whether {cache} restores a cache in job {job} hangs on an expression'
    return yield { kind: 'unknown', origin: 'files', reason, data: { ...data, cache: open.what }, at: open.at }
  }
  const gap = firstGap(steps.map(actionsOnly), { all: [], unread: pipelines.unread }, 'restore a cache')
  yield gap ?? { kind: 'evidence', text: 'job {job} publishes without a cache that other runs fill', data, at }
}

/** Commands do not reach the host's cache. */
function actionsOnly({ opaque }: Activity['step']): Pick<Activity['step'], 'opaque'> {
  return { opaque: opaque.filter(({ reason }) => reason === 'unknown-action' || reason === 'remote') }
}

/** Whether something else runs whose caches the job can read. */
function isFilledByOthers({ at }: Job, pipelines: Pipelines): boolean {
  return jobsOf(pipelines, { inlined: true }).some(({ pipeline, job }) => {
    const isOwn = job.at.file === at.file && job.at.line === at.line
    return !isOwn && job.steps.length > 0 && pipeline.triggers.some(({ kind }) => FILLING.has(kind))
  })
}
