import {
  accountsOf,
  because,
  defineCheck,
  deployPaths,
  nothingDeployed,
  z,
  type AccountUse,
  type CheckOutcome,
  type Command,
  type Delivery,
} from '../../src/check-api/index.js'

type Outcome = CheckOutcome<'shared' | 'namespaces'>

const LESSER: ReadonlySet<string> = new Set(['staging', 'test', 'development'])

/** Expressions for the environment that somebody chooses: `${{ inputs.environment }}`, `$STAGE`. */
const CHOICE = /^[^$]*\$.*(?:env|stage|tier)/is

/** A variable that is handed over by what it is for, with a value that is only known then: `environment_name=$(ENVIRONMENT)`. */
const HANDED = /(?:^|[^a-z])(?:env|environment|stage|tier)(?:[-_]?name)?=["']?\$/i

export default defineCheck({
  id: 'iac-account-separation',
  title: 'Test and production share one account, project or cluster',
  severity: 'warning',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: ['AG.DEP.1', 'waf.sec.strong-identity', 'OPS05-BP08', 'SEC01-BP01', 'hc.define.environment-promotion'],
  judgesExamples: false,
  needs: ['delivery', 'infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    shared: {
      text: '{environment} lives in the same {kind} as {production}: whoever breaks into the one, or uses up its limits, has both.',
      remedy: 'Give production one of its own: limits, rights and mistakes then end at its border.',
    },
    namespaces: {
      text: '{environment} shares a cluster with {production}: only namespaces keep them apart.',
      remedy:
        'Give production a cluster of its own, or see that quotas, network policies and rights keep the namespaces apart.',
    },
  },

  *run({ delivery, infrastructure, files }): Generator<Outcome> {
    const uses = accountsOf(delivery, infrastructure, files)
    const production = uses.filter(({ tier }) => tier === 'production')
    const lesser = uses.filter(({ tier }) => LESSER.has(tier))
    if (production.length === 0 || lesser.length === 0)
      return yield (
        chosenLater(delivery) ??
        nothingDeployed(delivery, 'no two environments are deployed to from here, of which one is production')
      )
    const shared = sharedPlaces(production, lesser)
    if (shared.length > 0) return yield* shared
    const apart = lesser.flatMap((each) =>
      production.filter((other) => isApart(each, other)).map((other) => [each, other] as const),
    )
    const [pair] = apart
    if (pair !== undefined) return yield evidenceOf(...pair)
    const open = lesser.find(({ id }) => id === undefined) ?? lesser[0]
    yield {
      kind: 'unknown',
      origin: 'files',
      reason: 'in which account, project or cluster {environment} lives is decided elsewhere',
      data: { environment: open?.environment ?? '' },
      ...(open !== undefined && { at: open.at }),
    }
  },
})

/** One pipeline may serve all environments, told which one when it starts. */
function chosenLater(delivery: Delivery): Outcome | undefined {
  const found = deployPaths(delivery).find(
    ({ tier, environment, targets, intent }) =>
      tier === 'unknown' &&
      ((environment?.resolved === false && CHOICE.test(environment.name)) ||
        targets.some(({ known, text }) => !known && CHOICE.test(text)) ||
        handedTo(intent?.command).some((each) => HANDED.test(each))),
  )
  if (found === undefined) return undefined
  const { job, at } = found
  const reason = 'job {job} is told to which environment it deploys when it starts'
  return { kind: 'unknown', origin: 'files', reason, data: { job: job.id }, at }
}

/** The words of a command, and the variables that stand before it. */
function handedTo(command: Command | undefined): string[] {
  if (command === undefined) return []
  return [...command.argv.map(({ text }) => text), ...Array.from(command.env, ([name, value]) => `${name}=${value}`)]
}

/** One outcome for each place that production and another environment share. */
function sharedPlaces(production: readonly AccountUse[], lesser: readonly AccountUse[]): Outcome[] {
  const found = new Map<string, Outcome>()
  for (const each of lesser) {
    const other = production.find(
      ({ kind, id, subject }) => id !== undefined && kind === each.kind && id === each.id && subject === each.subject,
    )
    const key = `${each.kind} ${each.id}`
    if (other !== undefined && !found.has(key)) found.set(key, outcomeOf(each, other))
  }
  return [...found.values()]
}

function outcomeOf(lesser: AccountUse, production: AccountUse): Outcome {
  const { environment, kind, at, identity } = lesser
  if (identity !== undefined && identity === production.identity)
    return {
      kind: 'implied',
      by: 'pipeline-role-separation',
      reason: 'one identity serves both environments',
      severity: 'warning',
      at,
    }
  const apart = kind === 'cluster' && lesser.namespace !== undefined && lesser.namespace !== production.namespace
  return {
    kind: 'problem',
    message: apart ? 'namespaces' : 'shared',
    ...(apart && { severity: 'notice' as const }),
    data: { environment, production: production.environment, kind },
    at,
    because: [because(production.at, `${production.environment} lives there`)],
  }
}

function isApart(lesser: AccountUse, production: AccountUse): boolean {
  if (lesser.kind !== production.kind || lesser.subject !== production.subject) return false
  if (lesser.id !== undefined && production.id !== undefined) return lesser.id !== production.id
  return lesser.label !== undefined && production.label !== undefined && lesser.label !== production.label
}

function evidenceOf({ environment, kind, at }: AccountUse, production: AccountUse): Outcome {
  return {
    kind: 'evidence',
    text: '{environment} and {production} live in different places ({kind})',
    data: { environment, production: production.environment, kind },
    at,
    because: [because(production.at, production.environment)],
  }
}
