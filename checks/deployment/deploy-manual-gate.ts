import {
  defineCheck,
  earlierRuns,
  followsAtOnce,
  guardedDeployments,
  judgingTool,
  noDeployment,
  ownName,
  reachedByItself,
  runsBefore,
  z,
  type CheckOutcome,
  type CiSystem,
  type Delivery,
  type Deployment,
  type EnvironmentSettings,
  type Gate,
  type Guarded,
  type Known,
  type Pipelines,
  type Step,
  type Tier,
} from '../../src/check-api/index.js'

const NON_PRODUCTION: ReadonlySet<Tier> = new Set<Tier>(['development', 'test', 'staging'])

/** Systems whose environments have approvals that are set outside of files, and cannot be read. */
const SET_ELSEWHERE: ReadonlySet<CiSystem> = new Set<CiSystem>(['gitlab-ci', 'azure-pipelines', 'bitbucket-pipelines'])

type Message = 'unchecked' | 'nonProduction' | 'several'

export default defineCheck({
  id: 'deploy-manual-gate',
  title: 'Manual approval where automated checks could decide',
  severity: 'notice',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'OA.TI.5',
    'DL.CD.7',
    'ops05-bp10.boundaries.scope',
    'ops05-bp10.boundaries.approvals',
    'hc.maturity.l2.triggered-but-coordinated',
    'ba.limit.human-decisions',
  ],
  facets: {
    continuous: ['DL.CD.7'],
    gates: [
      'OA.TI.5',
      'ops05-bp10.boundaries.scope',
      'ops05-bp10.boundaries.approvals',
      'hc.maturity.l2.triggered-but-coordinated',
      'ba.limit.human-decisions',
    ],
  },
  needs: ['delivery', 'pipelines'],
  wants: ['environments'],
  options: z.strictObject({}),
  messages: {
    unchecked: {
      text: '{gate} is the only gate before {environment}: no automated check precedes it.',
      remedy: 'Run tests, a plan or a scan before it, so that whoever approves has results to decide on.',
    },
    nonProduction: {
      text: '{gate} waits for a person before {environment}, which is not production.',
      remedy: 'Let it deploy by itself once its checks have passed, and keep the approval for production.',
    },
    several: {
      text: '{gate} waits for a person again before {environment}, right after {earlier} did.',
      remedy: 'Keep one approval, and let automated checks stand in for the other.',
    },
  },

  *run({ delivery, pipelines, environments }) {
    const nothing = noDeployment(delivery)
    if (nothing !== undefined) return yield nothing
    const guarded = guardedDeployments(delivery, environments)
    for (const each of guarded) {
      if (each.gates.length === 0) yield* ungated(each.deployment, environments)
      else for (const outcome of gated(each, guarded, { delivery, pipelines })) yield { facet: 'gates', ...outcome }
    }
  },
})

function* gated(
  { deployment, gates }: Guarded,
  all: readonly Guarded[],
  subjects: { readonly delivery: Delivery; readonly pipelines: Pipelines },
): Generator<CheckOutcome<Message>> {
  const [gate] = gates
  if (gate === undefined) return
  const data = { gate: gate.name, environment: nameOf(deployment) }
  if (deployment.tier === 'production' || deployment.tier === 'unknown') yield waiting(data)
  if (isNeedless(deployment, gate, all)) yield { kind: 'problem', message: 'nonProduction', data, at: gate.at }
  else yield* judge(deployment, gate, subjects)
  const index = gates.findIndex((each, place) => {
    const before = gates[place - 1]
    return before !== undefined && followsAtOnce(deployment, before, each)
  })
  const again = gates[index]
  if (again === undefined) return
  const more = { ...data, gate: again.name, earlier: gates[index - 1]?.name ?? '' }
  yield { kind: 'problem', message: 'several', data: more, at: again.at }
}

/** Continuous deployment is a goal of its own: where a person approves production, the practice does not apply. */
function waiting(data: { readonly gate: string; readonly environment: string }): CheckOutcome<Message> {
  const reason = '{gate} asks a person before {environment}, so nothing here is meant to go on by itself'
  return { kind: 'not-applicable', facet: 'continuous', reason, data }
}

/**
 * Whether the gate is for an environment before production and for nothing else. Where code that is not merged yet gets
 * there too, the person decides whose turn it is; where the same environment has another way, it is not in the way.
 */
function isNeedless({ tier, unmerged, environment }: Deployment, { at }: Gate, all: readonly Guarded[]): boolean {
  if (!NON_PRODUCTION.has(tier) || unmerged.length > 0) return false
  const guardsMore = all.some(
    ({ deployment, gates }) => !NON_PRODUCTION.has(deployment.tier) && gates.some((each) => each.at === at),
  )
  const hasOtherWay = all.some(
    ({ deployment, gates }) =>
      gates.length === 0 && deployment.tier === tier && deployment.environment?.name === environment?.name,
  )
  return !guardsMore && !hasOtherWay
}

function* judge(
  deployment: Deployment,
  gate: Gate,
  { delivery, pipelines }: { readonly delivery: Delivery; readonly pipelines: Pipelines },
): Generator<CheckOutcome<Message>> {
  const data = { gate: gate.name, environment: nameOf(deployment) }
  const { at } = gate
  const release = { ...deployment, does: 'deploys' as const, guessed: false }
  const earlier = earlierRuns(release, delivery.links)
  const steps = [...runsBefore(deployment), ...earlier.steps.map(({ step }) => step)]
  const check = steps.map(judgingTool).find((tool) => tool !== undefined)
  if (check !== undefined) {
    const text = '{check} runs before {gate} asks a person about {environment}'
    return yield { kind: 'evidence', text, data: { ...data, check }, at }
  }
  const reached = reachedByItself(pipelines, { schedule: false }).steps.map((each) => each.step)
  const hidden = hiddenIn([...steps, deployment.step]) ?? (earlier.hidden ? 'an earlier workflow' : undefined)
  const elsewhere = hidden === undefined && reached.some((step) => judgingTool(step) !== undefined)
  if (elsewhere) {
    const reason = 'the deployment does not wait for the checks of other jobs'
    return yield { kind: 'implied', by: 'deploy-needs-tests', reason, at }
  }
  const what = hidden ?? hiddenIn(reached) ?? pipelines.all.flatMap(({ unresolved }) => unresolved)[0]?.what
  const unseen = what ?? pipelines.unread[0]?.file
  if (unseen === undefined) return yield { kind: 'problem', message: 'unchecked', data, at }
  const reason = '{what} may check what {gate} asks a person about'
  yield { kind: 'unknown', origin: 'files', reason, data: { ...data, what: unseen }, at }
}

function hiddenIn(steps: readonly Step[]): string | undefined {
  return steps.flatMap(({ opaque }) => opaque)[0]?.what
}

function* ungated(
  { pipeline, job, step, environment, tier, triggers, at }: Deployment,
  environments: Known<readonly EnvironmentSettings[]>,
): Generator<CheckOutcome<Message>> {
  const data = { job: ownName(job), environment: environment?.name ?? tier }
  const side = NON_PRODUCTION.has(tier) ? { facet: 'gates' } : {}
  if (environment !== undefined && SET_ELSEWHERE.has(pipeline.system)) {
    const reason = 'who must approve a deployment to {environment} is set outside of the files'
    return yield { kind: 'unknown', origin: 'hosting', reason, data, at, ...side }
  }
  if (
    environment !== undefined &&
    pipeline.system === 'github-actions' &&
    (!environments.known || !environment.resolved)
  ) {
    const reason = 'whether {environment} has reviewers cannot be read'
    return yield { kind: 'unknown', origin: 'hosting', reason, data, at, ...side }
  }
  if (triggers.length === 0) return
  if (triggers.every(({ kind }) => kind === 'manual')) {
    if (tier === 'production')
      yield {
        kind: 'not-applicable',
        facet: 'continuous',
        reason: 'people start job {job}, so nothing here is meant to go on by itself',
        data,
      }
    return
  }
  if (NON_PRODUCTION.has(tier)) {
    const text = 'job {job} deploys to {environment} without waiting for a person'
    return yield { kind: 'evidence', text, data, at, facet: 'gates' }
  }
  const check = runsBefore({ pipeline, job, step })
    .map(judgingTool)
    .find((tool) => tool !== undefined)
  if (tier !== 'production' || check === undefined) return
  const text = 'job {job} deploys to {environment} by itself once {check} has passed'
  yield { kind: 'evidence', text, data: { ...data, check }, at }
}

function nameOf({ environment, tier, job }: Deployment): string {
  return environment?.name ?? (tier === 'unknown' ? `what job ${ownName(job)} deploys` : tier)
}
