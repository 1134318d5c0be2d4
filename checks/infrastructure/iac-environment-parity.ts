import {
  because,
  classifyEnvironment,
  defineCheck,
  deployPaths,
  environmentPairs,
  sharedBases,
  z,
  type CheckOutcome,
  type Delivery,
  type EnvironmentPair,
  type Tier,
} from '../../src/check-api/index.js'

type Message = 'differ' | 'copied'

/** Names of differences that a finding lists. */
const MOST_NAMED = 3

export default defineCheck({
  id: 'iac-environment-parity',
  title: 'Environments of one system are written separately',
  severity: 'warning',
  confidence: 'low',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'DL.EAC.1',
    'QA.TEM.1',
    'AG.DEP.3',
    'OPS05-BP08',
    'REL13-BP04',
    'hc.maturity.l3.consistent-environments',
    'hc.deploy.infra-blue-green',
    'ba.debt.hardcoded-config',
    'ba.output.reproducible-environments',
  ],
  judgesExamples: false,
  needs: ['infrastructure', 'delivery', 'files', 'settings'],
  options: z.strictObject({
    minResources: z._default(z.int().check(z.gte(1)), 5),
    minShare: z._default(z.number().check(z.gte(0), z.lte(1)), 0.5),
  }),
  messages: {
    differ: {
      text: '{one} and {other} each write the same {common} resources out and differ in {count} more, such as {names}.',
      remedy: 'Write what they have in common once, as {base}, and give each environment its values.',
    },
    copied: {
      text: '{one} and {other} write the same {common} resources out, so every change must be made twice.',
      remedy: 'Write them once, as {base}, and give each environment its values.',
    },
  },

  *run({ infrastructure, delivery, files, settings }, { minResources, minShare }) {
    const pairs = environmentPairs(infrastructure, files, settings)
    const bases = sharedBases(infrastructure, files, settings)
    const copies = pairs.filter(({ technology, shares, common, onlyOne, onlyOther }) => {
      const all = common + onlyOne.length + onlyOther.length
      // Overlays of one base hold parts of its objects, which change what environments differ in.
      const isOverlay = technology === 'Kubernetes' && shares
      return !isOverlay && common >= minResources && common >= all * minShare
    })
    for (const pair of copies) yield problem(pair)
    for (const { what, at } of bases.slice(0, 1))
      yield { kind: 'evidence', text: 'environments share {what}', data: { what }, at }
    const together = deployedTogether(delivery)
    if (together !== undefined) yield together
    if (copies.length > 0 || bases.length > 0 || together !== undefined) return
    const tiers = new Set(deployPaths(delivery).map(({ tier }) => tier))
    tiers.delete('unknown')
    yield pairs.length === 0 && tiers.size < 2
      ? { kind: 'not-applicable', reason: 'no two environments of one system are seen here' }
      : { kind: 'unknown', origin: 'files', reason: 'how the environments are declared cannot be compared' }
  },
})

/** One job, or one called workflow, that deploys to several tiers. */
function deployedTogether(delivery: Delivery): CheckOutcome<never> | undefined {
  const tiers = new Map<string, Set<Tier>>()
  for (const { at, tier, environment } of deployPaths(delivery)) {
    const key = `${at.file}:${at.line}`
    const all = tiers.get(key) ?? new Set<Tier>()
    tiers.set(key, all.add(tier))
    for (const name of environment?.values ?? []) all.add(classifyEnvironment(name, { environments: new Map() }).tier)
    all.delete('unknown')
    if (all.size > 1) return { kind: 'evidence', text: 'the same steps deploy to several environments', at }
  }
  return undefined
}

const BASES = {
  Terraform: 'a module',
  CloudFormation: 'one template with parameters',
  Kubernetes: 'a base with overlays, or a chart',
} as const

function problem({
  technology,
  one,
  other,
  common,
  onlyOne,
  onlyOther,
  at,
  otherAt,
}: EnvironmentPair): CheckOutcome<Message> {
  const differing = [...onlyOne, ...onlyOther]
  const data = { one, other, common, base: BASES[technology] }
  const places = [because(otherAt, `the same in ${other}`)]
  if (differing.length === 0)
    return { kind: 'problem', message: 'copied', severity: 'notice', data, at, because: places }
  const names = differing.slice(0, MOST_NAMED).join(', ')
  return { kind: 'problem', message: 'differ', data: { ...data, count: differing.length, names }, at, because: places }
}
