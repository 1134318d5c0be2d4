import {
  defineTestPresenceCheck,
  deployPaths,
  isOpen,
  itemsOf,
  nothingDeployed,
  textOf,
  valueAt,
  type CheckOutcome,
  type Resource,
} from '../../src/check-api/index.js'

/** Resources that are experiments, by type. */
const EXPERIMENTS: ReadonlySet<string> = new Set([
  'aws_fis_experiment_template',
  'AWS::FIS::ExperimentTemplate',
  'azurerm_chaos_studio_experiment',
])

/** Groups of Kubernetes objects that are experiments: LitmusChaos and Chaos Mesh. */
const GROUPS = /^(?:litmuschaos\.io|chaos-mesh\.org)\/[^/]+\/(?:ChaosEngine|ChaosSchedule|Schedule|Workflow|\w+Chaos)$/

/** Keys of an experiment of the AWS Fault Injection Service that say when it must stop. */
const STOPS: ReadonlyMap<string, readonly [conditions: string, source: string]> = new Map([
  ['aws_fis_experiment_template', ['stop_condition', 'source']],
  ['AWS::FIS::ExperimentTemplate', ['StopConditions', 'Source']],
])

export default defineTestPresenceCheck({
  id: 'test-resilience',
  title: 'No fault injection',
  confidence: 'medium',
  since: '0.1.0',
  practices: [
    'QA.NT.6',
    'ops05-bp10.hardening.failure-simulation',
    'waf.rel.test-recovery',
    'REL08-BP03',
    'REL12-BP04',
    'REL12-BP05',
    'REL13-BP03',
  ],
  does: 'inject faults',
  intents: ['resilience-test'],
  purpose: 'resilience',
  alongside: new Set(['javascript', 'python', 'java', 'go', 'ruby', 'dotnet', 'php', 'rust']),
  unrun: {
    text: '{what} describes an experiment with faults that nothing here starts.',
    remedy:
      'Start it on a schedule or before a release, in a test environment, with a condition that stops it. Looked for were experiments of the AWS Fault Injection Service, Azure Chaos Studio, LitmusChaos, Chaos Mesh, Chaos Toolkit, Gremlin, Steadybit and Toxiproxy.',
  },
  messages: {
    noStop: {
      text: 'Experiment {name} has no alarm that stops it.',
      remedy:
        'Name an alarm as stop condition (source aws:cloudwatch:alarm), so that a real outage ends the experiment.',
    },
  },
  notApplicable: ({ project: { kind, deployables }, delivery }) => {
    if (kind !== 'application' && kind !== 'infrastructure') return 'the repository holds nothing that runs by itself'
    if (deployPaths(delivery).length > 0 || deployables.length > 0) return undefined
    return nothingDeployed(delivery, 'nothing shows that it is deployed to an environment that stays')
  },
  *more({ infrastructure }) {
    for (const resource of infrastructure.resources) yield* judge(resource)
  },
})

function* judge(resource: Resource): Generator<CheckOutcome<'noStop'>> {
  const { type, name, at } = resource
  if (!EXPERIMENTS.has(type) && !GROUPS.test(type)) return
  if (stopsNever(resource)) yield { kind: 'problem', message: 'noStop', data: { name }, at }
  else yield { kind: 'evidence', text: '{what} {name} injects faults', data: { what: type, name }, at }
}

function stopsNever({ type, properties, complete }: Resource): boolean {
  const [conditions, source] = STOPS.get(type) ?? []
  if (conditions === undefined || source === undefined || !complete) return false
  const all = valueAt(properties, conditions)
  if (all?.kind === 'unresolved') return false
  const sources = itemsOf(all).map((each) => valueAt(each, source))
  return sources.every((each) => each === undefined || (!isOpen(each) && textOf(each) === 'none'))
}
