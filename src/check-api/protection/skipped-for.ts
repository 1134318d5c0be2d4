import type { Known } from '../../core/known.js'
import { conditionHolds, type Contexts } from '../../models/evaluate.js'
import { PartialMap, type Data, type Unknown } from '../../models/expression-data.js'
import type { Job, Pipeline, RepositoryFacts } from '../../models/index.js'

type Entry = readonly [string, Data | Unknown]

/** A kind of pull request for which conditions may leave a job out. */
interface Circumstance {
  /** For a sentence: `pull requests of Dependabot`. */
  readonly of: string
  /** What holds of `github.event.pull_request`, and of `github` itself. */
  readonly pull?: readonly Entry[]
  readonly github?: readonly Entry[]
}

const OUTSIDE = new PartialMap([
  ['fork', true],
  ['full_name', 'someone-else/fork'],
])

const CIRCUMSTANCES: readonly Circumstance[] = [
  { of: 'every pull request' },
  { of: 'pull requests from forks', pull: [['head', new PartialMap([['repo', OUTSIDE]])]] },
  { of: 'pull requests of Dependabot', ...byProgram('dependabot[bot]') },
  { of: 'pull requests of Renovate', ...byProgram('renovate[bot]') },
]

const DRAFTS: Circumstance = { of: 'drafts, and not again when they are ready', pull: [['draft', true]] }

function byProgram(login: string): Pick<Circumstance, 'pull' | 'github'> {
  const user = new PartialMap([
    ['login', login],
    ['type', 'Bot'],
  ])
  return { pull: [['user', user]], github: [['actor', login]] }
}

/**
 * The kind of pull requests for which the job's own condition leaves it out; undefined if none is known. A draft cannot
 * be merged: it matters only where no run follows when it is ready.
 */
export function skippedFor(
  { triggers }: Pipeline,
  { condition }: Job,
  repository: Known<RepositoryFacts>,
): string | undefined {
  const changes = triggers.filter(({ kind }) => kind === 'change-request' || kind === 'change-request-privileged')
  if (condition === undefined || changes.length === 0) return undefined
  const followsDraft = changes.every(({ types }) => types?.includes('ready_for_review') === true)
  const circumstances = followsDraft ? CIRCUMSTANCES : [...CIRCUMSTANCES, DRAFTS]
  return circumstances.find((each) =>
    changes.every(({ event }) => conditionHolds(condition.value, contextsOf(each, event, repository)) === false),
  )?.of
}

/** Whether a condition holds for a pull request of which nothing else is known. */
export function holdsForChange(condition: string, repository: Known<RepositoryFacts>): boolean | undefined {
  return conditionHolds(condition, contextsOf({ of: 'any' }, 'pull_request', repository))
}

function contextsOf({ pull = [], github = [] }: Circumstance, event: string, facts: Known<RepositoryFacts>): Contexts {
  const name = facts.known ? facts.value.fullName : undefined
  const repository: Entry[] =
    name === undefined
      ? []
      : [
          ['repository', name],
          ['repository_owner', name.split('/', 1)[0] ?? ''],
        ]
  const about = new PartialMap([
    ['event_name', event],
    ...repository,
    ...github,
    ['event', new PartialMap([['pull_request', new PartialMap(pull)]])],
  ])
  return new Map([['github', about]])
}
