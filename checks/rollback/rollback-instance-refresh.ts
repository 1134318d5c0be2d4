import {
  authoredResources,
  defineCheck,
  REPLACED_GROUPS,
  replacementOf,
  z,
  type CheckOutcome,
  type Replacement,
  type Resource,
} from '../../src/check-api/index.js'

type Message = Extract<Replacement, { how: 'unguarded' }>['lacks']

export default defineCheck({
  id: 'rollback-instance-refresh',
  title: 'Instance replacement does not roll back',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'safe-fix',
  practices: [
    'DL.ADS.2',
    'ops05-bp10.boundaries.rollback',
    'OPS06-BP04',
    'REL08-BP04',
    'REL11-BP03',
    'hc.define.immutable.vm',
  ],
  judgesExamples: false,
  needs: ['infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    noRollback: {
      text: 'The instance refresh of {group} stops when new instances fail, and leaves the group half replaced.',
      remedy: 'Set auto_rollback = true in its preferences, and name alarms that stop it.',
    },
    noSignal: {
      text: 'The rolling update of {group} does not wait for its instances to say that they work.',
      remedy: 'Set WaitOnResourceSignals: true, and send the signal with cfn-signal when the instance serves.',
    },
    noHealth: {
      text: 'The rolling update of {group} has no health check, so it goes on with instances that do not serve.',
      remedy: 'Name the health check that tells whether an instance serves.',
    },
  },

  *run({ infrastructure, files }) {
    const groups = authoredResources(infrastructure, files, ...REPLACED_GROUPS)
    const outcomes = groups.flatMap((group) => judge(group) ?? [])
    if (outcomes.length === 0)
      return yield { kind: 'not-applicable', reason: 'no group of instances is replaced by an update' }
    yield* outcomes
  },
})

function judge(group: Resource): CheckOutcome<Message> | undefined {
  const found = replacementOf(group)
  if (found === undefined) return undefined
  const { at } = found
  const data = { group: group.name }
  switch (found.how) {
    case 'guarded':
      return { kind: 'evidence', text: 'an update of {group} that fails is noticed', data, at }
    case 'open':
      return { kind: 'unknown', origin: 'files', reason: 'how {group} is updated is decided elsewhere', data, at }
    case 'unguarded':
      return { kind: 'problem', message: found.lacks, data, at }
  }
}
