import { FORBIDDEN, type Resolver } from './query.js'

type Part = Readonly<Record<string, unknown>>

/** What happened in the repository that the fake serves, in the shapes of the query endpoint; lists stand for connections. */
export interface FakeHistory {
  createdAt: string
  hasIssuesEnabled: boolean
  /** Merged pull requests; `reviews` holds all reviews, `ready` the times at which it stopped being a draft. */
  pulls: Part[]
  /** Commits of the default branch, newest first. */
  commits: Part[]
  deployments: Part[]
  releases: Part[]
  tags: Part[]
  branches: Part[]
  /** Issues by label, newest first; labels that are not there do not exist. */
  labels: Map<string, Part[]>
  /** Runs of workflows, in the shape of the REST API, newest first. */
  runs: Part[]
}

/** A repository in which nothing has happened yet. */
export function emptyHistory(): FakeHistory {
  return {
    createdAt: '2025-01-01T00:00:00Z',
    hasIssuesEnabled: true,
    pulls: [],
    commits: [],
    deployments: [],
    releases: [],
    tags: [],
    branches: [],
    labels: new Map(),
    runs: [],
  }
}

/** What `repository` stands for in queries of a token with these permissions. */
export function historyRoot(history: FakeHistory, branch: string, permissions: Readonly<Record<string, string>>): Part {
  const seen = (scope: string, value: unknown): unknown => (permissions[scope] === undefined ? FORBIDDEN : value)
  const withRequests = (part: Part): Part => ({
    ...part,
    associatedPullRequests: seen('pull-requests', part['associatedPullRequests'] ?? []),
  })
  const pulls = history.pulls
    .map((pull) => pullPart(pull, seen))
    .sort((a, b) => String(b['updatedAt']).localeCompare(String(a['updatedAt'])))
  const target = { __typename: 'Commit', history: between(history.commits.map(withRequests)) }
  const refs: Resolver = ({ refPrefix }) =>
    refPrefix === 'refs/tags/' ? history.tags : history.branches.map((each) => withRequests(each))
  return {
    createdAt: history.createdAt,
    hasIssuesEnabled: history.hasIssuesEnabled,
    pullRequests: seen('pull-requests', ((args) => (args['baseRefName'] === branch ? pulls : [])) satisfies Resolver),
    ref: seen('contents', ((args) =>
      args['qualifiedName'] === `refs/heads/${branch}` ? { target } : null) satisfies Resolver),
    refs: seen('contents', refs),
    releases: seen('contents', history.releases),
    deployments: seen('deployments', history.deployments),
    label: seen('issues', (({ name }) => {
      const issues = history.labels.get(String(name))
      return issues === undefined ? null : { issues }
    }) satisfies Resolver),
  }
}

function between(commits: readonly Part[]): Resolver {
  return ({ since, until }) =>
    commits.filter(({ committedDate }) => {
      const time = Date.parse(String(committedDate))
      return time >= Date.parse(String(since ?? '1970-01-01')) && time <= Date.parse(String(until ?? '9999-12-31'))
    })
}

function pullPart({ reviews, ready, checks, ...pull }: Part, seen: (scope: string, value: unknown) => unknown): Part {
  const all = (reviews ?? []) as readonly Part[]
  const rollup = checks === undefined ? null : { contexts: checks }
  const commits = (pull['commits'] ?? [{ commit: { authoredDate: pull['createdAt'] } }]) as readonly Part[]
  return {
    updatedAt: pull['mergedAt'],
    merged: true,
    state: 'MERGED',
    ...pull,
    commits: (({ last }) =>
      last === undefined
        ? commits
        : [
            { commit: { ...(commits.at(-1)?.['commit'] as Part), statusCheckRollup: seen('checks', rollup) } },
          ]) satisfies Resolver,
    reviews: (({ states }) =>
      states === undefined ? all : all.filter(({ state }) => (states as unknown[]).includes(state))) satisfies Resolver,
    timelineItems: ((ready ?? []) as readonly string[]).map((createdAt) => ({
      __typename: 'ReadyForReviewEvent',
      createdAt,
    })),
  }
}
