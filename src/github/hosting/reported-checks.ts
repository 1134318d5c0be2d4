import { known, unknown, type Known } from '../../core/known.js'
import type { Hosting } from '../../models/hosting.js'
import { malformed } from '../failure.js'
import { at, flagAt, listAt, textAt } from '../json.js'
import type { GitHub } from '../types.js'

/** Merged pull requests whose checks are looked at, and how many checks of each. */
const PULLS = 3
const CHECKS = 100

/** One query in place of a call for the pull requests and two for each of them. */
const QUERY = `query PillarlintReportedChecks($owner: String!, $repo: String!, $branch: String!) {
  repository(owner: $owner, name: $repo) {
    pullRequests(
      states: MERGED
      baseRefName: $branch
      first: ${PULLS}
      orderBy: { field: UPDATED_AT, direction: DESC }
    ) {
      nodes {
        commits(last: 1) {
          nodes {
            commit {
              statusCheckRollup {
                contexts(first: ${CHECKS}) {
                  pageInfo {
                    hasNextPage
                  }
                  nodes {
                    __typename
                    ... on CheckRun {
                      name
                      checkSuite {
                        app {
                          slug
                        }
                      }
                    }
                    ... on StatusContext {
                      context
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}`

/** The permissions that the parts of the query ask for. */
const PERMISSION = 'checks: read and pull-requests: read and statuses: read'

/** The app that is named for a commit status, which no app has to report. */
const STATUS_APP = 'commit status'

type ReportedCheck = { readonly name: string; readonly app: string }

/**
 * Reads the names of the checks and statuses that were reported on the heads of recently merged pull requests. Unknown
 * unless all of it could be read: a name that is missing from the list must really not have been reported.
 */
export async function readReportedChecks(github: GitHub, branch: string): Promise<Hosting['reportedChecks']> {
  const { owner, repo } = github
  const answer = await github.query(QUERY, { owner, repo, branch }, { whole: PERMISSION })
  if (!answer.ok) return answer.why
  const pulls = listAt(answer.data, 'repository', 'pullRequests', 'nodes')
  const isWhole = pulls.every((pull) => typeof rollupOf(pull) === 'object')
  if (!isWhole) return malformed('it does not say what was reported on each pull request').why
  if (pulls.length === 0) return unknown(`no recently merged pull request on ${branch} tells which checks report`)
  const byKey = new Map<string, ReportedCheck>()
  for (const pull of pulls) {
    const checks = checksOf(rollupOf(pull))
    if (!checks.known) return checks
    for (const check of checks.value) byKey.set(`${check.app}\n${check.name}`, check)
  }
  return known([...byKey.values()])
}

/** What was reported on the last commit; null where nothing was, undefined where the answer does not say. */
function rollupOf(pull: unknown): unknown {
  return at(listAt(pull, 'commits', 'nodes')[0], 'commit', 'statusCheckRollup')
}

function checksOf(rollup: unknown): Known<readonly ReportedCheck[]> {
  if (rollup === null) return known([])
  const contexts = at(rollup, 'contexts')
  if (!Array.isArray(at(contexts, 'nodes'))) return malformed('it does not say what was reported').why
  if (flagAt(contexts, 'pageInfo', 'hasNextPage') === true)
    return unknown(`a pull request has more than ${CHECKS} checks`)
  const found: ReportedCheck[] = []
  for (const node of listAt(contexts, 'nodes')) {
    const name = textAt(node, 'name') ?? textAt(node, 'context')
    const isStatus = textAt(node, '__typename') === 'StatusContext'
    // An app that is gone is null.
    const app = isStatus ? null : at(node, 'checkSuite', 'app')
    const slug = app === null ? '' : textAt(app, 'slug')
    if (name === undefined || slug === undefined) return malformed('it does not name all that was reported').why
    found.push({ name, app: isStatus ? STATUS_APP : slug })
  }
  return known(found)
}
