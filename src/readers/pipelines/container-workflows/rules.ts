import { both, either } from '../../../core/three-valued.js'
import type { Located } from '../../../core/location.js'
import type { Step } from '../../../models/index.js'
import { entriesOf, scalarAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { parseRule, ruleHolds, type RuleExpression, type RuleNames } from '../boolean-expression.js'
import type { SampleRun } from '../run-kinds.js'
import { filterOf, isLetThrough, type Filter } from './filters.js'

/** What must hold together: filters by what they look at, and an expression. */
export interface Condition {
  readonly filters: ReadonlyMap<string, Filter>
  readonly evaluate?: { readonly text: Located<string>; readonly expression: RuleExpression | undefined }
}

/** Conditions of which one must hold; without any, everything may run. */
export type Rule = readonly Condition[]

/** What a run is to the filters of a system. */
export interface RunFacts {
  readonly event: string
  /** Undefined where not known; null where the filter is not applied. */
  readonly branch: string | null | undefined
  readonly ref: string | undefined
  readonly environment: string | undefined
  readonly names: RuleNames
}

/** How a system sees runs. */
export interface Dialect {
  facts(run: SampleRun, defaultBranch: string): RunFacts
  /** Filters on the environment that is deployed to. */
  readonly environmentKeys: readonly string[]
  /** The events of deployments that a person starts. */
  readonly deploymentEvents: readonly string[]
  /** Whether a filter on the names of schedules leaves other runs alone. */
  readonly cronFilterIsForCron: boolean
}

/** The rule of `when` or `trigger`: a condition, or a list of them. */
export function ruleOf(node: YamlNode | undefined): Condition[] {
  if (node?.kind === 'sequence')
    return node.items.flatMap((item) => (item.kind === 'mapping' ? [conditionOf(item)] : []))
  return node?.kind === 'mapping' ? [conditionOf(node)] : []
}

function conditionOf(node: YamlNode): Condition {
  const evaluate = scalarAt(node, 'evaluate')
  const entries = entriesOf(node).filter(({ key }) => key.text !== 'evaluate')
  return {
    filters: new Map(entries.map(({ key, value }) => [key.text, filterOf(value)])),
    ...(evaluate !== undefined && {
      evaluate: { text: { value: evaluate.text, at: evaluate.at }, expression: parseRule(evaluate.text) },
    }),
  }
}

/** When a rule lets something run after a failure: its `status` says so (Drone docs: Conditions, By status). */
export function afterOf(rule: Rule): Step['after'] {
  const statuses = rule.map(({ filters }) => filters.get('status')?.include.map(({ value }) => value) ?? [])
  if (!statuses.some((each) => each.includes('failure'))) return undefined
  return statuses.some((each) => each.length === 0 || each.includes('success')) ? 'always' : 'failure'
}

/** Whether a run gets past a rule; undefined where that hangs on what is not known. */
export function ruleLets(rule: Rule, dialect: Dialect, run: SampleRun, defaultBranch: string): boolean | undefined {
  if (rule.length === 0) return true
  const facts = dialect.facts(run, defaultBranch)
  return rule
    .map((condition) => conditionLets(condition, dialect, facts, defaultBranch))
    .reduce(either, false as boolean | undefined)
}

function conditionLets(
  condition: Condition,
  dialect: Dialect,
  facts: RunFacts,
  defaultBranch: string,
): boolean | undefined {
  const parts = Array.from(condition.filters, ([key, filter]) =>
    key === 'branch' ? branchLets(filter, facts, defaultBranch) : filterLets(key, filter, dialect, facts),
  )
  const { evaluate } = condition
  if (evaluate !== undefined) parts.push(evaluate.expression && ruleHolds(evaluate.expression, facts.names))
  return parts.reduce(both, true as boolean | undefined)
}

function branchLets(filter: Filter, { branch }: RunFacts, defaultBranch: string): boolean | undefined {
  return branch === null ? true : isLetThrough(filter, branch, defaultBranch)
}

function filterLets(key: string, filter: Filter, dialect: Dialect, facts: RunFacts): boolean | undefined {
  switch (key) {
    case 'event':
      return isLetThrough(filter, facts.event)
    case 'ref':
      return isLetThrough(filter, facts.ref)
    case 'cron':
      // Which schedules there are is a setting.
      return facts.event === 'cron' ? undefined : dialect.cronFilterIsForCron
    case 'status':
      return true
    default:
      if (!dialect.environmentKeys.includes(key)) return undefined
      return isLetThrough(filter, isDeployment(facts, dialect) ? facts.environment : '')
  }
}

function isDeployment({ event }: RunFacts, { deploymentEvents }: Dialect): boolean {
  return deploymentEvents.includes(event)
}
