import type { Located } from '../../../core/location.js'
import type { Include, JobStart, Trigger, TriggerKind } from '../../../models/index.js'
import { entriesOf, located } from '../../yaml/navigate.js'
import type { YamlNode, YamlScalar } from '../../yaml/node.js'
import type { Start } from '../started-elsewhere.js'

const PREFIX = 'pipelinesascode.tekton.dev/'

/** Events of pipelines as code (Pipelines as Code docs: Creating PipelineRun, matching annotations). */
const EVENTS: ReadonlyMap<string, TriggerKind> = new Map<string, TriggerKind>([
  ['pull_request', 'change-request'],
  ['pull-request', 'change-request'],
  ['merge_request', 'change-request'],
  ['push', 'push'],
  ['incoming', 'other'],
  ['comment', 'comment'],
])

/** What the annotations of a run say about its start; undefined if they say nothing. */
export function annotatedStart(annotations: YamlNode | undefined): Start | undefined {
  const own = new Map(
    entriesOf(annotations).flatMap(({ key, value }) =>
      key.text.startsWith(PREFIX) && value.kind === 'scalar' ? [[key.text.slice(PREFIX.length), value] as const] : [],
    ),
  )
  const cel = own.get('on-cel-expression')
  const starts = cel === undefined ? startsByEvent(own) : startsByExpression(cel)
  const comment = own.get('on-comment')
  const all = [...starts, ...(comment === undefined ? [] : [started('comment', 'comment', comment.at)])]
  return all.length === 0 ? undefined : { triggers: all.map(({ trigger }) => trigger), starts: all }
}

function started(
  kind: TriggerKind,
  event: string,
  at: Trigger['at'],
  more: Partial<Trigger> = {},
  certain = true,
): JobStart {
  return { trigger: { kind, event, at, ...more }, certain, manual: false }
}

function startsByEvent(own: ReadonlyMap<string, YamlScalar>): JobStart[] {
  const events = own.get('on-event')
  const branches = own.get('on-target-branch')
  const paths = own.get('on-path-change')
  if (events === undefined) return []
  const names = branches === undefined ? [] : listOf(branches)
  const tags = names.filter(({ value }) => value.startsWith('refs/tags/'))
  const heads = names.filter(({ value }) => !value.startsWith('refs/tags/'))
  const changed = paths === undefined ? {} : { paths: listOf(paths) }
  return listOf(events).flatMap(({ value, at }) => {
    const kind = EVENTS.get(value) ?? 'other'
    const branch =
      kind === 'push' || kind === 'change-request' ? { ...(heads.length > 0 && { branches: heads }), ...changed } : {}
    const own_ = names.length === 0 || heads.length > 0 || kind !== 'push' ? [started(kind, value, at, branch)] : []
    return kind === 'push' && tags.length > 0
      ? [...own_, started('tag', value, at, { tags: tags.map(withoutRef) })]
      : own_
  })
}

function withoutRef(name: Located<string>): Located<string> {
  return { ...name, value: name.value.replace(/^refs\/(?:tags|heads)\//, '') }
}

/** `[main, release-*]`, or one name. */
function listOf(scalar: YamlScalar): Located<string>[] {
  const { value, at } = located(scalar)
  return value
    .replace(/^\s*\[|\]\s*$/g, '')
    .split(',')
    .map((part) => part.trim().replace(/^["']|["']$/g, ''))
    .filter((part) => part !== '')
    .map((part) => withoutHead({ value: part, at }))
}

function withoutHead(name: Located<string>): Located<string> {
  return { ...name, value: name.value.replace(/^refs\/heads\//, '') }
}

const EVENT_IS = /\bevent\s*==\s*["']([\w-]+)["']/g
const BRANCH_IS = /\btarget_branch\s*==\s*["']([^"']+)["']/g

/** An expression that names events and branches; what else it asks for leaves it open whether the run starts. */
function startsByExpression(scalar: YamlScalar): JobStart[] {
  const text = scalar.text
  const events = [...new Set(Array.from(text.matchAll(EVENT_IS), ([, event = '']) => event))]
  const branches = Array.from(text.matchAll(BRANCH_IS), ([, branch = '']) =>
    withoutHead({ value: branch, at: scalar.at }),
  )
  const rest = text
    .replace(EVENT_IS, '')
    .replace(BRANCH_IS, '')
    .replace(/[\s()&|]+/g, '')
  const certain = rest === '' && (events.length === 1 || branches.length === 0)
  const named = branches.length > 0 ? { branches } : {}
  return events.map((event) => started(EVENTS.get(event) ?? 'other', event, scalar.at, named, certain))
}

/** Tasks that the annotations bring in, by name: `[git-clone, golang-test:0.2]`, addresses, and files of the tree. */
export function annotatedTasks(annotations: YamlNode | undefined): Map<string, Include> {
  const found = new Map<string, Include>()
  for (const { key, value } of entriesOf(annotations)) {
    if (!/^pipelinesascode\.tekton\.dev\/(?:task|pipeline)(?:-\d+)?$/.test(key.text) || value.kind !== 'scalar')
      continue
    for (const { value: text, at } of listOf(value)) {
      const [, name = text, ref] = /^([\w-]+)(?::([\w.-]+))?$/.exec(text) ?? []
      const isAddress = text.includes('://')
      if (!isAddress && /\.ya?ml$/.test(text)) continue
      const own = isAddress ? (/(?<![\w-])([\w-]+)\.ya?ml$/.exec(text)?.[1] ?? text) : name
      const pinned = isAddress ? /\/[0-9a-f]{40}\//.test(text) : ref !== undefined && ref !== 'latest'
      found.set(own, {
        text,
        kind: isAddress ? 'remote' : 'task',
        pinned,
        official: false,
        at,
        ...(ref !== undefined && { ref }),
      })
    }
  }
  return found
}
