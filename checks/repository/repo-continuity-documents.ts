import {
  defineCheck,
  isForUse,
  isOperated,
  recordsOf,
  z,
  type CheckOutcome,
  type FileIndex,
  type Infrastructure,
  type Location,
  type Project,
  type RecordKind,
} from '../../src/check-api/index.js'

type Outcome = CheckOutcome<'empty' | 'noValue'>
type Facet = 'objectives' | 'incident-plan' | 'post-incident'

/** What each side is kept as, and what a person would look for. */
const SIDES: readonly { readonly facet: Facet; readonly kind: RecordKind; readonly what: string }[] = [
  { facet: 'objectives', kind: 'recovery-objectives', what: 'how much may be lost and for how long (RPO, RTO)' },
  { facet: 'incident-plan', kind: 'incident-plan', what: 'who does what in an incident' },
  { facet: 'post-incident', kind: 'post-incident', what: 'what was learned from an incident' },
]

/** Plans that a service carries out: who is called, in which order (documentation of each provider). */
const PLANS: ReadonlySet<string> = new Set([
  'aws_ssmincidents_response_plan',
  'AWS::SSMIncidents::ResponsePlan',
  'pagerduty_escalation_policy',
  'pagerduty_schedule',
  'opsgenie_escalation',
  'opsgenie_schedule',
  'grafana_oncall_escalation_chain',
  'grafana_oncall_schedule',
  'incident_escalation_path',
  'rootly_escalation_policy',
  'betteruptime_policy',
  'squadcast_escalation_policy',
  'splunk_on_call_escalation_policy',
  'victorops_escalation_policy',
])

/** An amount of time or data, or a word for none. */
const VALUE = /\d|\bzero\b|\bone\b|\bno data loss\b|\bnone\b/i
const OBJECTIVE = /\b(?:rto|rpo|recovery (?:time|point) objectives?)\b/i

export default defineCheck({
  id: 'repo-continuity-documents',
  title: 'Recovery objectives, incident plan or post-incident notes are not on file',
  severity: 'notice',
  confidence: 'low',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'OA.TI.4',
    'AG.DLM.1',
    'O.CM.2',
    'O.CM.3',
    'ops05-bp10.hardening.refine',
    'waf.opex.anticipate-failure',
    'waf.opex.learn-from-failures',
    'waf.sec.prepare-for-events',
    'OPS10-BP02',
    'OPS10-BP04',
    'OPS11-BP02',
    'OPS11-BP03',
    'REL12-BP02',
    'REL13-BP01',
    'REL13-BP02',
  ],
  facets: {
    objectives: ['AG.DLM.1', 'REL13-BP01', 'REL13-BP02'],
    'incident-plan': ['O.CM.2', 'OPS10-BP04'],
    'post-incident': ['O.CM.3', 'OA.TI.4', 'OPS11-BP02', 'REL12-BP02'],
  },
  judgesExamples: false,
  needs: ['project', 'delivery', 'infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    empty: {
      text: '{what} is a title without a text: it does not say {content}.',
      remedy: 'Write it down here, or put in a link to where it is.',
    },
    noValue: {
      text: '{what} names objectives of recovery and gives none a value.',
      remedy: 'Say how long an outage may last (RTO: 1 h) and how much of the data may be lost (RPO: 15 min).',
    },
  },

  *run({ project, delivery, infrastructure, files }): Generator<Outcome> {
    if (!isOperated(project, delivery))
      return yield { kind: 'not-applicable', reason: 'nothing is deployed from here that could fail for its users' }
    for (const { facet, kind, what } of SIDES) {
      const { filled, empty } = recordsOf(project, kind)
      const problems = [
        ...(filled.length > 0 ? [] : empty).map(({ what: name, at }): Outcome => ({
          kind: 'problem',
          message: 'empty',
          data: { what: name, content: what },
          at,
          facet,
        })),
        ...(facet === 'objectives' ? withoutValue(filled, facet) : []),
      ]
      yield* problems
      const seen = written(filled, facet) ?? inCode(infrastructure, files, facet)
      if (seen !== undefined)
        yield { kind: 'evidence', text: '{where} says {what}', data: { where: seen.what, what }, at: seen.at, facet }
      else if (problems.length === 0)
        yield {
          kind: 'unknown',
          origin: 'files',
          reason: 'no document here says {what}; it may be kept in another system',
          data: { what },
          remedy: 'Keep it under docs, or attest where it is.',
          facet,
        }
    }
  },
})

interface Found {
  readonly what: string
  readonly at: Location
}

type Records = Project['records']

const hasValue = ({ lines }: Records[number]): boolean =>
  lines.some((line, i) => OBJECTIVE.test(line) && [line, ...lines.slice(i + 1, i + 6)].some((each) => VALUE.test(each)))

function written(records: Records, facet: Facet): Found | undefined {
  return facet === 'objectives' ? records.find(hasValue) : records[0]
}

/** Documents about recovery that leave the numbers open; a text that only mentions them is none. */
function withoutValue(records: Records, facet: Facet): Outcome[] {
  if (records.some(hasValue)) return []
  return records
    .filter(
      ({ at, lines }) =>
        /recovery|continuity|\bdrp?\b|bcp/i.test(at.file) && lines.some((line) => OBJECTIVE.test(line)),
    )
    .slice(0, 1)
    .map(({ what, at }) => ({ kind: 'problem', message: 'noValue', data: { what }, at, facet }))
}

/** What services are told in code: whom to call, and tags that say how soon something must be back. */
function inCode({ resources }: Infrastructure, files: FileIndex, facet: Facet): Found | undefined {
  if (facet !== 'incident-plan') return undefined
  const plan = resources.find(({ type, file }) => PLANS.has(type) && isForUse(file, files))
  return plan && { what: `${plan.type} ${plan.name}`, at: plan.at }
}
