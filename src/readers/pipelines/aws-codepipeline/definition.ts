import type { Located, Location } from '../../../core/location.js'
import type { Resource, Unresolved, Value } from '../../../models/index.js'
import { itemsOf, numberOf, textOf, truthOf, valueAt } from '../../../models/value.js'
import { writtenText } from '../aws-codebuild/projects.js'
import { unresolved } from '../parts.js'
import { CLOUDFORMATION, TERRAFORM, type Keys } from './keys.js'

/** An action of a stage, or a rule of one of its conditions. */
export interface ActionDefinition {
  readonly name: string
  /** `Deploy`, `Build`, `Source` …; `Rule` for a rule. */
  readonly category: string
  readonly provider: string
  readonly runOrder: number
  readonly configuration: ReadonlyMap<string, Value>
  /** Shell commands of the Commands action and rule. */
  readonly commands?: Value
  readonly timeout?: Located<string>
  /** Present where it hangs on something unknown whether the pipeline has the action. */
  readonly uncertain?: true
  readonly at: Location
}

/** What is looked at before a stage, after it, or when it failed. */
export interface StageCondition {
  readonly rules: readonly ActionDefinition[]
  readonly results: ReadonlySet<string>
  readonly at: Location
}

export interface StageDefinition {
  readonly name: string
  readonly actions: readonly ActionDefinition[]
  readonly unresolved: readonly Unresolved[]
  readonly before?: StageCondition
  readonly success?: StageCondition
  readonly failure?: StageCondition
  readonly at: Location
}

/** A pipeline as CloudFormation or Terraform defines it. */
export interface PipelineDefinition {
  readonly resource: Resource
  readonly keys: Keys
  readonly name: string
  readonly stages: readonly StageDefinition[]
  /** Stages that nothing enters until somebody lets it, and where that is said. */
  readonly disabled: ReadonlyMap<string, Location>
  /** `SUPERSEDED` is the default (AWS CodePipeline User Guide: Set or change the pipeline execution mode). */
  readonly executionMode: string
  readonly unresolved: readonly Unresolved[]
}

/** Reads a pipeline; undefined for a resource that is none. */
export function definitionOf(resource: Resource): PipelineDefinition | undefined {
  const keys =
    resource.type === 'AWS::CodePipeline::Pipeline'
      ? CLOUDFORMATION
      : resource.type === 'aws_codepipeline'
        ? TERRAFORM
        : undefined
  if (keys === undefined) return undefined
  const { properties } = resource
  const stages = entriesIn(valueAt(properties, keys.stages), 'stages of the pipeline', resource.at)
  const disabled = itemsOf(valueAt(properties, keys.disabled)).flatMap((each) => {
    const stage = textOf(valueAt(each, 'StageName'))
    return stage === undefined ? [] : [[stage, each.at] as const]
  })
  return {
    resource,
    keys,
    name: textOf(valueAt(properties, keys.name)) ?? resource.name,
    stages: stages.known.map((stage, index) => stageOf(stage, index, keys)),
    disabled: new Map(disabled),
    executionMode: textOf(valueAt(properties, keys.executionMode)) ?? 'SUPERSEDED',
    unresolved: stages.open,
  }
}

function stageOf({ value: stage, uncertain }: Entry, index: number, keys: Keys): StageDefinition {
  const name = valueAt(stage, keys.name)
  const actions = entriesIn(valueAt(stage, keys.actions), 'actions of a stage', stage.at)
  const condition = (key: string): StageCondition | undefined => conditionOf(valueAt(stage, key), keys)
  const [before, success, failure] = [keys.before, keys.success, keys.failure].map(condition)
  return {
    name: writtenText(name)?.value ?? `stage ${index + 1}`,
    actions: actions.known.map((action, order) => ({
      ...actionOf(action.value, order, keys, keys.actionType),
      ...((uncertain || action.uncertain) && { uncertain: true as const }),
    })),
    unresolved: actions.open,
    at: name?.at ?? stage.at,
    ...(before !== undefined && { before }),
    ...(success !== undefined && { success }),
    ...(failure !== undefined && { failure }),
  }
}

function actionOf(action: Value, order: number, keys: Keys, typeKey: string | undefined): ActionDefinition {
  const name = valueAt(action, keys.name)
  const type = typeKey === undefined ? action : valueAt(action, typeKey)
  const configuration = valueAt(action, keys.configuration)
  const commands = valueAt(action, keys.commands)
  const timeout = writtenText(valueAt(action, keys.timeout))
  return {
    name: writtenText(name)?.value ?? `action ${order + 1}`,
    category: textOf(valueAt(type, keys.category)) ?? '',
    provider: textOf(valueAt(type, keys.provider)) ?? '',
    runOrder: numberOf(valueAt(action, keys.runOrder)) ?? 1,
    configuration: configuration?.kind === 'dict' ? configuration.entries : new Map(),
    at: name?.at ?? action.at,
    ...(commands !== undefined && { commands }),
    ...(timeout !== undefined && { timeout }),
  }
}

function conditionOf(value: Value | undefined, keys: Keys): StageCondition | undefined {
  if (value === undefined) return undefined
  const outer = itemsOf(value)
  const conditions = outer.flatMap((each) => itemsOf(valueAt(each, keys.conditions)))
  const results = [...outer, ...conditions].flatMap((each) => textOf(valueAt(each, keys.result)) ?? [])
  const rules = conditions
    .flatMap((each) => itemsOf(valueAt(each, keys.rules)))
    .map((rule, index) => ({ ...actionOf(rule, index, keys, keys.ruleType), category: 'Rule' }))
  return { rules, results: new Set(results), at: value.at }
}

/** A stage or an action, and whether it hangs on something unknown that there is one. */
interface Entry {
  readonly value: Value
  readonly uncertain: boolean
}

/** The entries of a list that the template decides, those that may be there, and those that it leaves open. */
function entriesIn(
  value: Value | undefined,
  what: string,
  at: Location,
): { known: readonly Entry[]; open: readonly Unresolved[] } {
  if (value === undefined) return { known: [], open: [] }
  const known: Entry[] = []
  const open: Unresolved[] = []
  for (const item of value.kind === 'unresolved' ? [value] : itemsOf(value)) {
    if (item.kind !== 'unresolved') known.push({ value: item, uncertain: false })
    else if (item.alike !== undefined) known.push({ value: item.alike, uncertain: true })
    else open.push(unresolved(`${what} (${excerpt(item.text)})`, 'dynamic', item.at.line > 0 ? item.at : at))
  }
  return { known, open }
}

function excerpt(text: string): string {
  const line = text.trim().split('\n')[0] ?? ''
  return line.length > 60 ? `${line.slice(0, 60)}…` : line
}

/** Whether a setting says `false`. */
export function isFalse(value: Value | undefined): boolean {
  return truthOf(value) === false
}
