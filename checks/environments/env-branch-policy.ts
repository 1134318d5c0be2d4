import {
  because,
  credentialsOf,
  defineCheck,
  environmentOf,
  limitRefs,
  namedEnvironments,
  outsideEnvironments,
  planMayLack,
  refsDeploying,
  solvedBy,
  takesAnyBranch,
  unreadable,
  z,
  type CheckOutcome,
  type Delivery,
  type EnvironmentSettings,
  type Known,
  type NamedEnvironment,
  type Protection,
  type RepositoryFacts,
} from '../../src/check-api/index.js'

/** What the host tells beside the environment itself. */
interface Facts {
  readonly existing: readonly EnvironmentSettings[]
  readonly repository: Known<RepositoryFacts>
  readonly protection: Known<Protection>
  readonly delivery: Delivery
}

type Message = 'any' | 'wide' | 'outside'

/** Secrets named in a finding. */
const MOST_NAMED = 3

export default defineCheck({
  id: 'env-branch-policy',
  title: 'Production environment accepts any branch',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  systems: ['github-actions'],
  fixable: 'none',
  practices: ['AG.SAD.3', 'ops05-bp10.boundaries.approvals', 'SEC03-BP02', 'SEC11-BP07'],
  needs: ['pipelines', 'delivery'],
  wants: ['environments', 'repository', 'protection'],
  options: z.strictObject({}),
  messages: {
    any: {
      text: 'Environment {name} accepts every branch: who can push one can deploy it and read the secrets.',
      remedy: 'Limit its deployment branches and tags to the default branch and the tags of releases.',
    },
    wide: {
      text: 'Environment {name} accepts the branches {pattern}, which anybody who can push may make.',
      remedy: 'Name the default branch, branches of releases, or tags, in place of {pattern}.',
    },
    outside: {
      text: 'Job {job} deploys to production with {secrets} and names no environment: these are secrets of the repository or its owner, which a workflow on any branch can read.',
      remedy:
        'Move them to an environment that is limited to the default branch and the tags of releases, and name it in job {job}.',
    },
  },

  *run({ pipelines, delivery, environments, repository, protection }) {
    const named = namedEnvironments(pipelines, delivery, repository).filter(({ tier }) => tier === 'production')
    const outside = secretsOutside(delivery)
    yield* outside
    if (named.length === 0 && outside.length > 0) return
    if (named.length === 0)
      return yield { kind: 'not-applicable', reason: 'no workflow is known to name a production environment' }
    if (!environments.known) return yield unreadable(environments)
    for (const each of named) yield judge(each, { existing: environments.value, repository, protection, delivery })
  },
})

/** Secrets by which production is reached, and which no environment keeps from other branches. */
function secretsOutside(delivery: Delivery): CheckOutcome<Message>[] {
  return outsideEnvironments(delivery).flatMap((each) => {
    const names = credentialsOf(each)
    if (names.length === 0) return []
    const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : ''
    const data = { job: each.deployment.job.id, secrets: names.slice(0, MOST_NAMED).join(', ') + more }
    const { job, at } = each.deployment
    const why = [because(at, 'it deploys here')]
    return [{ kind: 'problem', message: 'outside', data, at: job.at, because: why, severity: 'notice' } as const]
  })
}

function judge(named: NamedEnvironment, { existing, repository, protection, delivery }: Facts): CheckOutcome<Message> {
  const settings = environmentOf(existing, named.name)
  if (settings === undefined)
    return { kind: 'implied', by: 'env-unknown', reason: 'the production environment is not set up' }
  const { name, branchPolicy } = settings
  const defaultBranch = protection.known
    ? protection.value.branch
    : repository.known
      ? repository.value.defaultBranch
      : undefined
  if (branchPolicy === 'custom') return judgePatterns(settings, named)
  if (branchPolicy === 'protected') {
    if (protection.known && !protection.value.protected) {
      const reason = 'the environment accepts protected branches, and the default branch is unprotected'
      return { kind: 'implied', by: 'protection-default-branch', reason }
    }
    return { kind: 'evidence', text: 'environment {name} accepts protected branches only', data: { name } }
  }
  const hasRules = (each: EnvironmentSettings) => each.branchPolicy !== undefined || hasEnterpriseRules(each)
  if (planMayLack(repository, existing, hasRules)) {
    const reason = 'the plan of a private repository may not let {name} limit its branches'
    return { kind: 'unknown', origin: 'hosting', reason, data: { name } }
  }
  const refs = defaultBranch === undefined ? undefined : refsDeploying(name, delivery, defaultBranch)
  const patch = solvedBy(refs && limitRefs(settings, refs))
  return { kind: 'problem', message: 'any', data: { name }, ...shared(settings, named), ...patch }
}

/** What only plans have that can limit branches too. */
function hasEnterpriseRules({ reviewers, waitMinutes, customRules = 0 }: EnvironmentSettings): boolean {
  return reviewers > 0 || waitMinutes > 0 || customRules > 0
}

function judgePatterns(settings: EnvironmentSettings, named: NamedEnvironment): CheckOutcome<Message> {
  const { name, patterns } = settings
  if (patterns === undefined) {
    const reason = 'which branches may deploy to {name} was not read'
    return { kind: 'unknown', origin: 'hosting', reason, data: { name }, permission: 'actions: read' }
  }
  const wide = patterns.find(takesAnyBranch)
  if (wide !== undefined)
    return { kind: 'problem', message: 'wide', data: { name, pattern: wide.name }, ...shared(settings, named) }
  const accepted = patterns.map((each) => each.name).join(', ') || 'nothing'
  return { kind: 'evidence', text: 'environment {name} accepts {accepted}', data: { name, accepted } }
}

/** Reviewers see the branch before they approve: then it is a lesser case. */
function shared({ reviewers }: EnvironmentSettings, { places }: NamedEnvironment) {
  const severity = reviewers > 0 ? ('notice' as const) : ('warning' as const)
  return { because: places.map((at) => because(at, 'a job names it here')), severity }
}
