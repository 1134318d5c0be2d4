import {
  authoredResources,
  defineCheck,
  isOpen,
  numberOf,
  onceForEachKey,
  textOf,
  valueAt,
  z,
  type CheckOutcome,
  type Resource,
} from '../../src/check-api/index.js'

/** Groups of logs that are kept for ever unless this property says for how many days. */
const GROUPS: ReadonlyMap<string, { readonly days: string; readonly logClass: string }> = new Map([
  ['aws_cloudwatch_log_group', { days: 'retention_in_days', logClass: 'log_group_class' }],
  ['AWS::Logs::LogGroup', { days: 'RetentionInDays', logClass: 'LogGroupClass' }],
])

/** Stores that keep logs for 30 days by themselves (Terraform docs of each). */
const LIMITED = [
  'azurerm_log_analytics_workspace',
  'google_logging_project_bucket_config',
  'google_logging_folder_bucket_config',
  'google_logging_organization_bucket_config',
]

export default defineCheck({
  id: 'obs-log-retention',
  title: 'Log group or stream has no retention',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['AG.DLM.5', 'O.DIP.5', 'ops05-bp10.workflows.telemetry', 'SEC04-BP01'],
  judgesExamples: false,
  needs: ['infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    forever: {
      text: 'Log group {group} keeps its events for ever: nobody has decided how long they are needed, or may be kept.',
      remedy: 'Set {property} to the days in which somebody may still look at them.',
    },
  },

  *run({ infrastructure, files }) {
    const groups = authoredResources(infrastructure, files, ...GROUPS.keys()).map(judge)
    const stores = authoredResources(infrastructure, files, ...LIMITED)
    if (groups.length + stores.length === 0)
      return yield { kind: 'not-applicable', reason: 'no store of logs is declared' }
    yield* onceForEachKey(
      groups,
      ({ message, at }) => [message, at?.file],
      ({ data }) => `${String(data?.['group'])}, too`,
    )
    for (const { name, at } of stores)
      yield { kind: 'evidence', text: 'the store of logs {name} has a limit by itself', data: { name }, at }
  },
})

function judge({ type, name, properties, complete, at: line }: Resource): CheckOutcome<'forever'> {
  const { days: property = '', logClass = '' } = GROUPS.get(type) ?? {}
  const days = valueAt(properties, property)
  const data = { group: name, property }
  const at = days?.at ?? line
  // Events for delivery are gone after two days (Amazon CloudWatch Logs User Guide: Log classes).
  if (textOf(valueAt(properties, logClass)) === 'DELIVERY' || (numberOf(days) ?? 0) > 0)
    return { kind: 'evidence', text: 'log group {group} has a limit', data, at }
  if (isOpen(days) || !complete)
    return {
      kind: 'unknown',
      origin: 'files',
      reason: 'how long log group {group} is kept is decided elsewhere',
      data,
      at,
    }
  return { kind: 'problem', message: 'forever', data, at }
}
