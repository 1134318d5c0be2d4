/** Items of one page. Two pages of changes are read: see {@link CHANGE_PAGES}. */
export const PULLS = 50
export const COMMITS = 100
export const CHANGE_PAGES = 2

/** The names of the labels for faults in production, lower case as GitHub compares them without regard to case. */
export const INCIDENT_LABELS = [
  'incident',
  'outage',
  'production-incident',
  'type: incident',
  'type/incident',
  'kind/incident',
  'sev1',
  'sev-1',
] as const

/** What had been reported on the last commit of a pull request; asked for only where checks are required. */
const CHECKS = `last: commits(last: 1) {
          nodes {
            commit {
              statusCheckRollup {
                contexts(first: 50) {
                  totalCount
                  nodes {
                    ... on CheckRun { name conclusion completedAt }
                    ... on StatusContext { context state createdAt }
                  }
                }
              }
            }
          }
        }`

/**
 * Merged pull requests and the commits of a branch, a page of each. Every part stands under a name of its own, so that
 * one that may not be read does not take the others with it. Source of types: GitHub docs, GraphQL reference.
 */
export function changesQuery(withChecks: boolean): string {
  return `query PillarlintChanges($owner: String!, $repo: String!, $branch: String!, $ref: String!, $since: GitTimestamp!, $pulls: String, $commits: String) {
  pulls: repository(owner: $owner, name: $repo) {
    pullRequests(states: MERGED, baseRefName: $branch, first: ${PULLS}, after: $pulls, orderBy: { field: UPDATED_AT, direction: DESC }) {
      pageInfo { hasNextPage endCursor }
      nodes {
        number
        title
        createdAt
        updatedAt
        mergedAt
        additions
        deletions
        headRefName
        author { __typename login }
        mergedBy { __typename login }
        mergeCommit { oid }
        labels(first: 10) { nodes { name } }
        files(first: 50) { nodes { path additions deletions } }
        commits(first: 1) { nodes { commit { authoredDate } } }
        ready: timelineItems(itemTypes: [READY_FOR_REVIEW_EVENT], last: 1) {
          nodes { ... on ReadyForReviewEvent { createdAt } }
        }
        reviews(first: 20) {
          totalCount
          nodes { state submittedAt author { __typename login } }
        }
        approvals: reviews(states: [APPROVED], first: 10) {
          nodes { author { __typename login } }
        }
        ${withChecks ? CHECKS : ''}
      }
    }
  }
  commits: repository(owner: $owner, name: $repo) {
    createdAt
    ref(qualifiedName: $ref) {
      target {
        ... on Commit {
          before: history(first: 1, until: $since) { nodes { committedDate } }
          history(first: ${COMMITS}, since: $since, after: $commits) {
            pageInfo { hasNextPage endCursor }
            nodes {
              oid
              authoredDate
              committedDate
              message
              parents(first: 2) { nodes { oid } }
              author { name email user { login } }
              associatedPullRequests(first: 5) { nodes { number merged baseRefName } }
            }
          }
        }
      }
    }
  }
}`
}

/** Deployments, releases, tags, incidents and branches. */
export const EVENTS_QUERY = `query PillarlintEvents($owner: String!, $repo: String!) {
  deployments: repository(owner: $owner, name: $repo) {
    deployments(first: 100, orderBy: { field: CREATED_AT, direction: DESC }) {
      pageInfo { hasNextPage }
      nodes {
        commitOid
        environment
        createdAt
        creator { __typename login }
        statuses(first: 20) { nodes { state createdAt logUrl } }
      }
    }
  }
  releases: repository(owner: $owner, name: $repo) {
    releases(first: 100, orderBy: { field: CREATED_AT, direction: DESC }) {
      pageInfo { hasNextPage }
      nodes { tagName createdAt publishedAt isDraft isPrerelease tagCommit { oid } }
    }
    refs(refPrefix: "refs/tags/", first: 100, orderBy: { field: TAG_COMMIT_DATE, direction: DESC }) {
      pageInfo { hasNextPage }
      nodes {
        name
        target {
          oid
          ... on Commit { committedDate }
          ... on Tag { tagger { date } target { oid } }
        }
      }
    }
  }
  incidents: repository(owner: $owner, name: $repo) {
    hasIssuesEnabled
    ${INCIDENT_LABELS.map(
      (label, index) => `label${index}: label(name: ${JSON.stringify(label)}) {
      issues(first: 50, orderBy: { field: CREATED_AT, direction: DESC }) {
        pageInfo { hasNextPage }
        nodes { number createdAt closedAt }
      }
    }`,
    ).join('\n    ')}
  }
  branches: repository(owner: $owner, name: $repo) {
    refs(refPrefix: "refs/heads/", first: 100) {
      pageInfo { hasNextPage }
      nodes {
        name
        target {
          oid
          ... on Commit { committedDate author { name email user { login } } }
        }
        associatedPullRequests(first: 1, orderBy: { field: CREATED_AT, direction: DESC }) {
          nodes {
            state
            headRefOid
            author { __typename login }
            commits(first: 1) { nodes { commit { authoredDate } } }
          }
        }
      }
    }
  }
}`
