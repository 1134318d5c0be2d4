import type { Located } from '../../../core/location.js'
import type { Infrastructure, JobStart, Resource, Trigger, TriggerKind, Value } from '../../../models/index.js'
import { itemsOf, textOf, valueAt } from '../../../models/value.js'
import { writtenText } from '../aws-codebuild/projects.js'
import { mentions, refersTo } from '../aws-codebuild/resource-names.js'
import type { Start } from '../started-elsewhere.js'
import { isFalse, type ActionDefinition, type PipelineDefinition } from './definition.js'

/** Resources that start a pipeline when its source changes, where it does not look by itself. */
const WEBHOOKS: ReadonlySet<string> = new Set(['AWS::CodePipeline::Webhook', 'aws_codepipeline_webhook'])
const RULES: ReadonlySet<string> = new Set([
  'AWS::Events::Rule',
  'AWS::Scheduler::Schedule',
  'aws_cloudwatch_event_target',
  'aws_scheduler_schedule',
])

/** Sources that are no repository, and what a new version in them is. */
const OTHER_SOURCES: ReadonlyMap<string, TriggerKind> = new Map<string, TriggerKind>([
  ['S3', 'other'],
  ['ECR', 'upstream'],
])

/**
 * What starts the pipeline: its triggers, else changes of its sources, and schedules that name it. Somebody can always
 * start it by hand; that counts where nothing else does. (AWS CodePipeline User Guide: Start a pipeline; Filter triggers
 * on code push or pull requests.)
 */
export function startOf(definition: PipelineDefinition, infrastructure: Infrastructure): Start {
  const { resource, keys, stages } = definition
  const rules = infrastructure.resources.filter(
    ({ type, properties }) => RULES.has(type) && mentions(properties, resource),
  )
  const isTold =
    rules.some((rule) => scheduleOf(rule, infrastructure) === undefined) ||
    infrastructure.resources.some(({ type, properties }) => WEBHOOKS.has(type) && mentions(properties, resource))
  const filtered = itemsOf(valueAt(resource.properties, keys.triggers))
  const named = new Set(filtered.map((each) => textOf(valueAt(each, `${keys.git}.${keys.sourceAction}`))))
  const sources = stages.flatMap(({ actions }) => actions.filter(({ category }) => category === 'Source'))
  const starts = [
    ...filtered.flatMap((each) => filteredStarts(each, definition)),
    ...sources.filter(({ name }) => !named.has(name)).flatMap((source) => sourceStart(source, isTold) ?? []),
    ...rules
      .flatMap((rule) => scheduleOf(rule, infrastructure) ?? [])
      .map(({ at }) => started({ kind: 'schedule', event: 'schedule', at })),
  ]
  const all =
    starts.length > 0 ? starts : [started({ kind: 'manual', event: 'StartPipelineExecution', at: resource.at })]
  return { triggers: all.map(({ trigger }) => trigger), starts: all }
}

function started(trigger: Trigger, certain = true): JobStart {
  return { trigger, certain, manual: false }
}

/** Triggers of a V2 pipeline: pushes, tags and pull requests of a connected repository. */
function filteredStarts(trigger: Value, { keys }: PipelineDefinition): JobStart[] {
  const git = valueAt(trigger, keys.git)
  const list = (value: Value, key: string, part: string): Located<string>[] =>
    itemsOf(valueAt(value, `${key}.${part}`)).flatMap((each) => writtenText(each) ?? [])
  const of = (value: Value, kind: TriggerKind, event: string): JobStart => {
    const [branches, branchesIgnored] = [keys.includes, keys.excludes].map((part) => list(value, keys.branches, part))
    const [paths, pathsIgnored] = [keys.includes, keys.excludes].map((part) => list(value, keys.paths, part))
    const lists = Object.entries({ branches, branchesIgnored, paths, pathsIgnored })
    return started({
      kind,
      event,
      at: value.at,
      ...Object.fromEntries(lists.filter(([, names]) => names !== undefined && names.length > 0)),
    })
  }
  const pushes = itemsOf(valueAt(git, keys.push)).map((push) => {
    const tags = list(push, keys.tags, keys.includes)
    const isTag = valueAt(push, keys.tags) !== undefined
    return isTag
      ? started({ kind: 'tag', event: 'tag', at: push.at, ...(tags.length > 0 && { tags }) })
      : of(push, 'push', 'push')
  })
  const changes = itemsOf(valueAt(git, keys.pullRequest)).map((each) => of(each, 'change-request', 'pull_request'))
  return [...pushes, ...changes]
}

/**
 * A change of a source: CodePipeline looks for it by itself, unless that is switched off.
 * @param isTold whether a webhook or a rule of the tree tells the pipeline of changes
 */
function sourceStart({ provider, configuration, at }: ActionDefinition, isTold: boolean): JobStart | undefined {
  const isConnection = provider === 'CodeStarSourceConnection'
  if (isConnection && isFalse(configuration.get('DetectChanges'))) return undefined
  const certain = isConnection || isTold || !isFalse(configuration.get('PollForSourceChanges'))
  const other = OTHER_SOURCES.get(provider)
  if (other !== undefined) return started({ kind: other, event: provider, at }, certain)
  const branch = writtenText(configuration.get('BranchName') ?? configuration.get('Branch'))
  return started({ kind: 'push', event: provider, at, ...(branch !== undefined && { branches: [branch] }) }, certain)
}

/** The expression by which a rule starts the pipeline by the clock; undefined for one that follows an event. */
function scheduleOf(rule: Resource, { resources }: Infrastructure): Value | undefined {
  const own = valueAt(rule.properties, 'ScheduleExpression') ?? valueAt(rule.properties, 'schedule_expression')
  const other = resources.find(
    (each) =>
      each.type === 'aws_cloudwatch_event_rule' &&
      each.module === rule.module &&
      refersTo(valueAt(rule.properties, 'rule'), each),
  )
  return own ?? valueAt(other?.properties, 'schedule_expression')
}
