import { fileLocation, type Location } from '../core/location.js'
import type { Message } from '../core/message.js'
import { SEVERITIES } from '../core/severity.js'
import type { TrustChange, TrustKind } from '../core/trust.js'
import { compareVersions } from '../core/versions.js'
import { entriesOf, itemsOf, valueAt } from '../readers/yaml/navigate.js'
import type { YamlNode } from '../readers/yaml/node.js'
import type { Files } from '../snapshot/snapshot.js'
import { fieldsOf, listOf, stated, type BothExtended, type Stated } from './changes.js'
import { PROFILES, profileOf } from './profiles.js'

/** From the mildest to the strictest. */
const FAIL_ON = ['never', 'foundational', 'recommended', 'optional']
const UNKNOWN = ['ignore', 'fail']
const SCOPES = ['changes', 'repository']

/** What the change would allow that the base does not, with its places. `path` and `extended` as for configChanges. */
export function configLoosened(base: Files, head: Files, path?: string, extended: BothExtended = {}): TrustChange[] {
  const [before, after] = [stated(base, path, extended.base), stated(head, path, extended.head)]
  if (before.file !== undefined && after.file === undefined) return [removed(before, before.file)]
  return [
    ...ranksLowered(before, after),
    ...epochLowered(before, after),
    ...checksLowered(before, after),
    ...listsChanged(before, after),
    ...baselineGrown(before, after),
    ...recordsAdded(before, after),
  ]
}

/** A file that nobody finds does not say where it stood. */
function removed({ attestations, exceptions }: Stated, file: string): TrustChange {
  const lost = attestations.size + exceptions.length > 0 ? ' Its exceptions and attestations go with it.' : ''
  const message = ['The configuration ', { value: file }, ` is removed: the defaults would hold.${lost}`]
  return { kind: 'config-removed', message, at: fileLocation(file) }
}

/** Effective values: a profile decides what the configuration leaves out. */
function effective({ settings }: Stated, key: string): string {
  const named = textOf(settings.get('profile'))
  const profile = profileOf(PROFILES.find((each) => each === named))
  const own = textOf(settings.get(key))
  if (key === 'fail-on') return own ?? profile.gate.failOn ?? 'foundational'
  return key === 'unknown' ? (own ?? profile.gate.unknown ?? 'ignore') : (own ?? '')
}

function ranksLowered(before: Stated, after: Stated): TrustChange[] {
  const fall = (key: string, order: readonly string[]): TrustChange[] => {
    const [was, is] = [effective(before, key), effective(after, key)]
    const [from, to] = [order.indexOf(was), order.indexOf(is)]
    if (from < 0 || (is !== '' && to < 0) || to >= from) return []
    return [
      loosened(after, key, [
        { value: key },
        ' goes from ',
        { value: was },
        ' to ',
        { value: is || 'its default' },
        '.',
      ]),
    ]
  }
  return [
    ...fall('fail-on', FAIL_ON),
    ...fall('unknown', UNKNOWN),
    ...fall('scope', SCOPES),
    ...fall('profile', PROFILES),
  ]
}

/** Checks newer than the epoch only warn; without one all count. */
function epochLowered(before: Stated, after: Stated): TrustChange[] {
  const [was, is] = [textOf(before.settings.get('epoch')), textOf(after.settings.get('epoch'))]
  if (is === undefined || (was !== undefined && compareVersions(is, was) >= 0)) return []
  const from: Message = was === undefined ? [' is set to '] : [' goes from ', { value: was }, ' to ']
  return [loosened(after, 'epoch', [{ value: 'epoch' }, ...from, { value: is }, ': newer checks would only warn.'])]
}

function checksLowered(before: Stated, after: Stated): TrustChange[] {
  return [...after.checks].flatMap(([id, value]): TrustChange[] => {
    const [was, is] = [levelOf(before.checks.get(id)), levelOf(value)]
    if (is >= was) return []
    const what = is === 0 ? ' is switched off.' : ` reports ${SEVERITY_ORDER[is] ?? ''} at most.`
    return [{ kind: 'config-loosened', message: ['The check ', { value: id }, what], at: placeOf(after, 'checks', id) }]
  })
}

/** `off`, then the levels; what is not said is as high as the check itself. */
const SEVERITY_ORDER = ['off', ...[...SEVERITIES].reverse(), 'as it is']

function levelOf(value: unknown): number {
  const fields = fieldsOf(value)
  const said =
    fields.get('enabled') === false || value === false ? 'off' : (textOf(value) ?? textOf(fields.get('severity')))
  const level = SEVERITY_ORDER.indexOf(said ?? '')
  return level < 0 ? SEVERITY_ORDER.length - 1 : level
}

function listsChanged(before: Stated, after: Stated): TrustChange[] {
  const texts = ({ settings }: Stated, key: string) =>
    new Set(listOf(settings.get(key)).map((each) => JSON.stringify(each)))
  const more = (key: string) =>
    listOf(after.settings.get(key)).filter((each) => !texts(before, key).has(JSON.stringify(each)))
  const fewer = (key: string) =>
    listOf(before.settings.get(key)).filter((each) => !texts(after, key).has(JSON.stringify(each)))
  const say = (key: string, items: readonly unknown[], words: (value: string) => Message): TrustChange[] =>
    items.map((each) => loosened(after, key, words(shown(each))))
  const uncounted = more('practices').filter((each) => fieldsOf(each).get('count') !== true)
  return [
    ...say('exclude', more('exclude'), (value) => ['Files matching ', { value }, ' would not be judged.']),
    ...say('gate-practices', fewer('gate-practices'), (value) => [
      'The practice ',
      { value },
      ' would no longer gate.',
    ]),
    ...say('practices', uncounted, (value) => ['A practice would be left out: ', { value }, '.']),
    ...say('lexicon', more('lexicon'), (value) => ['A command or action gets a meaning: ', { value }, '.']),
    ...say('trusted-owners', more('trusted-owners'), (value) => ['Actions of ', { value }, ' would be trusted.']),
    ...say('critical-paths', fewer('critical-paths'), (value) => [{ value }, ' would no longer need an owner.']),
  ]
}

function baselineGrown({ baseline: before }: Stated, after: Stated): TrustChange[] {
  const surplus = [...after.baseline].map(([id, { count }]) => Math.max(0, count - (before.get(id)?.count ?? 0)))
  const grown = surplus.reduce((sum, count) => sum + count, 0)
  if (grown === 0) return []
  const message: Message = [`The baseline would accept ${grown} more ${grown === 1 ? 'finding' : 'findings'}.`]
  return [{ kind: 'baseline-grown', message, at: placeOf(after, 'baseline') }]
}

function recordsAdded(before: Stated, after: Stated): TrustChange[] {
  const known = new Set(before.exceptions.map((each) => JSON.stringify(each)))
  const nodes = itemsOf(after.node && valueAt(after.node, 'exceptions'))
  const exceptions = after.exceptions.flatMap((each, index): TrustChange[] => {
    if (known.has(JSON.stringify(each))) return []
    const at = nodes[index]?.at ?? placeOf(after, 'exceptions')
    return [{ kind: 'exception-added', message: ['An exception: ', { value: shown(each) }, '.'], at }]
  })
  const attestations = [...after.attestations].flatMap(([id, each]): TrustChange[] => {
    if (JSON.stringify(before.attestations.get(id)) === JSON.stringify(each)) return []
    const message: Message = ['An attestation: ', { value: shown(each) }, '.']
    return [{ kind: 'attestation-added', message, at: after.places.get(id) ?? placeOf(after, 'attestations') }]
  })
  return [...exceptions, ...attestations]
}

function loosened(after: Stated, key: string, message: Message): TrustChange {
  const kind: TrustKind = 'config-loosened'
  return { kind, message, at: placeOf(after, key) }
}

/** Where a key stands, or an entry of it; the file, if it is gone. */
function placeOf({ node, file }: Stated, key: string, entry?: string): Location {
  const value = node && valueAt(node, key)
  const named = entry === undefined ? undefined : keyOf(value, entry)
  return named?.at ?? keyOf(node, key)?.at ?? fileLocation(file ?? 'pillarlint.yml')
}

function keyOf(node: YamlNode | undefined, key: string) {
  return entriesOf(node).find((each) => each.key.text === key)?.key
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

/** The fields on one line; long ones are cut by whoever shows them. */
function shown(value: unknown): string {
  const fields = fieldsOf(value)
  if (fields.size === 0) return textOf(value) ?? JSON.stringify(value) ?? ''
  return [...fields].map(([key, each]) => `${key}: ${textOf(each) ?? JSON.stringify(each)}`).join(', ')
}
