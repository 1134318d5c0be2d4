import {
  type CheckOutcome,
  type CiSystem,
  defineCheck,
  type Delivery,
  type Deployment,
  deployPaths,
  noDeployment,
  oncePer,
  type Pipeline,
  type PipelineLink,
  type Pipelines,
  runsBefore,
  type Step,
  stepsOf,
  type Trigger,
  type TriggerKind,
  z,
} from '../../src/check-api/index.js'

type Message = 'calendar' | 'pushOnly'

/** What names a version: a tag, a release, or a person who starts the run on a tag, with an input or in a comment. */
const NAMES_VERSION: ReadonlySet<TriggerKind> = new Set<TriggerKind>(['tag', 'release', 'manual', 'comment'])

/** The event of a deployment that the API was asked for (GitHub docs: Events that trigger workflows). */
const ASKED_FOR = 'deployment'

/** Branches that hold what is newest. A branch of another name holds what somebody has put there to be deployed. */
const NEWEST = /^(?:main|master|trunk|default|dev|develop|development|next)$|[*?+[\]$]/

/** A file, or an output, that says which version is to be deployed. */
const VERSION = /(?:^|[^a-z])(?:versions?|releases?|tag)(?:[^a-z]|$)/i

/**
 * Systems that bring an earlier version out again for whoever asks, without a word of the file. Sources: GitLab docs,
 * Deployments, Retry or roll back; Azure Pipelines docs, Runs, Commit; CircleCI docs, Workflows, Rerunning; Bitbucket
 * docs, Deployments, Redeploy; Buildkite docs, Builds; Google Cloud Build docs, Running triggers; AWS CodeBuild docs,
 * Source version; AWS CodePipeline docs, Stage rollback; Travis CI, Drone and Woodpecker docs, Restarting builds.
 */
const DEPLOYS_AGAIN: ReadonlySet<CiSystem> = new Set<CiSystem>([
  'gitlab-ci',
  'azure-pipelines',
  'circleci',
  'bitbucket-pipelines',
  'buildkite',
  'google-cloud-build',
  'aws-codebuild',
  'aws-codepipeline',
  'travis-ci',
  'drone',
  'woodpecker',
])

export default defineCheck({
  id: 'deploy-on-demand',
  title: 'A chosen version cannot be deployed on request',
  severity: 'notice',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.CD.1',
    'DL.CD.5',
    'OPS05-BP10',
    'ops05-bp10.boundaries.rollback',
    'OPS06-BP01',
    'hc.maturity.l3.rapid-rollback',
  ],
  // That a version could be deployed at any time says nothing about how often that happens; a calendar does.
  facets: {
    frequency: ['DL.CD.1'],
    request: ['DL.CD.5', 'OPS05-BP10', 'ops05-bp10.boundaries.rollback', 'OPS06-BP01', 'hc.maturity.l3.rapid-rollback'],
  },
  needs: ['delivery', 'pipelines'],
  options: z.strictObject({}),
  messages: {
    calendar: {
      text: '{workflow} deploys to production by the calendar only.',
      remedy: 'Let a push, a release or a person start it too, so that a fix need not wait for the date.',
    },
    pushOnly: {
      text: '{workflow} deploys to production only when {events} starts it, so no named version can be deployed again.',
      remedy: 'Add workflow_dispatch with an input for the version; runs can be repeated for 30 days only.',
    },
  },

  *run({ delivery, pipelines }) {
    const nothing = noDeployment(delivery)
    if (nothing !== undefined) return yield pulledOnDemand(delivery) ?? nothing
    const paths = deployPaths(delivery)
    const production = paths.filter(({ tier, subject }) => tier === 'production' && subject === 'application')
    const [untold] = paths.filter(({ tier, subject }) => tier === 'unknown' && subject === 'application')
    if (production.length === 0 && untold !== undefined)
      return yield {
        kind: 'unknown',
        origin: 'files',
        reason: 'whether job {job} deploys to production cannot be told',
        data: { job: untold.job.id },
        at: untold.at,
        remedy: 'Give the job an environment, or map its name to a tier in pillarlint.yml.',
      }
    if (production.length === 0)
      return yield { kind: 'not-applicable', reason: 'no application is known to be deployed to production from here' }
    // An input often names the environment too.
    const mayBe = paths.filter(({ tier }) => tier === 'production' || tier === 'unknown')
    const ways = [...mayBe, ...rollbacks(pipelines)].map((each) => ({
      ...each,
      triggers: [...each.triggers, ...triggersBefore(each.pipeline, delivery.links)],
    }))
    for (const pipeline of new Set(production.map((each) => each.pipeline))) {
      const deployments = production.filter((each) => each.pipeline === pipeline)
      const outcome = judge(pipeline, deployments, ways)
      const isCalendar = outcome.kind === 'problem' && outcome.message === 'calendar'
      yield isCalendar ? outcome : { ...outcome, facet: 'request' }
    }
  },
})

/** Where controllers alone deploy: a commit that goes back is pulled like any other, unless a window forbids it. */
function pulledOnDemand({ pulls }: Delivery): CheckOutcome<Message> | undefined {
  const production = pulls.filter(({ tier, leads }) => tier === 'production' && !leads)
  const held = production.find(({ windows }) => windows.length > 0)
  const [one] = production
  if (one === undefined) return undefined
  if (held !== undefined) {
    const reason = 'whether a version may be deployed at any time hangs on the sync windows of {name}'
    return {
      kind: 'unknown',
      origin: 'files',
      reason,
      data: { name: held.name },
      at: held.windows[0]?.at ?? held.resource.at,
    }
  }
  const text = '{controller} brings any version to production that a commit, or its revert, names for {name}'
  const data = { controller: one.controller, name: one.name }
  return { kind: 'evidence', text, data, at: one.resource.at, facet: 'request' }
}

interface Way {
  readonly pipeline: Pipeline
  readonly tool: string
  readonly triggers: readonly Trigger[]
}

/** Workflows that go back to an earlier version. */
function rollbacks(pipelines: Pipelines): Way[] {
  return stepsOf(pipelines, { inlined: true }).flatMap(({ pipeline, step }) =>
    step.intents
      .filter(({ kind }) => kind === 'rollback')
      .map(({ tool }) => ({ pipeline, tool, triggers: pipeline.triggers })),
  )
}

/** What starts the workflows that start this one. */
function triggersBefore(pipeline: Pipeline, links: readonly PipelineLink[]): Trigger[] {
  const before = new Set<Pipeline>([pipeline])
  for (const each of before) {
    for (const { from, to } of links) if (to === each) before.add(from)
  }
  return [...before].filter((each) => each !== pipeline).flatMap(({ triggers }) => triggers)
}

/** The trigger by which somebody names the version. What Jenkins builds by hand is the newest, unless its job says more. */
function naming({ pipeline, triggers }: Way): Trigger | undefined {
  return triggers.find(
    (trigger) =>
      (NAMES_VERSION.has(trigger.kind) && !(trigger.kind === 'manual' && pipeline.system === 'jenkins')) ||
      trigger.event === ASKED_FOR ||
      (trigger.kind === 'push' && isForDeploying(trigger)),
  )
}

/** Whether a push starts it only on a branch for deployments, or with another version in a file. */
function isForDeploying({ branches = [], paths = [] }: Trigger): boolean {
  const chosen = branches.length > 0 && branches.every(({ value }) => !NEWEST.test(value))
  return chosen || (paths.length > 0 && paths.every(({ value }) => VERSION.test(value)))
}

/** Whether the job, or one before it, takes a version of its own choice out of the repository. */
function takesVersion(deployment: Deployment): boolean {
  return runsBefore(deployment).some(isOfVersion)
}

/** Every deployment behind the step asks. */
const isOfVersion = oncePer(
  ({ uses, with: inputs }: Step) =>
    uses?.repository === 'actions/checkout' && VERSION.test(inputs.get('ref')?.value ?? ''),
)

function judge(pipeline: Pipeline, deployments: readonly Deployment[], ways: readonly Way[]): CheckOutcome<Message> {
  const { system, file } = pipeline
  const triggers = [...new Set(deployments.flatMap((each) => each.triggers))]
  const at = triggers[0]?.at ?? pipeline.at
  const tools = new Set(deployments.map(({ tool }) => tool))
  const named = ways.filter((way) => naming(way) !== undefined)
  const way =
    named.find((each) => each.pipeline === pipeline) ?? named.find(({ tool }) => tools.has(tool) || tool === 'opaque')
  if (way !== undefined) {
    const data = { other: way.pipeline.file, event: naming(way)?.event ?? '' }
    const text = 'somebody chooses the version that {other} deploys ({event})'
    return { kind: 'evidence', text, data, at: naming(way)?.at ?? at }
  }
  const data = { workflow: file, system }
  if (deployments.some(takesVersion))
    return { kind: 'evidence', text: '{workflow} deploys a version that is named', data, at }
  const unknown = { kind: 'unknown', origin: 'files', data, at } as const
  if (triggers.length === 0) return { ...unknown, reason: 'what starts the deployments of {workflow} is not known' }
  if (triggers.every(({ kind }) => kind === 'schedule')) return { kind: 'problem', message: 'calendar', data, at }
  if (DEPLOYS_AGAIN.has(system))
    return { kind: 'evidence', text: '{system} deploys what {workflow} has deployed before again', data, at }
  if (system !== 'github-actions')
    return {
      ...unknown,
      origin: 'hosting',
      reason: 'the settings of {system} decide which versions {workflow} can be started for',
    }
  const events = [...new Set(triggers.map(({ event }) => event))].join(', ')
  return { kind: 'problem', message: 'pushOnly', data: { ...data, events }, at }
}
