import {
  alarmsOf,
  alertRulesOf,
  defineCheck,
  onceForEachKey,
  z,
  type Alarm,
  type AlertRule,
  type CheckOutcome,
} from '../../src/check-api/index.js'

type Id = 'tellsNobody' | 'off' | 'undescribed' | 'ruleUndescribed' | 'unlabelled'

const DESCRIBE = 'Say in it what users feel, and what to do: best with a link to the runbook.'

export default defineCheck({
  id: 'obs-alert-actionable',
  title: 'Alarm notifies nobody or says nothing on what to do',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'O.CM.1',
    'O.CM.9',
    'ops05-bp10.workflows.alerting',
    'OPS08-BP04',
    'OPS10-BP02',
    'REL06-BP03',
    'hc.monitor.incident-response',
    'hc.monitor.incident-response.escalation',
    'ba.debt.undocumented-runbooks',
  ],
  judgesExamples: false,
  needs: ['infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    tellsNobody: {
      text: 'The alarm {name} has no {property}: it changes its colour where nobody looks.',
      remedy: 'Name in {property} who is told, such as a topic that reaches whoever is on call.',
    },
    off: {
      text: 'The alarm {name} is switched off, so nobody is told when it should be raised.',
      remedy: 'Switch it on, or remove it.',
    },
    undescribed: {
      text: 'The alarm {name} has no {described}: whoever is called by it must find out what it means.',
      remedy: DESCRIBE,
    },
    ruleUndescribed: {
      text: 'The alert {name} has no annotations: whoever is called by it must find out what it means.',
      remedy: 'Add a summary of what users feel, and a runbook_url that says what to do.',
    },
    unlabelled: {
      text: 'The alert {name} has no labels of its own by which it could reach the right people at the right hour.',
      remedy: 'Add a severity, and the team that looks after it.',
    },
  },

  *run({ infrastructure, files }) {
    const outcomes = [
      ...alarmsOf(infrastructure, files).map(judge),
      ...alertRulesOf(infrastructure, files).map(judgeRule),
    ]
    if (outcomes.length === 0) return yield { kind: 'not-applicable', reason: 'no alarm is declared here' }
    yield* onceForEachKey(
      outcomes,
      ({ message, at }) => [message, at?.file],
      ({ data }) => `the same for ${String(data?.['name'])}`,
    )
  },
})

function judge({ resource, tells, off, undescribed, property }: Alarm): CheckOutcome<Id> {
  const { name, at } = resource
  const data = { name, property, described: undescribed ?? '' }
  if (off !== undefined) return { kind: 'problem', message: 'off', data, at: off.at }
  if (tells === 'nobody') return { kind: 'problem', message: 'tellsNobody', data, at }
  if (undescribed !== undefined && tells !== 'used')
    return { kind: 'problem', message: 'undescribed', severity: 'notice', data, at }
  if (tells === 'open')
    return {
      kind: 'unknown',
      origin: 'files',
      reason: 'whom the alarm {name} tells is decided elsewhere',
      data,
      at,
    }
  const text = tells === 'used' ? 'something acts on the alarm {name}' : 'the alarm {name} tells somebody, and what'
  return { kind: 'evidence', text, data, at }
}

function judgeRule({ name, alert, described, labelled }: AlertRule): CheckOutcome<Id> {
  const common = { data: { name }, at: alert.at } as const
  if (!described) return { ...common, kind: 'problem', message: 'ruleUndescribed', severity: 'notice' }
  if (!labelled) return { ...common, kind: 'problem', message: 'unlabelled', severity: 'notice' }
  return { ...common, kind: 'evidence', text: 'the alert {name} says what it means, and how urgent it is' }
}
