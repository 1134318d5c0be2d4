import { compareTexts } from '../../core/compare.js'
import { known, unknown, type Known } from '../../core/known.js'
import type { Delivery, DeliveryHistory, Deployment, PastRun, Recorded } from '../../models/index.js'
import { entriesOf, isWithin, nothing, productionDeployments, type HistoryFacts, type Nothing } from './measured.js'

/** One success of bringing a version to its users. */
export interface Rollout {
  readonly at: number
  readonly sha?: string
  /** Where to; for a release its name. */
  readonly environment: string
  /** It happened at some time after `at`. */
  readonly undated?: true
}

/** What was brought to users, and how that is known. */
export interface Rollouts {
  readonly from: 'deployments' | 'runs' | 'releases'
  /** Oldest first. */
  readonly successes: readonly Rollout[]
  /** Since when they are all known. */
  readonly since: number
  /** Whether `since` is as early as the window begins, and no limit cut the list. */
  readonly complete: boolean
}

/** What the rollouts of each source are called. */
export const ROLLOUT_WORDS: Readonly<Record<Rollouts['from'], string>> = {
  deployments: 'deployments to production',
  runs: 'runs that deploy to production',
  releases: 'releases',
}

/**
 * Successful deployments to production as the host records them; else successful runs of what the pipelines call a
 * production deployment; else, where nothing here deploys, the releases.
 */
export function rolloutsOf(facts: HistoryFacts): Known<Rollouts> | Nothing {
  const { history, delivery } = facts
  const recorded = productionDeployments(facts)
  if (history.deployments.known && recorded.length > 0) {
    const successes = recorded.flatMap(({ sha, environment, result }) =>
      result?.state === 'success' ? [{ at: result.at, sha, environment }] : [],
    )
    return known(rollouts('deployments', successes, history.deployments.value, ({ createdAt }) => createdAt, history))
  }
  const deploying = delivery.deployments.filter(({ persistent, docsOnly }) => persistent && !docsOnly)
  if (deploying.length > 0 || delivery.pulls.length > 0) return fromRuns(history, deploying)
  return fromReleases(history, delivery)
}

function fromRuns(history: DeliveryHistory, deploying: readonly Deployment[]): Known<Rollouts> {
  const { runs, deployments } = history
  if (!deploying.some(({ tier }) => tier === 'production')) {
    if (!deployments.known) return deployments
    return unknown('no deployment to production is recorded, and the pipelines do not say which deployment is one', {
      remedy: 'Name the environment of the job that deploys to production.',
    })
  }
  if (!runs.known) return deployments.known ? runs : deployments
  const successes = deployRuns(history, deploying).flatMap(({ sha, endedAt, conclusion, path }) =>
    conclusion === 'success' ? [{ at: endedAt, sha, environment: path }] : [],
  )
  return known(rollouts('runs', successes, runs.value, ({ createdAt }) => createdAt, history))
}

/** Runs that get as far as a deployment to production: of the deployment's own triggers, and of the default branch or a tag. */
export function deployRuns(history: DeliveryHistory, deployments: readonly Deployment[]): PastRun[] {
  const events = new Map<string, Set<string>>()
  for (const { tier, pipeline, triggers, persistent, docsOnly } of deployments) {
    if (tier !== 'production' || !persistent || docsOnly) continue
    const own = events.get(pipeline.file) ?? new Set()
    for (const { event, kind } of triggers) own.add(kind === 'tag' ? `${event} tag` : event)
    events.set(pipeline.file, own)
  }
  return entriesOf(history.runs).filter(({ path, event, branch, createdAt }) => {
    const own = events.get(path)
    if (own === undefined || !isWithin(createdAt, history.window)) return false
    if (event !== 'push') return own.has(event)
    return branch === history.defaultBranch ? own.has('push') : own.has('push tag') && looksLikeVersion(branch)
  })
}

/** For a run that a tag started, the host gives the tag's name as the branch. */
function looksLikeVersion(branch: string): boolean {
  return /\d\.\d/.test(branch)
}

function fromReleases(history: DeliveryHistory, { publications }: Delivery): Known<Rollouts> | Nothing {
  const { releases } = history
  if (!releases.known) return releases
  const seen = releases.value.items.filter(({ prerelease, at }) => !prerelease && isWithin(at, history.window))
  if (seen.length === 0 && publications.length === 0)
    return nothing(`nothing here is deployed to production, and nothing was released in ${history.window.days} days`)
  const successes = seen.map(({ at, sha, name, undated }) => ({
    at,
    environment: name,
    ...(sha !== undefined && { sha }),
    ...(undated === true && { undated }),
  }))
  return known(rollouts('releases', successes, releases.value, ({ at }) => at, history))
}

function rollouts<T>(
  from: Rollouts['from'],
  successes: readonly Rollout[],
  list: Recorded<T>,
  timeOf: (item: T) => number,
  { window }: DeliveryHistory,
): Rollouts {
  const begin = Math.max(window.from, window.began ?? window.from)
  const oldest = list.items.reduce((least, item) => Math.min(least, timeOf(item)), window.until)
  return {
    from,
    successes: [...successes].sort(inOrder),
    since: list.complete ? begin : Math.max(begin, oldest),
    complete: list.complete,
  }
}

/** By time; what happened at once by name, so that the order of the input does not matter. */
function inOrder(a: Rollout, b: Rollout): number {
  return a.at - b.at || compareTexts(a.environment, b.environment) || compareTexts(a.sha ?? '', b.sha ?? '')
}
