import {
  defineObservabilityCheck,
  isForUse,
  isOpen,
  numberOf,
  plainType,
  textOf,
  valuesAt,
  type CheckOutcome,
  type Resource,
} from '../../src/check-api/index.js'

/** Where types of objectives keep the target, and what it is if nothing may fail. Others refuse such a target. */
const TARGETS: ReadonlyMap<string, { readonly path: string; readonly all: number }> = new Map([
  ['aws_applicationsignals_service_level_objective', { path: 'goal.attainment_goal', all: 100 }],
  ['AWS::ApplicationSignals::ServiceLevelObjective', { path: 'Goal.AttainmentGoal', all: 100 }],
  ['datadog_service_level_objective', { path: 'thresholds.target', all: 100 }],
  ['newrelic_service_level', { path: 'objective.target', all: 100 }],
  ['grafana_slo', { path: 'objectives.value', all: 1 }],
  ['elasticstack_kibana_slo', { path: 'objective.target', all: 1 }],
  ['nobl9_slo', { path: 'objective.target', all: 1 }],
  ['dynatrace_slo', { path: 'target', all: 100 }],
  ['dynatrace_slo_v2', { path: 'target_success', all: 100 }],
  ['sloth.slok.dev/PrometheusServiceLevel', { path: 'spec.slos.objective', all: 100 }],
  ['pyrra.dev/ServiceLevelObjective', { path: 'spec.target', all: 100 }],
])

export default defineObservabilityCheck({
  id: 'obs-slo',
  title: 'Service has no service level objective',
  since: '0.1.0',
  practices: ['O.SI.5', 'O.CM.9', 'ops05-bp10.guidance.outcomes', 'OPS04-BP01', 'OPS09-BP01'],
  wanted: { kinds: ['objective'], noun: 'service level objectives' },
  messages: {
    noBudget: {
      text: 'The objective {name} is {target}, all there is: it leaves no budget for errors, so the first one breaks it for the whole window.',
      remedy: 'Set a target below that, of which a breach is worth somebody’s time.',
    },
  },

  *more({ infrastructure: { resources }, files }) {
    for (const resource of resources) if (isForUse(resource.file, files)) yield* judge(resource)
  },
})

function* judge(resource: Resource): Generator<CheckOutcome<'noBudget'>> {
  const target = TARGETS.get(plainType(resource))
  if (target === undefined) return
  const whole = valuesAt(resource.properties, target.path).find(
    (value) => !isOpen(value) && numberOf(value) === target.all,
  )
  if (whole === undefined) return
  const data = { name: resource.name, target: textOf(whole) ?? '' }
  yield { kind: 'problem', message: 'noBudget', data, at: whole.at }
}
