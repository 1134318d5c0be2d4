import {
  because,
  defineCheck,
  jobsOf,
  runsOnChange,
  signInsAt,
  signInsOf,
  unreadPipelines,
  z,
  type CheckOutcome,
  type Delivery,
  type Deployment,
  type JobInPipeline,
  type SignIn,
} from '../../src/check-api/index.js'

type Outcome = CheckOutcome<'tiers' | 'change' | 'deploys'>

/** What a job does as the identity: changes production, an environment that nobody names, a lesser one, or runs changes. */
interface Use {
  readonly signIn: SignIn
  readonly does: 'production' | 'deployment' | 'lesser' | 'change'
  /** For a person, after "for": `staging`. */
  readonly what: string
}

/** What is asked of any two kinds of work; that environments are apart only two environments show. */
const BETWEEN_JOBS = ['AG.SAD.3', 'SEC01-BP01', 'SEC03-BP02', 'SEC11-BP07', 'hc.define.cicd-infra'] as const

export default defineCheck({
  id: 'pipeline-role-separation',
  title: 'One identity serves tests, non-production and production',
  severity: 'warning',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: ['AG.DEP.1', ...BETWEEN_JOBS],
  facets: { environments: ['AG.DEP.1', ...BETWEEN_JOBS], jobs: BETWEEN_JOBS },
  needs: ['pipelines', 'delivery'],
  options: z.strictObject({}),
  messages: {
    tiers: {
      text: 'Job {job} signs in to {cloud} for {what} as {identity}, as which job {production} changes production.',
      remedy:
        'Give production an identity of its own, with rights there only, that no job but {production} can use; a mistake in {what} then ends in {what}.',
    },
    change: {
      text: 'Job {job} signs in to {cloud} for changes under review as {identity}, as which job {production} changes production.',
      remedy:
        'Let changes under review sign in as an identity that may only read (for a plan), and keep {identity} for merged code.',
    },
    deploys: {
      text: 'Job {job} signs in to {cloud} for changes under review as {identity}, as which job {production} deploys.',
      remedy:
        'Let changes under review sign in as an identity that may only read (for a plan), and keep {identity} for merged code.',
    },
  },

  *run({ pipelines, delivery }): Generator<Outcome> {
    const uses = jobsOf(pipelines, { inlined: true })
      .filter(({ pipeline }) => pipeline.kind === 'workflow')
      .flatMap((where) => usesOf(where, delivery))
    let compared = false
    for (const uppers of [only(uses, 'production'), only(uses, 'deployment')]) {
      for (const outcome of compare(uppers, uses)) {
        compared = true
        yield outcome
      }
      if (compared) break
    }
    const gaps = [...unreadPipelines(pipelines)]
    yield* gaps
    if (!compared && gaps.length === 0)
      yield { kind: 'not-applicable', reason: 'no two kinds of work sign in to one cloud' }
  },
})

function only(uses: readonly Use[], does: Use['does']): Use[] {
  return uses.filter((each) => each.does === does)
}

/** What the job does as whom: for each deployment the last sign-in to each cloud before it, and all that changes get to. */
function usesOf(where: JobInPipeline, delivery: Delivery): Use[] {
  const { job } = where
  const signIns = signInsOf(where)
  if (signIns.length === 0) return []
  const deployments = delivery.deployments.filter((each) => each.job === job && !each.docsOnly)
  const deploying = deployments.flatMap((deployment): Use[] =>
    signInsAt(where, deployment.step).map((signIn) => ({ signIn, ...workOf(deployment) })),
  )
  // What brings changes to production before they are merged is the matter of another check.
  const bringsChanges = deployments.some(
    (each) => workOf(each).does !== 'lesser' && runsOnChange({ ...where, job }, each.step),
  )
  if (bringsChanges) return deploying
  const reviewed = signIns.filter(({ step }) => runsOnChange(where, step))
  return [
    ...deploying,
    ...reviewed.map((signIn) => ({ signIn, does: 'change' as const, what: 'changes under review' })),
  ]
}

function workOf({ tier, persistent, environment }: Deployment): Pick<Use, 'does' | 'what'> {
  const name = environment?.resolved === true ? environment.name : tier
  if (!persistent) return { does: 'lesser', what: 'a preview' }
  if (tier === 'production') return { does: 'production', what: name }
  return tier === 'unknown' ? { does: 'deployment', what: name } : { does: 'lesser', what: name }
}

/** Holds each lesser use against the uses of the same cloud and CI system that matter more. */
function* compare(uppers: readonly Use[], uses: readonly Use[]): Generator<Outcome> {
  const seen = new Set<string>()
  const isProduction = uppers[0]?.does === 'production'
  const lessers = uses.filter(({ does }) => does === 'change' || (does === 'lesser' && isProduction))
  for (const lesser of lessers) {
    const rivals = uppers.filter(({ signIn }) => isRival(signIn, lesser.signIn))
    const same = rivals.find((upper) => isSame(upper.signIn, lesser.signIn) === true)
    const open = rivals.find((upper) => isSame(upper.signIn, lesser.signIn) === undefined)
    const upper = same ?? open ?? rivals[0]
    if (upper === undefined) continue
    const outcome = outcomeOf(upper, lesser, same !== undefined, open !== undefined)
    const key = `${outcome.kind} ${lesser.signIn.cloud} ${outcome.kind === 'problem' ? lesser.signIn.identity.text : ''}`
    if (!seen.has(key)) yield { ...outcome, facet: lesser.does === 'lesser' ? 'environments' : 'jobs' }
    seen.add(key)
  }
}

function isRival(one: SignIn, other: SignIn): boolean {
  return one.cloud === other.cloud && one.pipeline.system === other.pipeline.system
}

/** Whether both are the same identity; undefined where that cannot be told. */
function isSame(one: SignIn, other: SignIn): boolean | undefined {
  const scopes = [one.identity.scope, other.identity.scope]
  if (scopes.includes('open')) return undefined
  if (one.identity.text.toLowerCase() !== other.identity.text.toLowerCase()) return false
  if (!scopes.includes('environment')) return true
  const [first, second] = [one.job.environment, other.job.environment]
  return first?.resolved === true && second?.resolved === true && first.name === second.name ? true : undefined
}

function outcomeOf(upper: Use, lesser: Use, same: boolean, open: boolean): Outcome {
  const { identity, cloud, at } = lesser.signIn
  const [job, production] = namesOf(lesser.signIn, upper.signIn)
  const data = { job, cloud, identity: identity.text, what: lesser.what, production }
  if (same) {
    const message = lesser.does === 'lesser' ? 'tiers' : upper.does === 'production' ? 'change' : 'deploys'
    const link = because(upper.signIn.at, `job ${production} signs in`)
    const lower = upper.does === 'production' ? {} : { severity: 'notice' as const }
    return { kind: 'problem', message, data, at, because: [link], ...lower }
  }
  if (!open)
    return {
      kind: 'evidence',
      text: 'jobs {job} and {production} sign in to {cloud} as different identities',
      data,
      at,
    }
  const hosted = identity.scope !== 'open' && upper.signIn.identity.scope !== 'open'
  const reason = hosted
    ? 'whether the environments of jobs {job} and {production} have values of their own for {identity} cannot be seen'
    : 'as whom jobs {job} and {production} sign in to {cloud} hangs on the run'
  return { kind: 'unknown', origin: hosted ? 'hosting' : 'files', reason, data, at }
}

/** Names of both jobs, with their files where they are called the same. */
function namesOf(one: SignIn, other: SignIn): [string, string] {
  if (one.job.id !== other.job.id || one.job === other.job) return [one.job.id, other.job.id]
  return [`${one.job.id} of ${one.pipeline.file}`, `${other.job.id} of ${other.pipeline.file}`]
}
