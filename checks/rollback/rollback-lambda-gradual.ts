import {
  defineCheck,
  itemsOf,
  resourcesOfType,
  textOf,
  truthOf,
  valueAt,
  z,
  type CheckOutcome,
  type Infrastructure,
  type Resource,
} from '../../src/check-api/index.js'

type Message = 'latest' | 'allAtOnce' | 'noSignal'

export default defineCheck({
  id: 'rollback-lambda-gradual',
  title: 'Lambda release has no alias shift with rollback',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.ADS.2',
    'DL.ADS.3',
    'ops05-bp10.service.codedeploy',
    'ops05-bp10.boundaries.rollback',
    'OPS06-BP03',
    'OPS06-BP04',
    'REL08-BP05',
  ],
  needs: ['infrastructure', 'delivery', 'files'],
  options: z.strictObject({}),
  messages: {
    latest: {
      text: 'Function {function} is replaced for all callers at once: it publishes straight to $LATEST.',
      remedy: 'Add AutoPublishAlias and a DeploymentPreference of type Canary or Linear with an alarm.',
    },
    allAtOnce: {
      text: 'Function {function} shifts all traffic at once.',
      remedy: 'Use a Canary or Linear type, so that an alarm can stop the shift.',
    },
    noSignal: {
      text: 'Function {function} shifts traffic gradually, but no alarm or hook would stop a bad version.',
      remedy: 'Name Alarms or Hooks in its DeploymentPreference.',
    },
  },

  *run({ infrastructure, delivery, files }) {
    const functions = resourcesOfType(infrastructure.resources, 'AWS::Serverless::Function').filter(
      ({ file }) => !files.isExcluded(file),
    )
    const live = functions.filter((each) => hasInvokers(each, infrastructure))
    if (live.length === 0) return yield { kind: 'not-applicable', reason: 'there is no function that anything calls' }
    if (delivery.deployments.length === 0)
      return yield {
        kind: 'implied',
        by: 'deploy-automated',
        reason: 'no pipeline deploys the functions',
        severity: 'warning',
      }
    for (const each of live) yield judge(each)
  },
})

/** Something calls the function in earnest: an event, or an alias, permission or URL that names it. */
function hasInvokers({ properties, name, file }: Resource, { resources }: Infrastructure): boolean {
  const events = valueAt(properties, 'Events')
  if (events !== undefined && (events.kind !== 'dict' || events.entries.size > 0)) return true
  if (valueAt(properties, 'FunctionUrlConfig') !== undefined) return true
  return resources
    .filter(
      (each) =>
        each.file === file &&
        (each.type === 'AWS::Lambda::Permission' || each.type === 'AWS::Lambda::EventSourceMapping'),
    )
    .some((each) => {
      const target = valueAt(each.properties, 'FunctionName')
      return (
        target?.kind === 'unresolved' && target.references.some((reference) => reference.split(/[:.]/).includes(name))
      )
    })
}

function judge({ properties, name, at }: Resource): CheckOutcome<Message> {
  const preference = valueAt(properties, 'DeploymentPreference')
  const alias = valueAt(properties, 'AutoPublishAlias')
  const data = { function: name }
  if (
    preference?.kind === 'unresolved' ||
    valueAt(preference, 'Type')?.kind === 'unresolved' ||
    valueAt(preference, 'Enabled')?.kind === 'unresolved'
  ) {
    return {
      kind: 'unknown',
      origin: 'files',
      reason: 'how function {function} is released hangs on an expression',
      data,
      at: preference?.at ?? at,
    }
  }
  const type = textOf(valueAt(preference, 'Type'))
  if (
    alias === undefined ||
    preference === undefined ||
    truthOf(valueAt(preference, 'Enabled')) === false ||
    type === undefined
  ) {
    return { kind: 'problem', message: 'latest', data, at: preference?.at ?? at }
  }
  if (type === 'AllAtOnce') return { kind: 'problem', message: 'allAtOnce', data, at: preference.at }
  const hooks = valueAt(preference, 'Hooks')
  const alarms = valueAt(preference, 'Alarms')
  const guarded = itemsOf(alarms).length > 0 || alarms?.kind === 'unresolved' || hooks !== undefined
  return guarded
    ? {
        kind: 'evidence',
        text: 'function {function} shifts traffic by {type}',
        data: { ...data, type },
        at: preference.at,
      }
    : { kind: 'problem', message: 'noSignal', data, at: preference.at }
}
