import {
  authoredResources,
  defineObservabilityCheck,
  isOpen,
  textOf,
  valueAt,
  type CheckOutcome,
  type Resource,
} from '../../src/check-api/index.js'

/** Where types of synthetic checks say that they do not run, and with which value. */
const STOPPED: readonly { readonly type: string; readonly path: string; readonly values: readonly string[] }[] = [
  { type: 'aws_synthetics_canary', path: 'start_canary', values: ['false'] },
  { type: 'AWS::Synthetics::Canary', path: 'StartCanaryAfterCreation', values: ['false'] },
  { type: 'datadog_synthetics_test', path: 'status', values: ['paused'] },
  { type: 'checkly_check', path: 'activated', values: ['false'] },
  { type: 'newrelic_synthetics_monitor', path: 'status', values: ['DISABLED', 'MUTED'] },
  { type: 'newrelic_synthetics_script_monitor', path: 'status', values: ['DISABLED', 'MUTED'] },
  { type: 'azurerm_application_insights_standard_web_test', path: 'enabled', values: ['false'] },
  { type: 'azurerm_application_insights_web_test', path: 'enabled', values: ['false'] },
  { type: 'aws_route53_health_check', path: 'disabled', values: ['true'] },
]

/** Those that run only if they are told to. */
const IDLE: ReadonlySet<string> = new Set(['aws_synthetics_canary'])

export default defineObservabilityCheck({
  id: 'obs-user-monitoring',
  title: 'Nothing measures what users experience',
  since: '0.1.0',
  practices: ['OA.TI.4', 'O.CM.1', 'O.CM.5', 'O.CM.6', 'ops05-bp10.boundaries.post-checks', 'OPS04-BP03', 'REL11-BP01'],
  facets: {
    synthetic: ['O.CM.6', 'O.CM.1', 'OPS04-BP03'],
    rum: ['O.CM.6', 'O.CM.5', 'OPS04-BP03'],
    apm: ['O.CM.5'],
    errors: ['OA.TI.4'],
  },
  wanted: {
    synthetic: { kinds: ['synthetic-check'], noun: 'checks from outside' },
    rum: {
      kinds: ['user-monitoring'],
      noun: 'reports from browsers',
      notApplicable: ({ project }) =>
        project.traits.some(({ kind }) => kind === 'user-interface') ? undefined : 'no user interface is here',
    },
    apm: { kinds: ['application-monitoring'], noun: 'measurements from within' },
    errors: { kinds: ['error-tracking', 'application-monitoring'], noun: 'reports of errors' },
  },
  messages: {
    stopped: {
      text: 'The check {name} from outside does not run, so nobody notices when users cannot get in.',
      remedy: 'Let it run ({property}), or remove it.',
    },
  },

  *more({ infrastructure, files }) {
    for (const each of STOPPED)
      for (const resource of authoredResources(infrastructure, files, each.type)) yield* judge(resource, each)
  },
})

function* judge(
  { type, name, properties, complete, at }: Resource,
  { path, values }: (typeof STOPPED)[number],
): Generator<CheckOutcome<'stopped'>> {
  const value = valueAt(properties, path)
  if (isOpen(value) || (value === undefined && !(complete && IDLE.has(type)))) return
  if (value !== undefined && !values.includes(textOf(value) ?? '')) return
  yield { kind: 'problem', message: 'stopped', data: { name, property: path }, at: value?.at ?? at }
}
