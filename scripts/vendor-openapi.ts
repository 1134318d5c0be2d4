import { readFileSync, writeFileSync } from 'node:fs'

/**
 * Makes __tests__/fixtures/github/openapi-subset.json: the operations that src/github uses and those that findings name, cut out of GitHub's OpenAPI
 * description, so that tests can hold requests and answers against it without a 385 MB dependency.
 *
 * Usage: node scripts/run.mjs scripts/vendor-openapi.ts <path of api.github.com.json from the package @octokit/openapi>
 */

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type JsonObject = { [key: string]: Json }

const REPO = '/repos/{owner}/{repo}'

const OPERATIONS: readonly (readonly [method: string, path: string])[] = [
  ['get', REPO],
  ['get', `${REPO}/rules/branches/{branch}`],
  ['get', `${REPO}/branches/{branch}`],
  ['get', `${REPO}/branches/{branch}/protection`],
  ['get', `${REPO}/rulesets`],
  ['get', `${REPO}/rulesets/{ruleset_id}`],
  ['get', `${REPO}/immutable-releases`],
  ['get', `${REPO}/releases/latest`],
  ['get', `${REPO}/environments`],
  ['get', `${REPO}/environments/{environment_name}/deployment_protection_rules`],
  ['get', `${REPO}/environments/{environment_name}/deployment-branch-policies`],
  ['get', `${REPO}/codeowners/errors`],
  ['get', `${REPO}/code-scanning/analyses`],
  ['get', `${REPO}/dependabot/alerts`],
  ['get', `${REPO}/vulnerability-alerts`],
  ['get', `${REPO}/secret-scanning/alerts`],
  ['get', `${REPO}/private-vulnerability-reporting`],
  ['get', `${REPO}/actions/permissions`],
  ['get', `${REPO}/actions/permissions/workflow`],
  ['get', `${REPO}/actions/permissions/fork-pr-contributor-approval`],
  ['get', `${REPO}/actions/permissions/fork-pr-workflows-private-repos`],
  ['get', `${REPO}/actions/runs`],
  ['get', `${REPO}/deployments`],
  ['get', `${REPO}/compare/{basehead}`],
  ['get', `${REPO}/pulls`],
  ['get', `${REPO}/pulls/{pull_number}/files`],
  ['get', `${REPO}/pulls/{pull_number}/comments`],
  ['post', `${REPO}/pulls/{pull_number}/reviews`],
  ['get', `${REPO}/tags`],
  ['get', `${REPO}/git/matching-refs/{ref}`],
  ['get', `${REPO}/commits/{ref}`],
  ['get', `${REPO}/commits/{ref}/check-runs`],
  ['get', `${REPO}/commits/{ref}/status`],
  ['get', `${REPO}/issues/{issue_number}/comments`],
  ['post', `${REPO}/issues/{issue_number}/comments`],
  ['patch', `${REPO}/issues/comments/{comment_id}`],
  ['delete', `${REPO}/issues/comments/{comment_id}`],
  ['patch', REPO],
  ['post', `${REPO}/rulesets`],
  ['put', `${REPO}/environments/{environment_name}`],
  ['post', `${REPO}/environments/{environment_name}/deployment-branch-policies`],
  ['post', `${REPO}/branches/{branch}/protection/enforce_admins`],
  ['put', `${REPO}/actions/permissions`],
  ['put', `${REPO}/actions/permissions/workflow`],
  ['put', `${REPO}/actions/permissions/fork-pr-contributor-approval`],
  ['put', `${REPO}/actions/permissions/fork-pr-workflows-private-repos`],
  ['put', `${REPO}/vulnerability-alerts`],
  ['put', `${REPO}/private-vulnerability-reporting`],
  ['post', `${REPO}/check-runs`],
  ['patch', `${REPO}/check-runs/{check_run_id}`],
]

/** Prose and examples: nothing that a validator reads. */
const DROPPED = new Set([
  'description',
  'summary',
  'title',
  'example',
  'examples',
  'externalDocs',
  'tags',
  'x-github',
  'deprecated',
])

/** Under these keys the keys are names of things, not keywords. */
const NAME_MAPS = new Set(['properties', 'patternProperties', 'schemas', 'parameters', 'responses', 'headers'])

/** Relative to the project's root, where scripts run. */
const OUTPUT = '__tests__/fixtures/github/openapi-subset.json'

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function stripped(value: Json, isNameMap = false): Json {
  if (Array.isArray(value)) return value.map((each) => stripped(each))
  if (!isObject(value)) return value
  const kept = Object.entries(value).filter(([key]) => isNameMap || !DROPPED.has(key))
  const entries = kept.map(([key, each]): [string, Json] => [key, stripped(each, !isNameMap && NAME_MAPS.has(key))])
  return isNameMap ? Object.fromEntries(entries) : nullableAsJsonSchema(Object.fromEntries(entries))
}

/** OpenAPI 3.0 says `nullable`; a JSON Schema validator wants null among the types and the values. */
function nullableAsJsonSchema(schema: JsonObject): JsonObject {
  const { nullable, ...rest } = schema
  if (nullable !== true) return rest
  if (typeof rest['type'] !== 'string') return { anyOf: [rest, { type: 'null' }] }
  const values = rest['enum']
  return {
    ...rest,
    type: [rest['type'], 'null'],
    ...(Array.isArray(values) && !values.includes(null) && { enum: [...values, null] }),
  }
}

function referencesIn(value: Json, found: Set<string>): void {
  if (Array.isArray(value)) for (const each of value) referencesIn(each, found)
  else if (isObject(value)) {
    if (typeof value['$ref'] === 'string') found.add(value['$ref'])
    for (const each of Object.values(value)) referencesIn(each, found)
  }
}

function lookUp(root: JsonObject, pointer: string): Json {
  let value: Json | undefined = root
  for (const key of pointer.replace('#/', '').split('/')) value = isObject(value) ? value[key] : undefined
  if (value === undefined) throw new Error(`the description has no ${pointer}`)
  return value
}

function operationOf(description: JsonObject, method: string, path: string): JsonObject {
  const item = isObject(description['paths']) ? description['paths'][path] : undefined
  const operation = isObject(item) ? item[method] : undefined
  if (!isObject(operation)) throw new Error(`the description has no ${method} ${path}`)
  const { operationId = '', parameters = [], requestBody = null, responses = {} } = operation
  return {
    operationId,
    parameters: stripped(parameters),
    requestBody: stripped(requestBody),
    responses: successesOf(stripped(responses, true)),
  }
}

/** Error answers are checked against one schema by the fake; only successes differ. */
function successesOf(responses: Json): JsonObject {
  const entries = isObject(responses) ? Object.entries(responses) : []
  return Object.fromEntries(entries.filter(([status]) => status.startsWith('2')))
}

function subsetOf(description: JsonObject): JsonObject {
  const paths: Record<string, JsonObject> = {}
  for (const [method, path] of OPERATIONS) {
    paths[path] = { ...paths[path], [method]: operationOf(description, method, path) }
  }
  const components: Record<string, Record<string, Json>> = { schemas: {} }
  const queue = new Set<string>(['#/components/schemas/basic-error'])
  referencesIn(paths, queue)
  for (const pointer of queue) {
    const [, , group = '', name = ''] = pointer.split('/')
    const part = stripped(lookUp(description, pointer))
    components[group] = { ...components[group], [name]: part }
    referencesIn(part, queue)
  }
  const info = isObject(description['info']) ? description['info']['version'] : undefined
  return { openapi: '3.0.3', info: { version: info ?? '' }, paths, components }
}

const source = process.argv[2]
if (source === undefined) throw new Error('usage: vendor-openapi.ts <api.github.com.json>')
writeFileSync(OUTPUT, `${JSON.stringify(subsetOf(JSON.parse(readFileSync(source, 'utf8')) as JsonObject))}\n`)
