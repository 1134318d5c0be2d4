import {
  addReviewer,
  because,
  defineCheck,
  earlierRuns,
  environmentOf,
  guardedDeployments,
  guardedProduction,
  isOwnWorkflow,
  judgingTool,
  noDeployment,
  outsideEnvironments,
  planMayLack,
  preventSelfReview,
  runsBefore,
  solvedBy,
  unreadable,
  z,
  type CheckOutcome,
  type Delivery,
  type EnvironmentSettings,
  type Gate,
  type Guarded,
  type History,
  type Known,
  type RepositoryFacts,
} from '../../src/check-api/index.js'

type Message = 'none' | 'selfApproval' | 'passedBy'

/** What the host and the configuration tell beside the deployments. */
interface Facts {
  readonly environments: Known<readonly EnvironmentSettings[]>
  readonly repository: Known<RepositoryFacts>
  readonly delivery: Delivery
  readonly continuous: boolean
  /** Whether one person alone works here; asked only where it matters. */
  readonly isAlone: () => boolean
}

export default defineCheck({
  id: 'env-production-reviewers',
  title: 'Production environment has no protection rule',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'OA.TI.5',
    'ops05-bp10.boundaries.approvals',
    'OPS05-BP08',
    'SEC11-BP04',
    'hc.define.environment-promotion',
    'ba.misuse.no-review',
  ],
  needs: ['delivery'],
  wants: ['environments', 'repository', 'history'],
  options: z.strictObject({
    continuous: z
      ._default(z.boolean(), false)
      .check(z.describe('Versions go to production by themselves once automated checks have passed')),
  }),
  messages: {
    none: {
      text: 'Environment {name} has neither reviewers nor another rule: every run that gets there deploys at once.',
      remedy: 'Add required reviewers, or the rule of an app that decides (Settings → Environments → {name}).',
    },
    passedBy: {
      text: 'Job {job} deploys to production and does not name environment {name}, so what is set there ({rule}) does not hold it.',
      remedy: 'Write environment: {name} in job {job}.',
    },
    selfApproval: {
      text: 'Whoever starts a deployment to {name} may approve it too.',
      remedy: 'Turn on “Prevent self-review” beside the required reviewers of {name}.',
    },
  },

  *run(subjects, { continuous }) {
    const { delivery, environments, repository } = subjects
    const nothing = noDeployment(delivery)
    if (nothing !== undefined) return yield nothing
    const groups = productionGroups(delivery, environments)
    const isAlone = () => isOfOnePerson(subjects.history)
    const facts: Facts = { environments, repository, delivery, continuous, isAlone }
    const around = passedBy(facts)
    yield* around
    if (groups.length === 0 && around.length === 0)
      return yield { kind: 'not-applicable', reason: 'no job that deploys to production names an environment' }
    for (const group of groups) yield judge(group, facts)
  },
})

/** Jobs that go round an environment that is there, with rules, for what they do. */
function passedBy({ environments, delivery, continuous, isAlone }: Facts): CheckOutcome<Message>[] {
  const settings = environments.known ? guardedProduction(environments.value, isProtected) : undefined
  if (settings === undefined || continuous) return []
  const { name } = settings
  return outsideEnvironments(delivery)
    .filter(({ gates }) => gates.length === 0 && !isAlone())
    .map(({ deployment: { job, triggers, at } }) => {
      const isStarted = triggers.every(({ kind }) => kind === 'manual')
      const data = { job: job.id, name, rule: ruleOf(settings) }
      const severity = isStarted ? 'notice' : 'warning'
      const why = [because(at, 'it deploys here')]
      return { kind: 'problem', message: 'passedBy', data, at: job.at, because: why, severity }
    })
}

interface Group {
  readonly name: string
  readonly deployments: readonly Guarded[]
  readonly isGitHub: boolean
}

/** The deployments to production by system and environment. Workflows that only other repositories call use theirs. */
function productionGroups(delivery: Delivery, environments: Facts['environments']): Group[] {
  const groups = new Map<string, Group>()
  for (const each of guardedDeployments(delivery, environments)) {
    const { pipeline, environment, tier } = each.deployment
    const isGitHub = pipeline.system === 'github-actions'
    if (tier !== 'production' || environment === undefined || (isGitHub && !isOwnWorkflow(pipeline))) continue
    const key = `${pipeline.system} ${environment.name.toLowerCase()}`
    const before = groups.get(key)
    const deployments = [...(before?.deployments ?? []), each]
    groups.set(key, { name: before?.name ?? environment.name, isGitHub, deployments })
  }
  return [...groups.values()]
}

function judge(group: Group, facts: Facts): CheckOutcome<Message> {
  const { name, deployments } = group
  if (deployments.some(({ deployment }) => deployment.environment?.resolved === false)) {
    const reason = 'which environment {name} stands for is not known'
    return { kind: 'unknown', origin: 'files', reason, data: { name } }
  }
  const settings =
    facts.environments.known && group.isGitHub ? environmentOf(facts.environments.value, name) : undefined
  if (settings !== undefined && isProtected(settings)) return judgeRules(settings, group, facts)
  const gates = deployments.map((each) => each.gates.find((gate) => isApproval(gate, group)))
  const [first] = gates
  if (first !== undefined && !gates.includes(undefined)) {
    const text = '{gate} waits for a person before {name}'
    return { kind: 'evidence', text, data: { gate: first.name, name }, at: first.at }
  }
  if (!group.isGitHub) {
    const reason = 'who must approve a deployment to {name} is set outside of the files'
    return { kind: 'unknown', origin: 'hosting', reason, data: { name } }
  }
  if (!facts.environments.known) return unreadable(facts.environments)
  if (settings === undefined)
    return { kind: 'implied', by: 'env-unknown', reason: 'the production environment is not set up' }
  return judgeBare(settings, group, facts)
}

/** Elsewhere a manual job that does something is started by whoever may: that tells of nobody else who looks at it. */
function isApproval({ job, step }: Gate, { isGitHub }: Group): boolean {
  return isGitHub || step !== undefined || job.steps.every(({ commands }) => commands.length === 0)
}

function isProtected({ reviewers, waitMinutes, customRules = 0 }: EnvironmentSettings): boolean {
  return reviewers > 0 || waitMinutes > 0 || customRules > 0
}

function judgeRules(settings: EnvironmentSettings, group: Group, { isAlone }: Facts): CheckOutcome<Message> {
  const { name, reviewers, selfReviewPrevented, customRules = 0 } = settings
  if (reviewers > 0 && customRules === 0 && selfReviewPrevented === false && !isAlone()) {
    const patch = solvedBy(preventSelfReview(settings))
    return {
      kind: 'problem',
      message: 'selfApproval',
      data: { name },
      because: places(group),
      severity: 'notice',
      ...patch,
    }
  }
  return { kind: 'evidence', text: 'environment {name} has {rule}', data: { name, rule: ruleOf(settings) } }
}

function ruleOf({ reviewers, waitMinutes, customRules = 0 }: EnvironmentSettings): string {
  if (reviewers > 0) return 'required reviewers'
  return customRules > 0 ? 'the rule of an app' : `a timer of ${waitMinutes} minutes`
}

function judgeBare(settings: EnvironmentSettings, group: Group, facts: Facts): CheckOutcome<Message> {
  const { name } = settings
  const existing = facts.environments.known ? facts.environments.value : []
  if (planMayLack(facts.repository, existing, isProtected)) {
    const reason =
      'reviewers of a private repository need GitHub Enterprise; whether {name} could have them is not known'
    return { kind: 'unknown', origin: 'hosting', reason, data: { name } }
  }
  if (settings.customRules === undefined) {
    const reason = 'whether the rule of an app protects {name} was not read'
    return { kind: 'unknown', origin: 'hosting', reason, data: { name }, permission: 'actions: read' }
  }
  if (facts.isAlone()) return { kind: 'not-applicable', reason: 'one person alone commits here' }
  const unchecked = group.deployments.filter((each) => each.gates.length === 0 && !isChecked(each, facts.delivery))
  if (facts.continuous && unchecked.length === 0)
    return { kind: 'not-applicable', reason: 'automated checks decide what goes to production' }
  const isStarted = group.deployments.every(({ deployment }) =>
    deployment.triggers.every(({ kind }) => kind === 'manual'),
  )
  const severity = isStarted ? 'notice' : 'warning'
  const patch = solvedBy(addReviewer(settings))
  return { kind: 'problem', message: 'none', data: { name }, because: places(group), severity, ...patch }
}

function isChecked({ deployment }: Guarded, { links }: Delivery): boolean {
  const earlier = earlierRuns({ ...deployment, does: 'deploys', guessed: false }, links).steps.map(({ step }) => step)
  return [...runsBefore(deployment), ...earlier].some((step) => judgingTool(step) !== undefined)
}

function isOfOnePerson(history: Known<History>): boolean {
  return history.known && !history.value.shallow && history.value.authors === 1
}

function places({ deployments }: Group) {
  return deployments.map(({ deployment }) =>
    because(deployment.environment?.at ?? deployment.at, 'a job deploys to it'),
  )
}
