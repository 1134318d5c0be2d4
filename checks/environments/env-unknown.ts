import {
  because,
  defineCheck,
  environmentOf,
  namedEnvironments,
  nearestEnvironment,
  planMayLack,
  unreadable,
  z,
  type CheckOutcome,
  type EnvironmentSettings,
  type NamedEnvironment,
  type Tier,
} from '../../src/check-api/index.js'

/** Tiers whose environments seldom need rules, so that one without any does little harm. */
const BEFORE_PRODUCTION: ReadonlySet<Tier> = new Set<Tier>(['development', 'test', 'staging'])

export default defineCheck({
  id: 'env-unknown',
  title: 'Job names an environment that is not set up',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  systems: ['github-actions'],
  fixable: 'suggestion',
  practices: ['DL.ADS.1', 'QA.TEM.1', 'ops05-bp10.boundaries.approvals', 'OPS05-BP08'],
  needs: ['pipelines', 'delivery'],
  wants: ['environments', 'repository'],
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
  },

  *run({ pipelines, delivery, environments, repository }) {
    const named = namedEnvironments(pipelines, delivery, repository).filter(({ literal }) => literal)
    if (named.length === 0)
      return yield { kind: 'not-applicable', reason: 'no workflow names an environment literally' }
    if (!environments.known) return yield unreadable(environments)
    const existing = environments.value
    if (existing.length === 0 && planMayLack(repository, existing, () => true)) {
      const reason = 'no environment is listed, and the plan of a private repository may have none'
      return yield { kind: 'unknown', origin: 'hosting', reason }
    }
    for (const each of named) yield judge(each, existing)
  },
})

function judge(
  { name, tier, places }: NamedEnvironment,
  existing: readonly EnvironmentSettings[],
): CheckOutcome<'misspelt' | 'missing'> {
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
