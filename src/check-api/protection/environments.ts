import { compileGlob } from '../../core/glob.js'
import type { Known } from '../../core/known.js'
import type { Location } from '../../core/location.js'
import { nearest } from '../../core/nearest.js'
import { conditionHolds } from '../../models/evaluate.js'
import { PartialMap } from '../../models/expression-data.js'
import type {
  Delivery,
  EnvironmentSettings,
  Job,
  Pipeline,
  Pipelines,
  RepositoryFacts,
  Tier,
} from '../../models/index.js'
import { jobsOf, reachableOn, type JobInPipeline } from '../pipelines/pipelines.js'

/** An environment of GitHub's that jobs of this repository name, under the first of its spellings. */
export interface NamedEnvironment {
  readonly name: string
  readonly tier: Tier
  /** False if only the branch, or what hangs on more than a list of choices, leads to the name. */
  readonly literal: boolean
  /** The keys that name it, each place once. */
  readonly places: readonly Location[]
}

/** GitHub makes it with the first site, limited to the default branch (GitHub docs, "Configuring a publishing source"). */
const MADE_BY_HOST: ReadonlySet<string> = new Set(['github-pages'])

type Name = Omit<NamedEnvironment, 'places'>

/**
 * The environments that jobs of GitHub's workflows name, in order. Left out: previews, documentation, jobs that run in
 * other repositories only, because a called workflow uses the environments of its caller (GitHub docs, "Reusing workflow
 * configurations"), and names that cannot be told.
 */
export function namedEnvironments(
  pipelines: Pipelines,
  delivery: Delivery,
  repository: Known<RepositoryFacts>,
): NamedEnvironment[] {
  const runs = jobsOf(pipelines, { inlined: true }).filter((each) => runsHere(each, repository))
  const found = new Map<string, NamedEnvironment>()
  for (const { job } of runs) {
    for (const named of namesOf(job, delivery)) {
      const key = named.name.toLowerCase()
      if (job.environment !== undefined && !MADE_BY_HOST.has(key))
        found.set(key, merged(found.get(key), named, job.environment.at))
    }
  }
  return [...found.values()]
}

function merged(before: NamedEnvironment | undefined, named: Name, at: Location): NamedEnvironment {
  if (before === undefined) return { ...named, places: [at] }
  const isNew = before.places.every(({ file, line }) => file !== at.file || line !== at.line)
  return {
    name: before.name,
    tier: before.tier === 'unknown' ? named.tier : before.tier,
    literal: before.literal || named.literal,
    places: isNew ? [...before.places, at] : before.places,
  }
}

/** Whether runs of this repository get to the job, as far as its triggers and a question for the repository's name tell. */
function runsHere({ pipeline, job }: JobInPipeline, repository: Known<RepositoryFacts>): boolean {
  if (!isOwnWorkflow(pipeline)) return false
  if (!repository.known || job.condition === undefined) return true
  const [owner = ''] = repository.value.fullName.split('/')
  const github = new PartialMap([
    ['repository', repository.value.fullName],
    ['repository_owner', owner],
  ])
  return conditionHolds(job.condition.value, new Map([['github', github]])) !== false
}

/** Whether it is a workflow of GitHub's that something in this repository starts, not only callers elsewhere. */
export function isOwnWorkflow(pipeline: Pipeline): boolean {
  if (pipeline.system !== 'github-actions' || pipeline.kind !== 'workflow') return false
  const kinds = pipeline.triggers.map(({ kind }) => kind).filter((kind) => kind !== 'call')
  return reachableOn(pipeline, kinds)
}

function namesOf(job: Job, { deployments }: Delivery): Name[] {
  const { environment } = job
  if (environment === undefined || environment.ephemeral) return []
  const own = deployments.filter((each) => each.job === job)
  if (own.length > 0 && own.every(({ docsOnly }) => docsOnly)) return []
  const literal = environment.resolved
    ? [{ name: environment.name, tier: environment.tier, literal: true }]
    : (environment.values ?? []).map((name) => ({ name, tier: 'unknown' as const, literal: true }))
  const deployed = own.flatMap((each) => {
    const to = each.persistent && !each.docsOnly ? each.environment : undefined
    return to?.resolved === true ? [{ name: to.name, tier: to.tier, literal: to.chosen === true }] : []
  })
  return [...literal, ...deployed].filter(({ name }) => name.trim() !== '' && !name.includes('${{'))
}

/** What the host has under the name; it does not tell upper from lower case. */
export function environmentOf(
  environments: readonly EnvironmentSettings[],
  name: string,
): EnvironmentSettings | undefined {
  return environments.find((each) => each.name.toLowerCase() === name.toLowerCase())
}

/** The name that exists and is written most like this one, if any is near. */
export function nearestEnvironment(environments: readonly EnvironmentSettings[], name: string): string | undefined {
  return nearest(
    name,
    environments.map((each) => each.name),
  )
}

/**
 * Whether the repository's plan may not have the settings: reviewers and timers of private repositories need GitHub
 * Enterprise, branches at least Pro or Team (GitHub docs, "Deployments and environments"). Internal repositories exist
 * only with Enterprise, and where one environment has a setting the plan has it.
 * @param has whether an environment has the setting
 */
export function planMayLack(
  repository: Known<RepositoryFacts>,
  environments: readonly EnvironmentSettings[],
  has: (environment: EnvironmentSettings) => boolean,
): boolean {
  if (repository.known && repository.value.visibility !== 'private') return false
  return !environments.some(has)
}

/** Names as people give them to branches that nobody has merged, and the ref of a pull request. */
const UNMERGED = ['login', 'login-page', 'feature/login', 'fix/login', 'dependabot/npm_and_yarn/lodash-4.17.21']
const PULL_REQUEST = 'refs/pull/12/merge'

/** Whether the pattern of an environment's branches takes in branches that anybody makes, or pull requests. */
export function takesAnyBranch({ name, type }: { readonly name: string; readonly type: 'branch' | 'tag' }): boolean {
  if (type === 'tag') return false
  const matches = compileGlob(name)
  return [...UNMERGED, PULL_REQUEST].some((branch) => matches(branch))
}
