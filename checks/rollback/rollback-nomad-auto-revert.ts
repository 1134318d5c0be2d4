import {
  authoredResources,
  defineCheck,
  definedElsewhere,
  deployPaths,
  isOpen,
  itemsOf,
  numberOf,
  onceForEachKey,
  textOf,
  truthOf,
  valueAt,
  z,
  type CheckOutcome,
  type Delivery,
  type DictValue,
  type Location,
  type Resource,
  type Value,
} from '../../src/check-api/index.js'

type Message = 'none' | 'off' | 'manual' | 'forced'

export default defineCheck({
  id: 'rollback-nomad-auto-revert',
  title: 'Nomad job does not revert a failed deployment',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'safe-fix',
  practices: [
    'DL.ADS.2',
    'ops05-bp10.boundaries.rollback',
    'OPS06-BP04',
    'hc.semi.orchestrated-rollout',
    'hc.deploy.apps.auto-revert',
  ],
  judgesExamples: false,
  needs: ['delivery', 'infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'A deployment of {what} that fails stays as it is, because its update has no auto_revert.',
      remedy: 'Add auto_revert = true to the update block of the job.',
    },
    off: {
      text: 'A deployment of {what} that fails stays as it is, because auto_revert is false.',
      remedy: 'Set auto_revert to true.',
    },
    manual: {
      text: 'Nothing reverts a deployment of {what} by itself: health_check is "manual", so Nomad waits to be told.',
      remedy: 'Give the service a check, and leave health_check at "checks".',
    },
    forced: {
      text: 'Updates of {what} are no deployments that could be reverted, because max_parallel is 0.',
      remedy: 'Set max_parallel to 1 or more, and auto_revert to true.',
    },
  },

  *run({ delivery, infrastructure, files }) {
    const jobs = authoredResources(infrastructure, files, 'nomad-job')
    const question = { tool: 'nomad', kind: 'path', whether: 'it reverts' } as const
    const outcomes = [...jobs.flatMap(judgeJob), ...definedElsewhere(delivery, question), ...handedOver(delivery)]
    if (outcomes.length === 0) return yield { kind: 'not-applicable', reason: 'no job of Nomad runs a service' }
    const merged = onceForEachKey(
      outcomes,
      ({ message, at }) => [message, at?.file],
      ({ data }) => `${String(data?.['what'])}, too`,
    )
    yield* merged
  },
})

/** Jobs that a pipeline runs without a name for their file: from a variable, or from the output of another command. */
function handedOver(delivery: Delivery): CheckOutcome<Message>[] {
  const reason = 'which file job {job} hands to Nomad is decided elsewhere, so whether it reverts is not visible'
  return deployPaths(delivery)
    .filter(({ tool, targets }) => tool === 'nomad' && targets.length === 0)
    .slice(0, 1)
    .map(({ job, at }) => ({ kind: 'unknown', origin: 'files', reason, data: { job: job.id }, at }))
}

/** Only services have deployments; those of other jobs have no stable version (Nomad docs: update Block). */
function judgeJob(job: Resource): CheckOutcome<Message>[] {
  const { name, properties, at } = job
  const type = properties.entries.get('type')
  const isGone = truthOf(properties.entries.get('stop')) === true
  if (isGone || (textOf(type) ?? 'service') !== 'service') return []
  const reason = 'the type of job {what} is decided elsewhere'
  if (isOpen(type)) return [{ kind: 'unknown', origin: 'files', reason, data: { what: name }, at: type?.at ?? at }]
  const groups = groupsOf(properties)
  return groups
    .filter(({ body }) => numberOf(valueAt(body, 'count')) !== 0 || isOpen(valueAt(body, 'count')))
    .map(({ label, body }) => judge(job, groups.length > 1 ? `group ${label} of job ${name}` : `job ${name}`, body))
}

function groupsOf(job: DictValue): { label: string; body: DictValue }[] {
  return itemsOf(job.entries.get('group')).flatMap((each) =>
    each.kind === 'dict'
      ? [...each.entries].flatMap(([label, body]) => (body.kind === 'dict' ? [{ label, body }] : []))
      : [],
  )
}

function judge({ properties, at: header, complete }: Resource, what: string, group: DictValue): CheckOutcome<Message> {
  const blocks = [group, properties].flatMap((each) => itemsOf(each.entries.get('update')))
  // The group's own update comes first, and what it leaves out is the job's.
  const setting = (key: string): Value | undefined => blocks.flatMap((each) => valueAt(each, key) ?? [])[0]
  const revert = setting('auto_revert')
  const at: Location = revert?.at ?? blocks[0]?.at ?? header
  const data = { what }
  const unknown = { kind: 'unknown', origin: 'files', data, at } as const
  if (isOpen(revert) || blocks.some(isOpen) || isOpen(properties.entries.get('update')))
    return { ...unknown, reason: 'how {what} is updated is decided elsewhere' }
  if (revert === undefined)
    return complete
      ? { kind: 'problem', message: 'none', data, at }
      : { ...unknown, reason: 'the file of {what} could only be read in part' }
  if (truthOf(revert) !== true) return { kind: 'problem', message: 'off', data, at }
  const parallel = setting('max_parallel')
  if (numberOf(parallel) === 0 && !isOpen(parallel))
    return { kind: 'problem', message: 'forced', data, at: parallel?.at ?? at }
  const health = setting('health_check')
  if (textOf(health) === 'manual' && !isOpen(health))
    return { kind: 'problem', message: 'manual', data, at: health?.at ?? at, severity: 'warning' }
  return { kind: 'evidence', text: 'a deployment of {what} that fails is reverted', data, at }
}
