import type { Location } from '../../../core/location.js'
import type { EnvironmentRef, Settings, Tier, Trigger } from '../../../models/index.js'
import { classifyEnvironment, type EnvironmentClass } from '../../../models/environment-names.js'
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
  /** What the rules set by which each of them gets there; several where it is not known which rule does. */
  readonly byRule: ReadonlyMap<Trigger, readonly Variables[]>
  /** Values that who starts the pipeline by hand may choose from, by variable. */
  readonly options: ReadonlyMap<string, readonly string[]>
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
  const byTrigger = namesByTrigger(name.text, scope)
  const names = [...new Set([...byTrigger.values()].flat())].slice(0, MAX_NAMES)
  const offered = choicesOf(name.text, scope).filter((each) => !names.includes(each))
  const [first = name.text] = names
  const classes = names.map((each) => classifyEnvironment(each, scope.settings))
  const tier = TIERS.get(givenText(node, 'deployment_tier') ?? '') ?? onlyTier(classes)
  const stops = given(node, 'auto_stop_in') !== undefined && tier !== 'production' && tier !== 'staging'
  const url = givenText(node, 'url')
  return {
    name: names.length === 1 ? first : expanded(name.text, scope.variables, NOTHING),
    resolved: names.length === 1 && isKnown(first),
    ...(names.length > 1 && { values: names, byTrigger }),
    ...(offered.length > 0 && { choices: offered }),
    tier,
    ephemeral: stops || (classes.length > 0 && classes.every(({ ephemeral }) => ephemeral)),
    ...defined({
      stops: stopOf(node),
      url: url === undefined ? undefined : expanded(url, scope.variables, NOTHING),
    }),
    records: action === 'start',
    at: name.at,
  }
}

/** The tier of all classes, if it is one. */
function onlyTier([first, ...others]: readonly EnvironmentClass[]): Tier {
  return first !== undefined && others.every(({ tier }) => tier === first.tier) ? first.tier : 'unknown'
}

function stopOf(node: YamlNode | undefined): Location | undefined {
  return (givenScalar(node, 'on_stop') ?? givenScalar(node, 'auto_stop_in'))?.at
}

const NOTHING: Lookup = () => undefined

/** How triggers name a default branch whose name no rule tells. */
const DEFAULT_BRANCH = '$CI_DEFAULT_BRANCH'

/** What stands for any kind of run, where none gets to the job. */
const NO_RUN: Trigger = {
  kind: 'other',
  event: '',
  at: { file: '', line: 1, column: 1, endLine: 1, endColumn: 1, route: '' },
}

/** The names that a text comes to for each kind of run, its rule, each branch or tag by name, and each job of a matrix. */
function namesByTrigger(text: string, scope: EnvironmentScope): Map<Trigger, string[]> {
  const triggers = scope.triggers.length === 0 ? [NO_RUN] : scope.triggers
  return new Map(triggers.map((trigger) => [trigger, namesOf(text, trigger, scope)]))
}

function namesOf(text: string, trigger: Trigger, { variables, matrix, byRule }: EnvironmentScope): string[] {
  const names = new Set<string>()
  const rules = byRule.get(trigger) ?? []
  for (const own of rules.length === 0 ? [new Map() as Variables] : rules) {
    for (const ref of new Set(refsOf(trigger))) {
      const lookup: Lookup = (name) => (ref !== undefined && name === 'CI_COMMIT_REF_NAME' ? { text: ref } : undefined)
      const branch: Lookup = (name) => (ref !== undefined && name === 'CI_COMMIT_BRANCH' ? { text: ref } : lookup(name))
      for (const job of matrix === undefined || matrix.jobs.length === 0 ? [new Map() as Variables] : matrix.jobs) {
        if (names.size < MAX_NAMES) names.add(expanded(text, new Map([...variables, ...own, ...job]), branch))
      }
    }
  }
  return [...names]
}

/** The names that a text comes to by what somebody may choose who starts the pipeline. */
function choicesOf(text: string, { variables, options }: EnvironmentScope): string[] {
  const used = [...options].filter(([name]) => text.includes(`$${name}`) || text.includes(`\${${name}}`))
  return used
    .flatMap(([name, values]) =>
      values.slice(0, MAX_NAMES).map((value) => {
        const at = variables.get(name)?.at ?? NO_RUN.at
        return expanded(text, new Map([...variables, [name, { value, at }]]), NOTHING)
      }),
    )
    .filter(isKnown)
}

/** Branches and tags that a trigger names; undefined for any. */
function refsOf({ branches, tags }: Trigger): (string | undefined)[] {
  const names = (branches ?? tags ?? []).map(({ value }) => value)
  if (names.length === 0) return [undefined]
  return names.map((name) =>
    name === DEFAULT_BRANCH ? '${{ CI_DEFAULT_BRANCH }}' : name.startsWith('/') ? undefined : name,
  )
}
