import type { Located } from '../../../core/location.js'
import type { JobStart, Trigger, TriggerKind } from '../../../models/index.js'
import type { Start } from '../started-elsewhere.js'
import type { BuildProject, WebhookFilter, WebhookGroup } from './projects.js'

/** What the events of a webhook are (AWS CodeBuild API Reference: WebhookFilter). */
const EVENTS: ReadonlyMap<string, TriggerKind> = new Map<string, TriggerKind>([
  ['PUSH', 'push'],
  ['PULL_REQUEST_CREATED', 'change-request'],
  ['PULL_REQUEST_UPDATED', 'change-request'],
  ['PULL_REQUEST_REOPENED', 'change-request'],
  ['PULL_REQUEST_MERGED', 'push'],
  ['PULL_REQUEST_CLOSED', 'other'],
  ['RELEASED', 'release'],
  ['PRERELEASED', 'release'],
  ['WORKFLOW_JOB_QUEUED', 'other'],
])

/** Filters on which it depends, beside the branch, whether a change starts the build. */
const OTHER_FILTERS: ReadonlySet<string> = new Set([
  'ACTOR_ACCOUNT_ID',
  'COMMIT_MESSAGE',
  'WORKFLOW_NAME',
  'ORGANIZATION_NAME',
  'REPOSITORY_NAME',
])

/**
 * What a project's webhook starts. A webhook without filters builds every push and every change under review. (AWS
 * CodeBuild User Guide: GitHub webhook events.)
 */
export function webhookStart({ groups, at }: NonNullable<BuildProject['webhook']>): Start {
  const started =
    groups.length === 0 ? [{ kinds: ['push', 'change-request'] as const, group: [] }] : groups.map(kindsOf)
  const starts = started.flatMap(({ kinds, group }) => kinds.map((kind) => startOf(kind, group, at)))
  return { triggers: starts.map(({ trigger }) => trigger), starts }
}

function kindsOf(group: WebhookGroup): { kinds: readonly TriggerKind[]; group: WebhookGroup } {
  const events = group
    .filter(({ type }) => type === 'EVENT')
    .flatMap(({ pattern }) => pattern.value.split(','))
    .map((event) => EVENTS.get(event.trim()))
  const tags = group.some(
    ({ type, pattern, excludes }) => type === 'HEAD_REF' && !excludes && /refs\\?\/tags/.test(pattern.value),
  )
  const kinds = events.flatMap((kind) => (kind === 'push' && tags ? ['tag' as const] : (kind ?? [])))
  return { kinds: [...new Set(kinds)], group }
}

function startOf(kind: TriggerKind, group: WebhookGroup, at: Trigger['at']): JobStart {
  const reference = kind === 'change-request' ? 'BASE_REF' : 'HEAD_REF'
  const named = group.filter(({ type }) => type === reference)
  const branches = named.flatMap(branchOf)
  const paths = group.filter(({ type, excludes }) => type === 'FILE_PATH' && !excludes)
  const event = group.find(({ type }) => type === 'EVENT')?.pattern
  const trigger: Trigger = {
    kind,
    event: kind === 'change-request' ? 'PULL_REQUEST' : kind.toUpperCase(),
    at: event?.at ?? at,
    ...(kind === 'tag' ? branches.length > 0 && { tags: branches } : branches.length > 0 && { branches }),
    ...(paths.length > 0 && { paths: paths.map(({ pattern }) => pattern) }),
  }
  const open = group.some(({ type }) => OTHER_FILTERS.has(type)) || named.some(({ excludes }) => excludes)
  return { trigger, certain: !open, manual: false }
}

/** The branch or tag that a filter's regular expression names, as a pattern: `^refs/heads/main$` is `main`. */
function branchOf({ pattern, excludes }: WebhookFilter): Located<string>[] {
  if (excludes) return []
  const name = pattern.value
    .replaceAll('\\/', '/')
    .replace(/^\^/, '')
    .replace(/\$$/, '')
    .replace(/^refs\/(?:heads|tags)\//, '')
    .replaceAll('.*', '*')
  return [{ ...pattern, value: name }]
}
