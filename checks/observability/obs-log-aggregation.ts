import {
  because,
  chartServices,
  defineCheck,
  isForUse,
  logAgentIn,
  logDestinationsOf,
  onceForEachKey,
  servicesIn,
  z,
  type CheckOutcome,
  type LogDestination,
} from '../../src/check-api/index.js'

type Id = 'thrownAway' | 'lost'

const REMEDY = 'Set a log driver that brings them to a store with a search, such as awslogs or awsfirelens.'

export default defineCheck({
  id: 'obs-log-aggregation',
  title: 'Logs stay on the machine',
  severity: 'notice',
  confidence: 'medium',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'O.SI.3',
    'O.DIP.1',
    'O.DIP.2',
    'OPS08-BP02',
    'SEC04-BP01',
    'REL06-BP01',
    'hc.maturity.l1.live-diagnosis',
    'hc.maturity.l3.agents-as-code',
    'hc.monitor.agents',
    'hc.monitor.agents.vm',
    'hc.monitor.agents.containers',
  ],
  judgesExamples: false,
  needs: ['infrastructure', 'project', 'files'],
  options: z.strictObject({}),
  messages: {
    thrownAway: {
      text: 'What {by} writes is thrown away, so nobody can find out why it failed.',
      remedy: REMEDY,
    },
    lost: {
      text: 'Nothing says where what {by} writes goes, and on Fargate it is gone with the task.',
      remedy: REMEDY,
    },
  },

  *run(observed) {
    const { infrastructure, files } = observed
    const destinations = infrastructure.resources
      .filter(({ file }) => isForUse(file, files))
      .flatMap((resource) => logDestinationsOf(resource))
    const agent = logAgentIn(observed)
    if (destinations.length === 0 && agent === undefined && servicesIn(observed).length === 0)
      return yield (
        chartServices(infrastructure, observed.project, files) ?? {
          kind: 'not-applicable',
          reason: 'nothing that writes logs is declared here',
        }
      )
    if (agent !== undefined)
      yield { kind: 'evidence', text: '{what} brings logs away', data: { what: agent.what }, at: agent.at }
    const outcomes = destinations.flatMap((each) => judge(each, destinations) ?? [])
    yield* onceForEachKey(
      outcomes,
      ({ message, at }) => [message, at?.file],
      ({ data }) => `the same for ${String(data?.['by'])}`,
    )
    if (agent === undefined && outcomes.length === 0)
      yield {
        kind: 'unknown',
        origin: 'files',
        reason: 'nothing here brings logs away from where they are written; an agent of the platform may',
      }
  },
})

function judge({ by, goes, at }: LogDestination, all: readonly LogDestination[]): CheckOutcome<Id> | undefined {
  const data = { by }
  if (goes === 'away') return { kind: 'evidence', text: 'what {by} writes is kept elsewhere', data, at }
  if (goes !== 'nowhere' && goes !== 'lost') return undefined
  const other = all.find((each) => each.goes === 'away' && each.at.file === at.file)
  const seen = other === undefined ? [] : [because(other.at, `what ${other.by} writes is kept`)]
  return { kind: 'problem', message: goes === 'lost' ? 'lost' : 'thrownAway', data, at, because: seen }
}
