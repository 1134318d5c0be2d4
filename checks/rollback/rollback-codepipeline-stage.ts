import {
  defineCheck,
  deployPaths,
  resourcesOfType,
  rollbackOf,
  truthOf,
  valueAt,
  z,
  type CheckOutcome,
  type Deployment,
  type Infrastructure,
} from '../../src/check-api/index.js'

/** Providers that bring the version before back by themselves, or whose own configuration decides it. */
const BY_THEMSELVES: ReadonlyMap<string, string> = new Map([
  ['cloudformation', 'CloudFormation rolls a stack back when its update fails'],
  ['codedeploy', 'its deployment group decides what CodeDeploy does when a deployment fails'],
])

/** Where the circuit breaker of a service stands. */
const BREAKERS = ['deployment_circuit_breaker.rollback', 'DeploymentConfiguration.DeploymentCircuitBreaker.Rollback']

export default defineCheck({
  id: 'rollback-codepipeline-stage',
  title: 'CodePipeline deploy stage has no failure behaviour',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  systems: ['aws-codepipeline'],
  fixable: 'suggestion',
  practices: [
    'DL.ADS.2',
    'ops05-bp10.service.codepipeline',
    'ops05-bp10.boundaries.rollback',
    'ops05-bp10.boundaries.exception-handling',
    'OPS06-BP04',
  ],
  needs: ['delivery', 'infrastructure'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'Stage {stage} deploys with {tool}, and nothing brings the version before back when it fails.',
      remedy: 'Add OnFailure with Result: ROLLBACK to the stage; the pipeline must be of type V2.',
    },
  },

  *run({ delivery, infrastructure }) {
    const stages = new Map<string, Deployment>()
    for (const deployment of deployPaths(delivery)) {
      const { pipeline, job } = deployment
      const key = `${pipeline.file} ${pipeline.name} ${job.stage ?? job.id}`
      if (pipeline.system === 'aws-codepipeline' && !stages.has(key)) stages.set(key, deployment)
    }
    if (stages.size === 0) return yield { kind: 'not-applicable', reason: 'no stage of AWS CodePipeline deploys' }
    for (const deployment of stages.values()) yield judge(deployment, infrastructure)
  },
})

function judge(deployment: Deployment, infrastructure: Infrastructure): CheckOutcome<'none'> {
  const { job, tool, at } = deployment
  const data = { stage: job.stage ?? job.id, tool }
  const back = rollbackOf(deployment)
  if (back !== undefined)
    return {
      kind: 'evidence',
      text: 'stage {stage} is rolled back when it fails',
      data,
      at: back.at,
      because: back.because,
    }
  const text = BY_THEMSELVES.get(tool)
  if (text !== undefined) return { kind: 'evidence', text, at }
  if (tool === 'opaque')
    return { kind: 'unknown', origin: 'files', reason: 'how stage {stage} deploys is not known', data, at }
  return (
    (tool === 'aws-ecs' ? byCircuitBreaker(infrastructure, data, at) : undefined) ?? {
      kind: 'problem',
      message: 'none',
      data,
      at,
    }
  )
}

/** Services of the tree show whether their circuit breaker rolls back; services elsewhere do not. */
function byCircuitBreaker(
  { resources }: Infrastructure,
  data: Readonly<Record<string, string>>,
  at: Deployment['at'],
): CheckOutcome<never> | undefined {
  const services = resourcesOfType(resources, 'aws_ecs_service', 'AWS::ECS::Service')
  if (services.length === 0) {
    const reason = 'the service that stage {stage} deploys is not in the tree, and may roll back by itself'
    return { kind: 'unknown', origin: 'files', reason, data, at }
  }
  const guarded = services.every(({ properties }) =>
    BREAKERS.some((path) => truthOf(valueAt(properties, path)) === true),
  )
  return guarded ? { kind: 'evidence', text: 'the circuit breaker of the service rolls it back', at } : undefined
}
