import type { Location } from '../../../core/location.js'
import type { EnvironmentRef, Settings, Tier, Trigger } from '../../../models/index.js'
import { classifyEnvironment } from '../../../models/environment-names.js'
import type { YamlNode } from '../../yaml/node.js'
import { defined } from '../defined.js'
import type { Lookup } from './facts.js'
import type { Matrix } from './matrix.js'
import { given, givenScalar, givenText } from './nodes.js'
import { expanded, isKnown, type Variables } from './variables.js'

/** GitLab docs: `environment:deployment_tier`. */
const TIERS: ReadonlyMap<string, Tier> = new Map<string, Tier>([
  ['production', 'production'],
  ['staging', 'staging'],
  ['testing', 'test'],
  ['development', 'development'],
  ['other', 'unknown'],
])

/** Names that one environment may have, by branch and by matrix. */
const MAX_NAMES = 50

/** What the name of an environment hangs on. */
export interface EnvironmentScope {
  readonly variables: Variables
  readonly matrix: Matrix | undefined
  /** The kinds of runs that get to the job. */
  readonly triggers: readonly Trigger[]
  readonly settings: Settings
}

/**
 * Reads `environment`. Undefined for a job that stops one: it deploys nothing. A job that only looks at or prepares an
 * environment makes no record of a deployment (GitLab docs: `environment:action`).
 */
export function readEnvironment(node: YamlNode | undefined, scope: EnvironmentScope): EnvironmentRef | undefined {
  const name = node?.kind === 'scalar' ? node : givenScalar(node, 'name')
  const action = givenText(node, 'action') ?? 'start'
  if (name === undefined || action === 'stop') return undefined
  const names = namesOf(name.text, scope)
  const [first = name.text] = names
  const classes = names.map((each) => classifyEnvironment(each, scope.settings))
  const tiers = new Set(classes.map(({ tier }) => tier))
  const tier = TIERS.get(givenText(node, 'deployment_tier') ?? '') ?? (tiers.size === 1 ? classes[0]?.tier : undefined)
  const stops = given(node, 'auto_stop_in') !== undefined && tier !== 'production' && tier !== 'staging'
  const url = givenText(node, 'url')
  return {
    name: names.length === 1 ? first : expanded(name.text, scope.variables, NOTHING),
    resolved: names.length === 1 && isKnown(first),
    ...(names.length > 1 && { values: names }),
    tier: tier ?? 'unknown',
    ephemeral: stops || (classes.length > 0 && classes.every(({ ephemeral }) => ephemeral)),
    ...defined({
      stops: stopOf(node),
      url: url === undefined ? undefined : expanded(url, scope.variables, NOTHING),
    }),
    records: action === 'start',
    at: name.at,
  }
}

function stopOf(node: YamlNode | undefined): Location | undefined {
  return (givenScalar(node, 'on_stop') ?? givenScalar(node, 'auto_stop_in'))?.at
}

const NOTHING: Lookup = () => undefined

/** How triggers name a default branch whose name no rule tells. */
const DEFAULT_BRANCH = '$CI_DEFAULT_BRANCH'

/** The names that a text comes to for each branch or tag by name, and for each job of a matrix. */
function namesOf(text: string, { variables, matrix, triggers }: EnvironmentScope): string[] {
  const refs = new Set(triggers.flatMap((trigger) => refsOf(trigger)))
  const names = new Set<string>()
  for (const ref of refs.size === 0 ? [undefined] : refs) {
    const lookup: Lookup = (name) => (ref !== undefined && name === 'CI_COMMIT_REF_NAME' ? { text: ref } : undefined)
    const branch: Lookup = (name) => (ref !== undefined && name === 'CI_COMMIT_BRANCH' ? { text: ref } : lookup(name))
    for (const job of matrix === undefined || matrix.jobs.length === 0 ? [new Map() as Variables] : matrix.jobs) {
      if (names.size < MAX_NAMES) names.add(expanded(text, new Map([...variables, ...job]), branch))
    }
  }
  return [...names]
}

/** Branches and tags that a trigger names; undefined for any. */
function refsOf({ branches, tags }: Trigger): (string | undefined)[] {
  const names = (branches ?? tags ?? []).map(({ value }) => value)
  if (names.length === 0) return [undefined]
  return names.map((name) =>
    name === DEFAULT_BRANCH ? '${{ CI_DEFAULT_BRANCH }}' : name.startsWith('/') ? undefined : name,
  )
}
