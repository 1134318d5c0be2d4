import {
  AUDITED_TYPES,
  auditLogOf,
  authoredResources,
  callsOf,
  defineCheck,
  isOpen,
  isForUse,
  neighboursIn,
  type Neighbours,
  onceForEachKey,
  RECORDERS,
  RECORDS,
  truthOf,
  WATCHED_ELSEWHERE,
  z,
  type CheckOutcome,
  type FileIndex,
  type Infrastructure,
  type Resource,
} from '../../src/check-api/index.js'

type Message = 'none' | 'weak' | 'unstarted'
const TRAIL = 'trail'
const RECORDER = 'recorder'

export default defineCheck({
  id: 'iac-audit-trail',
  title: 'Audit logging is missing, local or mutable',
  severity: 'notice',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'AG.ACG.3',
    'AG.CA.1',
    'AG.CA.2',
    'O.DIP.2',
    'ops05-bp10.workflows.audit-trail',
    'waf.sec.traceability',
    'OPS05-BP01',
    'SEC04-BP01',
    'hc.maturity.l1.hard-to-audit',
    'hc.maturity.l2.audit-cloud-logs',
    'hc.maturity.l2.exit.audit-catches-manual',
    'hc.semi.audit-logs',
    'hc.semi.pitfall.ignored-audit-alerts',
    'hc.secure.cicd-secrets.audit',
  ],
  facets: { trail: ['AG.CA.1', 'O.DIP.2', 'SEC04-BP01'], recorder: ['AG.CA.2', 'AG.ACG.3'] },
  judgesExamples: false,
  needs: ['infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'What is done with {resource} is not recorded ({missing} is missing), so nobody can tell later who did what.',
      remedy: 'Switch it on, and keep the records where those who are recorded cannot change them.',
    },
    weak: {
      text: '{resource} leaves gaps: {missing} is missing, so calls or changes of its records go unnoticed.',
      remedy: 'Record all regions, validate the files, and keep them in a bucket whose objects cannot be replaced.',
    },
    unstarted: {
      text: '{resource} is never started, so no change of a resource is recorded.',
      remedy: 'Start it with an aws_config_configuration_recorder_status whose is_enabled is true.',
    },
  },

  *run({ infrastructure, files }) {
    yield* trails(infrastructure, files)
    yield recorder(infrastructure, files)
  },
})

function trails(infrastructure: Infrastructure, files: FileIndex): CheckOutcome<Message>[] {
  const neighbours = neighboursIn(infrastructure.resources)
  const judged = authoredResources(infrastructure, files, ...AUDITED_TYPES).flatMap(
    (each) => judge(each, neighbours) ?? [],
  )
  const [record] = authoredResources(infrastructure, files, ...RECORDS.keys())
  const seen = record === undefined ? [] : [recorded(record)]
  const outcomes = [...judged, ...seen]
  if (outcomes.length === 0)
    return [elsewhere(infrastructure, files, TRAIL, 'what is done with {resource} may be recorded by others')]
  return onceForEachKey(
    outcomes,
    ({ message, at, data }) => [message, at?.file, data?.['type']],
    ({ data }) => `${String(data?.['resource'])}: ${String(data?.['missing'])}`,
  )
}

function judge(resource: Resource, neighbours: Neighbours): CheckOutcome<Message> | undefined {
  const log = auditLogOf(resource, neighbours)
  if (log === undefined) return undefined
  const { verdict, missing, at } = log
  const data = { ...nameOf(resource), missing: missing.join(', ') }
  const common = { data, at, facet: TRAIL } as const
  switch (verdict) {
    case 'kept':
      return { ...common, kind: 'evidence', text: 'what is done is recorded by {resource}' }
    case 'open':
      return { ...common, kind: 'unknown', origin: 'files', reason: 'what {resource} records is decided elsewhere' }
    default:
      return { ...common, kind: 'problem', message: verdict, because: callsOf(resource) }
  }
}

function recorded(record: Resource): CheckOutcome<Message> {
  const data = { ...nameOf(record), what: RECORDS.get(record.type) ?? '' }
  return { kind: 'evidence', text: '{resource} records {what}', data, at: record.at, facet: TRAIL }
}

function recorder(infrastructure: Infrastructure, files: FileIndex): CheckOutcome<Message> {
  const [first] = authoredResources(infrastructure, files, ...RECORDERS)
  if (first === undefined)
    return elsewhere(
      infrastructure,
      files,
      RECORDER,
      'changes of what is in the account of {resource} may be recorded by others',
    )
  const data = nameOf(first)
  const common = { data, at: first.at, facet: RECORDER } as const
  // CloudFormation starts a recorder as it makes it.
  const status = infrastructure.resources.filter(({ type }) => type === 'aws_config_configuration_recorder_status')
  const enabled = status.map(({ properties }) => properties.entries.get('is_enabled'))
  if (first.technology === 'cloudformation' || enabled.some((value) => truthOf(value) === true && !isOpen(value)))
    return { ...common, kind: 'evidence', text: '{resource} records how resources were changed' }
  if (enabled.some(isOpen))
    return { ...common, kind: 'unknown', origin: 'files', reason: 'whether {resource} is started is decided elsewhere' }
  return { ...common, kind: 'problem', message: 'unstarted', because: callsOf(first) }
}

/** Unknown where something is declared that others may record; not applicable where nothing is. */
function elsewhere(
  { resources }: Infrastructure,
  files: FileIndex,
  facet: typeof TRAIL | typeof RECORDER,
  reason: string,
): CheckOutcome<Message> {
  const first = resources.find(({ type, file }) => WATCHED_ELSEWHERE.has(type) && isForUse(file, files))
  if (first === undefined)
    return { kind: 'not-applicable', reason: 'no account, network or cluster is declared here', facet }
  return { kind: 'unknown', origin: 'files', reason, data: nameOf(first), at: first.at, facet }
}

function nameOf({ type, name }: Resource) {
  return { resource: `${type} ${name}`, type }
}
