import {
  defineCheck,
  definedElsewhere,
  ecsRollbackOf,
  isForUse,
  itemsOf,
  resourcesOfType,
  textOf,
  truthOf,
  valueAt,
  z,
  type CheckOutcome,
  type Resource,
} from '../../src/check-api/index.js'

export default defineCheck({
  id: 'rollback-ecs-circuit-breaker',
  title: 'ECS service does not roll back a failed deployment',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'safe-fix',
  practices: [
    'DL.ADS.2',
    'ops05-bp10.boundaries.rollback',
    'OPS06-BP04',
    'REL08-BP05',
    'REL11-BP03',
    'hc.deploy.apps.auto-revert',
  ],
  judgesExamples: false,
  definitions: ['cloudformation', 'terraform'],
  needs: ['infrastructure', 'delivery', 'files'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'ECS service {service} keeps trying a deployment that fails, because nothing rolls it back.',
      remedy: 'Add a deployment circuit breaker with enable and rollback set to true.',
    },
    noRollback: {
      text: 'ECS service {service} stops a deployment that fails, but does not roll it back.',
      remedy: 'Set rollback to true beside enable.',
    },
  },

  *run({ infrastructure, delivery, files }) {
    const judged = infrastructure.resources.filter(({ file }) => isForUse(file, files))
    const outcomes = [
      ...resourcesOfType(judged, 'aws_ecs_service', 'AWS::ECS::Service').map(judge),
      ...resourcesOfType(judged, 'module').filter(makesServices).map(judgeModule),
      ...definedElsewhere(delivery, { tool: 'aws-ecs', kind: 'service', whether: 'it rolls back' }),
    ]
    if (outcomes.length === 0) return yield { kind: 'not-applicable', reason: 'there is no ECS service' }
    yield* outcomes
  },
})

function judge(service: Resource): CheckOutcome<'none' | 'noRollback'> {
  const data = { service: service.name }
  const found = ecsRollbackOf(service)
  switch (found.how) {
    case 'elsewhere':
      return {
        kind: 'not-applicable',
        reason: 'service {service} is deployed by {by}',
        data: { ...data, by: found.by },
      }
    case 'shifts': {
      const text = 'service {service} shifts traffic by {strategy}'
      return { kind: 'evidence', text, data: { ...data, strategy: found.strategy }, at: found.at }
    }
    case 'returns':
      return { kind: 'evidence', text: 'service {service} rolls back a deployment that fails', data, at: found.at }
    case 'open':
    case 'partly': {
      const reason = {
        open: 'whether service {service} rolls back is decided elsewhere',
        partly: 'service {service} could only be read in part',
      }[found.how]
      return { kind: 'unknown', origin: 'files', reason, data, at: found.at }
    }
    case 'stops':
      return { kind: 'problem', message: 'noRollback', data, at: found.at }
    case 'none':
      return { kind: 'problem', message: 'none', data, at: found.at }
  }
}

/** Whether a module of somebody else makes ECS services, by its source. */
function makesServices({ properties }: Resource): boolean {
  const source = textOf(valueAt(properties, 'source'))?.toLowerCase() ?? ''
  if (source === '' || /^\.{1,2}(?:\/|$)/.test(source)) return false
  const words = source.split(/[^a-z0-9]+/)
  if (words.includes('cluster') && !words.includes('service')) return false
  return words.includes('ecs') && !['task', 'definition', 'autoscaling'].some((word) => words.includes(word))
}

/** What the module does by itself is not seen, but an input may say it. */
function judgeModule({ properties, name, at }: Resource): CheckOutcome<never> {
  const data = { name }
  const breaker = itemsOf(valueAt(properties, 'deployment_circuit_breaker'))[0]
  if (['enable', 'rollback'].every((key) => truthOf(valueAt(breaker, key)) === true))
    return {
      kind: 'evidence',
      text: 'module {name} is told to roll back a deployment that fails',
      data,
      at: breaker?.at ?? at,
    }
  return {
    kind: 'unknown',
    origin: 'files',
    reason: 'how module {name} deploys its ECS services is not in this tree',
    data,
    at,
  }
}
