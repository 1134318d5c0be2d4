import { readFileSync, writeFileSync } from 'node:fs'

/**
 * Makes __tests__/fixtures/github/graphql-subset.json: the types and fields of GitHub's GraphQL schema that the queries of
 * the delivery history name, so that tests can hold queries and answers against them.
 *
 * Usage: node scripts/run.mjs scripts/vendor-graphql.ts <path of schema.graphql from the package @octokit/graphql-schema>
 */

const CONNECTION = ['nodes', 'pageInfo', 'totalCount']

/** Type → fields. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  Query: ['repository'],
  Repository: ['createdAt', 'pullRequests', 'ref', 'refs', 'deployments', 'releases', 'hasIssuesEnabled', 'label'],
  PageInfo: ['hasNextPage', 'endCursor'],
  PullRequestConnection: CONNECTION,
  PullRequest: [
    'number',
    'title',
    'createdAt',
    'updatedAt',
    'mergedAt',
    'merged',
    'state',
    'additions',
    'deletions',
    'baseRefName',
    'headRefName',
    'headRefOid',
    'author',
    'mergedBy',
    'mergeCommit',
    'labels',
    'files',
    'commits',
    'timelineItems',
    'reviews',
  ],
  Actor: ['login'],
  LabelConnection: CONNECTION,
  Label: ['name', 'issues'],
  IssueConnection: CONNECTION,
  Issue: ['number', 'createdAt', 'closedAt'],
  PullRequestChangedFileConnection: CONNECTION,
  PullRequestChangedFile: ['path', 'additions', 'deletions'],
  PullRequestCommitConnection: CONNECTION,
  PullRequestCommit: ['commit'],
  PullRequestTimelineItemsConnection: CONNECTION,
  PullRequestTimelineItems: [],
  ReadyForReviewEvent: ['createdAt'],
  PullRequestReviewConnection: CONNECTION,
  PullRequestReview: ['state', 'submittedAt', 'author'],
  Ref: ['name', 'target', 'associatedPullRequests'],
  RefConnection: CONNECTION,
  GitObject: ['oid'],
  Tag: ['oid', 'tagger', 'target'],
  Commit: [
    'oid',
    'authoredDate',
    'committedDate',
    'message',
    'parents',
    'author',
    'associatedPullRequests',
    'history',
    'statusCheckRollup',
  ],
  CommitConnection: CONNECTION,
  CommitHistoryConnection: CONNECTION,
  GitActor: ['name', 'email', 'date', 'user'],
  User: ['login'],
  StatusCheckRollup: ['contexts'],
  StatusCheckRollupContextConnection: CONNECTION,
  StatusCheckRollupContext: [],
  CheckRun: ['name', 'conclusion', 'completedAt'],
  StatusContext: ['context', 'state', 'createdAt'],
  DeploymentConnection: CONNECTION,
  Deployment: ['commitOid', 'environment', 'createdAt', 'creator', 'statuses'],
  DeploymentStatusConnection: CONNECTION,
  DeploymentStatus: ['state', 'createdAt', 'logUrl'],
  ReleaseConnection: CONNECTION,
  Release: ['tagName', 'createdAt', 'publishedAt', 'isDraft', 'isPrerelease', 'tagCommit'],
}

const OUTPUT = '__tests__/fixtures/github/graphql-subset.json'

interface Field {
  readonly type: string
  readonly args?: Readonly<Record<string, string>>
}

/** The text of a definition, without its descriptions. */
function definitionOf(schema: string, name: string): string {
  const found = new RegExp(`^(?:(?:type|interface|enum) ${name}\\b[^]*?^}|union ${name} )`, 'm').exec(schema)
  if (found === null) throw new Error(`the schema has no type ${name}`)
  return found[0]
}

function fieldsOf(definition: string, names: readonly string[]): Record<string, Field> {
  return Object.fromEntries(
    names.map((name) => {
      const found = new RegExp(`^  ${name}(?:\\(([^)]*)\\))?: (\\S+)`, 'm').exec(definition)
      if (found?.[2] === undefined) throw new Error(`there is no field ${name}`)
      const args = Object.fromEntries(
        Array.from(
          (found[1] ?? '').replace(/ = \{[^}]*\}/g, '').matchAll(/(?:^ {4}|, |^)(\w+): ([\w![\]]+)/gm),
          ([, arg = '', type = '']) => [arg, type],
        ),
      )
      return [name, { type: found[2], ...(Object.keys(args).length > 0 && { args }) }]
    }),
  )
}

/** Values of the enumerations among the types of fields. */
function valuesOf(schema: string, type: string): string[] | undefined {
  const body = new RegExp(`^enum ${type} \\{([^]*?)^}`, 'm').exec(schema)?.[1]
  return body === undefined ? undefined : Array.from(body.matchAll(/^ {2}([A-Z_0-9]+)/gm), ([, value = '']) => value)
}

const source = process.argv[2]
if (source === undefined) throw new Error('usage: vendor-graphql.ts <schema.graphql>')
const schema = readFileSync(source, 'utf8').replace(/^ *"""[^]*?"""\n/gm, '')
const types = Object.fromEntries(
  Object.entries(TYPES).map(([name, names]) => [name, fieldsOf(definitionOf(schema, name), names)]),
)
const named = Object.values(types).flatMap((fields) =>
  Object.values(fields).map(({ type }) => type.replace(/[[\]!]/g, '')),
)
const enums = Object.fromEntries(
  [...new Set(named)].sort().flatMap((type) => {
    const values = valuesOf(schema, type)
    return values === undefined ? [] : [[type, values]]
  }),
)
writeFileSync(OUTPUT, `${JSON.stringify({ types, enums })}\n`)
