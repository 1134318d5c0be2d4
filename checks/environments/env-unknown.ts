import {
  because,
  classifyEnvironment,
  defineCheck,
  environmentOf,
  namedEnvironments,
  namingGap,
  nearestEnvironment,
  planMayLack,
  recordedDeployments,
  unnamedEnvironments,
  unreadable,
  z,
  type CheckOutcome,
  type DeliveryHistory,
  type EnvironmentSettings,
  type EnvironmentUse,
  type FileDefect,
  type Known,
  type NamedEnvironment,
  type Tier,
} from '../../src/check-api/index.js'

/** Tiers whose environments seldom need rules, so that one without any does little harm. */
const BEFORE_PRODUCTION: ReadonlySet<Tier> = new Set<Tier>(['development', 'test', 'staging'])

type Message = 'misspelt' | 'missing' | 'unused' | 'forgotten'

const PRACTICES = ['DL.ADS.1', 'QA.TEM.1', 'ops05-bp10.boundaries.approvals', 'OPS05-BP08'] as const

export default defineCheck({
  id: 'env-unknown',
  title: 'Job names an environment that is not set up',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  systems: ['github-actions'],
  fixable: 'suggestion',
  practices: PRACTICES,
  // What is left over decides no practice: it only misleads who looks at the settings.
  facets: { named: PRACTICES, unused: [] },
  needs: ['pipelines', 'delivery', 'defects', 'settings'],
  wants: ['environments', 'repository', 'deliveryHistory'],
  options: z.strictObject({}),
  messages: {
    misspelt: {
      text: 'Environment {name} does not exist; the first run makes it without rules. {nearest} does exist.',
      remedy: 'Name {nearest} if that is meant, or set {name} up first.',
    },
    missing: {
      text: 'Environment {name} does not exist; the first run makes it without rules.',
      remedy: 'Set it up first, with the rules that it needs (Settings → Environments).',
    },
    unused: {
      text: 'No job names environment {name}: its rules ({rules}) hold nothing back, and nothing was deployed to it in {days} days.',
      remedy:
        'Write environment: {name} in the job that deploys there, or delete the environment (Settings → Environments).',
    },
    forgotten: {
      text: 'No job names environment {name}, and nothing was deployed to it in {days} days.',
      remedy:
        'Delete it if nothing deploys there any more (Settings → Environments): its secrets and variables go with it.',
    },
  },

  *run(subjects) {
    const { pipelines, delivery, environments, repository } = subjects
    const named = namedEnvironments(pipelines, delivery, repository).filter(({ literal }) => literal)
    if (named.length === 0) yield { kind: 'not-applicable', reason: 'no workflow names an environment literally' }
    if (!environments.known) return yield* named.length === 0 ? [] : [unreadable(environments)]
    const existing = environments.value
    if (named.length > 0 && existing.length === 0 && planMayLack(repository, existing, () => true)) {
      const reason = 'no environment is listed, and the plan of a private repository may have none'
      return yield { kind: 'unknown', origin: 'hosting', reason }
    }
    for (const each of named) yield judge(each, existing)
    const isKept = repository.known && (repository.value.archived || repository.value.mirror)
    if (!isKept) yield* leftOver(existing, subjects)
  },
})

interface Facts extends EnvironmentUse {
  readonly defects: readonly FileDefect[]
  readonly deliveryHistory: Known<DeliveryHistory>
}

/** Environments that are set up and that nothing uses, as far as all workflows and all deployments are known. */
function* leftOver(existing: readonly EnvironmentSettings[], facts: Facts): Generator<CheckOutcome<Message>> {
  const judged = unnamedEnvironments(existing, facts).filter(
    (each) => isRuled(each) || classifyEnvironment(each.name, facts.settings).tier !== 'unknown',
  )
  if (judged.length === 0) return
  const { deliveryHistory, pipelines, defects } = facts
  const recorded = recordedDeployments(deliveryHistory)
  const gap = namingGap(pipelines, defects) ?? (recorded.known ? undefined : unreadable(recorded))
  // One without rules may be any tool's: not knowing of it is not worth a word.
  if (gap !== undefined) return yield* judged.some(isRuled) ? [{ ...gap, facet: 'unused' }] : []
  if (!recorded.known || !deliveryHistory.known) return
  // What another branch, repository or tool deploys to is in use.
  const used = new Set(recorded.value.map(({ environment }) => environment.toLowerCase()))
  const { days } = deliveryHistory.value.window
  for (const each of judged.filter(({ name }) => !used.has(name.toLowerCase()))) {
    const rules = rulesOf(each).join(', ')
    const message = rules === '' ? ('forgotten' as const) : ('unused' as const)
    const data = { name: each.name, days, ...(rules !== '' && { rules }) }
    yield { kind: 'problem', message, data, severity: 'notice', facet: 'unused' }
  }
}

const isRuled = (settings: EnvironmentSettings): boolean => rulesOf(settings).length > 0

function rulesOf({ reviewers, waitMinutes, customRules = 0, branchPolicy }: EnvironmentSettings): string[] {
  return [
    ...(reviewers > 0 ? ['reviewers'] : []),
    ...(waitMinutes > 0 ? ['a timer'] : []),
    ...(customRules > 0 ? ['an app'] : []),
    ...(branchPolicy !== undefined ? ['branches that may deploy'] : []),
  ]
}

function judge(
  { name, tier, places }: NamedEnvironment,
  existing: readonly EnvironmentSettings[],
): CheckOutcome<Message> {
  const [at, ...others] = places
  const place = at !== undefined && { at }
  if (environmentOf(existing, name) !== undefined)
    return { kind: 'evidence', text: 'environment {name} is set up', data: { name }, ...place }
  const near = nearestEnvironment(existing, name)
  const message = near === undefined ? ('missing' as const) : ('misspelt' as const)
  return {
    kind: 'problem',
    message,
    data: { name, ...(near !== undefined && { nearest: near }) },
    ...place,
    because: others.map((other) => because(other, 'it is named here as well')),
    severity: BEFORE_PRODUCTION.has(tier) ? 'notice' : 'warning',
  }
}
