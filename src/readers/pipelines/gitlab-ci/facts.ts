import { both, either, negated } from '../../../core/three-valued.js'
import { patternMatches } from './pattern.js'
import { patternOf, type Expression, type Operand } from './expression.js'

/**
 * What is known of a variable in one kind of run: its text, `null` if it is not set, `some` if it is set to something
 * that is not empty. Undefined: nothing is known.
 */
export type Value = { readonly text: string } | null | 'some' | undefined

/** One kind of run of a pipeline, as rules see it. */
export interface Facts {
  /** `CI_PIPELINE_SOURCE`. */
  readonly source: string
  readonly ref: 'branch' | 'tag' | 'merge-request'
  /** The branch or tag; of a merge request the branch that it comes from. */
  readonly name: string
  readonly variables: ReadonlyMap<string, Value>
  /** Whether whoever starts such a run may give other values to the variables of the file. */
  readonly givesVariables: boolean
}

export type Lookup = (name: string) => Value

/** A branch that no rule asks for by name. */
export const SOME_BRANCH = 'some-branch'

/** A tag as most projects name their versions. */
export const SOME_TAG = 'v1.2.3'

/** GitLab docs: Predefined CI/CD variables; all that a run of a merge request has are named so. */
const OF_MERGE_REQUEST = /^CI_MERGE_REQUEST_/
const IDENTIFYING = /^CI_MERGE_REQUEST_(?:I?ID|PROJECT_(?:ID|PATH|URL)|REF_PATH|SOURCE_BRANCH_SHA|SOURCE_PROJECT_\w+)$/

/** Set in every run, to something that is not the same everywhere. */
const ALWAYS_SET = new Set(
  (
    'CI_COMMIT_SHA CI_COMMIT_SHORT_SHA CI_COMMIT_BEFORE_SHA CI_COMMIT_AUTHOR CI_COMMIT_TIMESTAMP CI_PIPELINE_ID ' +
    'CI_PIPELINE_IID CI_PIPELINE_URL CI_PIPELINE_CREATED_AT CI_PROJECT_ID CI_PROJECT_NAME CI_PROJECT_PATH ' +
    'CI_PROJECT_NAMESPACE CI_PROJECT_ROOT_NAMESPACE CI_PROJECT_URL CI_PROJECT_TITLE CI_PROJECT_PATH_SLUG ' +
    'CI_PROJECT_VISIBILITY CI_SERVER_HOST CI_SERVER_URL CI_SERVER_FQDN CI_SERVER_VERSION CI_API_V4_URL ' +
    'CI_JOB_TOKEN CI_REPOSITORY_URL CI_CONFIG_PATH GITLAB_USER_ID GITLAB_USER_LOGIN GITLAB_USER_NAME GITLAB_USER_EMAIL'
  ).split(' '),
)

/** Sources by which people and programs start a run and may hand it variables (GitLab docs: Pipeline sources). */
const BY_HAND: ReadonlySet<string> = new Set(['web', 'api', 'trigger', 'schedule', 'pipeline', 'chat', 'webide'])

/** A run for a branch. */
export function branchFacts(source: string, name: string, defaultBranch: string): Facts {
  return factsOf(source, 'branch', name, defaultBranch, [
    ['CI_COMMIT_BRANCH', { text: name }],
    ['CI_COMMIT_TAG', null],
    ['CI_OPEN_MERGE_REQUESTS', name === defaultBranch ? null : undefined],
  ])
}

/** A run for a tag. */
export function tagFacts(source: string, name: string, defaultBranch: string): Facts {
  return factsOf(source, 'tag', name, defaultBranch, [
    ['CI_COMMIT_BRANCH', null],
    ['CI_COMMIT_TAG', { text: name }],
    ['CI_OPEN_MERGE_REQUESTS', null],
  ])
}

/** A run for a merge request, of one kind of event if that is given (`detached`, `merged_result`, `merge_train`). */
export function mergeRequestFacts(name: string, target: string, defaultBranch: string, type?: string): Facts {
  return factsOf('merge_request_event', 'merge-request', name, defaultBranch, [
    ['CI_COMMIT_BRANCH', null],
    ['CI_COMMIT_TAG', null],
    ['CI_OPEN_MERGE_REQUESTS', 'some'],
    ['CI_MERGE_REQUEST_SOURCE_BRANCH_NAME', { text: name }],
    ['CI_MERGE_REQUEST_TARGET_BRANCH_NAME', { text: target }],
    ['CI_MERGE_REQUEST_EVENT_TYPE', type === undefined ? undefined : { text: type }],
  ])
}

/** The run of a child pipeline that a job of this run starts (GitLab docs: Downstream pipelines). */
export function childFacts(facts: Facts): Facts {
  const source = 'parent_pipeline'
  return { ...facts, source, variables: new Map([...facts.variables, ['CI_PIPELINE_SOURCE', { text: source }]]) }
}

function factsOf(
  source: string,
  ref: Facts['ref'],
  name: string,
  defaultBranch: string,
  variables: readonly (readonly [string, Value])[],
): Facts {
  const shared: [string, Value][] = [
    ['CI', { text: 'true' }],
    ['GITLAB_CI', { text: 'true' }],
    ['CI_PIPELINE_SOURCE', { text: source }],
    ['CI_DEFAULT_BRANCH', { text: defaultBranch }],
    ['CI_COMMIT_REF_NAME', { text: name }],
    ['CI_COMMIT_REF_SLUG', { text: slugOf(name) }],
  ]
  return { source, ref, name, variables: new Map([...shared, ...variables]), givesVariables: BY_HAND.has(source) }
}

/** GitLab docs: `CI_COMMIT_REF_SLUG`. */
function slugOf(name: string): string {
  return name
    .toLowerCase()
    .slice(0, 63)
    .replace(/[^a-z0-9]/g, '-')
    .replace(/^-+/, '')
    .replace(/(?<!-)-+$/, '')
}

/** The value of a variable that GitLab sets, or undefined. */
export function predefined(name: string, facts: Facts): Value {
  if (facts.variables.has(name)) return facts.variables.get(name)
  if (OF_MERGE_REQUEST.test(name)) {
    if (facts.ref !== 'merge-request') return null
    return IDENTIFYING.test(name) ? 'some' : undefined
  }
  if (name.startsWith('CI_EXTERNAL_PULL_REQUEST_')) return facts.source.startsWith('external_pull') ? undefined : null
  return ALWAYS_SET.has(name) ? 'some' : undefined
}

/** Whether the expression holds; undefined where that hangs on something that is not known. */
export function holds(expression: Expression, lookup: Lookup): boolean | undefined {
  switch (expression.kind) {
    case 'and':
      return both(holds(expression.left, lookup), holds(expression.right, lookup))
    case 'or':
      return either(holds(expression.left, lookup), holds(expression.right, lookup))
    case 'given':
      return isGiven(valueOf(expression.operand, lookup))
    case 'compare':
      return compared(expression.operator, expression.left, expression.right, lookup)
  }
}

function valueOf(operand: Operand, lookup: Lookup): Value {
  if (operand.kind === 'variable') return lookup(operand.name)
  if (operand.kind === 'text') return { text: operand.text }
  return operand.kind === 'null' ? null : { text: `/${operand.text}/${operand.flags}` }
}

function isGiven(value: Value): boolean | undefined {
  if (value === undefined) return undefined
  return value === 'some' || (value !== null && value.text !== '')
}

function compared(operator: string, left: Operand, right: Operand, lookup: Lookup): boolean | undefined {
  const [one, other] = [valueOf(left, lookup), valueOf(right, lookup)]
  if (operator === '==') return same(one, other)
  if (operator === '!=') return negated(same(one, other))
  const matched = matches(one, other)
  return operator === '=~' ? matched : negated(matched)
}

function same(one: Value, other: Value): boolean | undefined {
  if (one === undefined || other === undefined) return undefined
  if (one === 'some' || other === 'some') {
    const rest = one === 'some' ? other : one
    return rest === null || (rest !== 'some' && rest.text === '') ? false : undefined
  }
  return one === null || other === null ? one === other : one.text === other.text
}

function matches(value: Value, pattern: Value): boolean | undefined {
  if (value === null) return false
  if (value === undefined || value === 'some' || pattern === undefined || pattern === 'some') return undefined
  const parsed = pattern === null ? undefined : patternOf(pattern.text, 0)?.pattern
  return parsed && patternMatches(parsed, value.text)
}
