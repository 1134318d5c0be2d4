import { isOpen } from '../../models/value.js'
import { readable, type ClaimCondition } from './trust-policies.js'

/**
 * Whom a condition on the subject of a token lets in: `one` run of one pipeline, `refs` for any branch or environment of
 * one repository, `tenant` for every repository of an organisation or group, `anyone` for whoever uses the CI system.
 */
export type Breadth = 'one' | 'refs' | 'tenant' | 'anyone' | 'unknown'

/** A CI system that hands identity tokens to its jobs (its documentation of OpenID Connect says how subjects look). */
export interface TokenIssuer {
  readonly name: string
  readonly host: RegExp
  /** What the text before the first wildcard has if one organisation is named, and if one repository is. */
  readonly tenant: RegExp
  readonly project: RegExp
  /** What follows the repository if any branch or environment of it will do. */
  readonly anyRef: RegExp
  /** True if the issuer's own address names the organisation, so that no other's tokens have it. */
  readonly ofTenant?: true
  /** Other claims that name a repository or what is in it. */
  readonly others: readonly string[]
  /** A subject as it should be. */
  readonly example: string
}

export const TOKEN_ISSUERS: readonly TokenIssuer[] = [
  {
    name: 'GitHub Actions',
    host: /^token\.actions\.githubusercontent\.com/,
    tenant: /^(?:repo(?:sitory)?:[^/]+\/|repository_owner(?:_id)?:[^:]+:|repository_id:\d+:|job_workflow_ref:[^/]+\/)/,
    project: /^(?:repo(?:sitory)?:[^/]+\/[^:]+:|repository_id:\d+:|job_workflow_ref:[^/]+\/[^/]+\/)/,
    anyRef: /^repo:[^:]+:(?:\*|ref:\*|ref:refs\/\*|ref:refs\/heads\/\*|environment:\*)$/,
    others: ['repository', 'repository_id', 'job_workflow_ref', 'workflow_ref'],
    example: 'repo:acme/shop:environment:production',
  },
  {
    name: 'GitLab',
    host: /^gitlab\.com/,
    tenant: /^project_path:[^/]+\//,
    project: /^project_path:[^:]+:/,
    anyRef: /^project_path:[^:]+:(?:\*|ref_type:(?:\*|branch:ref:\*))$/,
    others: ['project_id', 'project_path', 'namespace_id', 'namespace_path'],
    example: 'project_path:acme/shop:ref_type:branch:ref:main',
  },
  {
    name: 'HCP Terraform',
    host: /^app\.terraform\.io/,
    tenant: /^organization:[^:]+:/,
    project: /^organization:[^:]+:project:[^:]+:workspace:[^:]+:/,
    anyRef: /^(?!)/,
    others: ['terraform_workspace_id', 'terraform_project_id', 'terraform_organization_id'],
    example: 'organization:acme:project:shop:workspace:production:run_phase:apply',
  },
  {
    name: 'CircleCI',
    host: /^oidc\.circleci\.com/,
    tenant: /^/,
    project: /^org\/[^/]+\/project\/[^/]+\//,
    anyRef: /^(?!)/,
    ofTenant: true,
    others: ['oidc.circleci.com/project-id'],
    example: 'org/<organisation id>/project/<project id>/user/*',
  },
  {
    name: 'Bitbucket Pipelines',
    host: /^api\.bitbucket\.org/,
    tenant: /^/,
    project: /^\{[\w-]+\}/,
    anyRef: /^(?!)/,
    ofTenant: true,
    others: ['repositoryuuid'],
    example: '{repository UUID}*:{step UUID}',
  },
  {
    name: 'Buildkite',
    host: /^agent\.buildkite\.com/,
    tenant: /^organization:[^:]+:/,
    project: /^organization:[^:]+:pipeline:[^:]+:/,
    anyRef: /^organization:[^:]+:pipeline:[^:]+:(?:ref:)?\*$/,
    others: ['organization_id', 'pipeline_id', 'pipeline_slug'],
    example: 'organization:acme:pipeline:shop:ref:refs/heads/main:*',
  },
]

const BREADTHS: readonly Breadth[] = ['one', 'refs', 'tenant', 'unknown', 'anyone']

/** The issuer at this address, or else the one whose subjects look like those that are asked for. */
export function issuerOf(address: string, subjects: readonly ClaimCondition[]): TokenIssuer | undefined {
  const found = TOKEN_ISSUERS.find(({ host }) => host.test(address))
  if (found !== undefined || !address.includes('$')) return found
  const texts = subjects.flatMap(({ values }) => values.map((value) => readable(value) ?? ''))
  return TOKEN_ISSUERS.find(({ tenant, ofTenant }) => ofTenant !== true && texts.some((text) => tenant.test(text)))
}

/** Whom the conditions on the subject let in; all of them must hold, each for any of its values. */
export function breadthOf(issuer: TokenIssuer, conditions: readonly ClaimCondition[]): Breadth {
  const each = conditions.filter(({ operator }) => RESTRICTS.test(operator)).map((one) => breadthOfOne(issuer, one))
  return each.sort(byBreadth)[0] ?? 'anyone'
}

/** Operators that let only what is named through (AWS IAM: condition operators, with set operators before them). */
const RESTRICTS = /^(?:For(?:All|Any)Values?:)?String(?:Equals|Like|EqualsIgnoreCase)(?:IfExists)?$/i

function breadthOfOne(issuer: TokenIssuer, { operator, values }: ClaimCondition): Breadth {
  const isPattern = /StringLike/i.test(operator)
  const breadths = values.map((value): Breadth => {
    const text = readable(value)
    if (text === undefined) return 'unknown'
    if (text === OPEN) return 'unknown'
    // A star is a letter like others there.
    if (!isPattern) return 'one'
    const breadth = breadthOfPattern(issuer, text)
    return isOpen(value) && value.kind !== 'unresolved' && breadth !== 'one' ? 'unknown' : breadth
  })
  return breadths.sort(byBreadth).at(-1) ?? 'unknown'
}

/** A value of which nothing can be read. */
const OPEN = '${…}'

function breadthOfPattern({ tenant, project, anyRef }: TokenIssuer, written: string): Breadth {
  if (!/[*?]/.test(written)) return written.includes(OPEN) ? 'unknown' : 'one'
  // A variable that stands for the whole of `acme/shop`.
  const text = written.replace(/^(repo|project_path):\$\{…\}:/, '$1:${…}/${…}:')
  const before = text.slice(0, text.search(/[*?]/))
  // `workspace` names are unique in an organisation, whatever project they are in.
  const named = /^organization:[^*?:]+:project:[^:]+:workspace:[^*?:]+:/.test(text)
  if (project.test(before) || named) return anyRef.test(text) ? 'refs' : 'one'
  if (tenant.test(before)) return 'tenant'
  return before.includes(OPEN) ? 'unknown' : 'anyone'
}

function byBreadth(a: Breadth, b: Breadth): number {
  return BREADTHS.indexOf(a) - BREADTHS.indexOf(b)
}
