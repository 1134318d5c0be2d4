import type { Message } from '../../core/message.js'
import { SEVERITIES } from '../../core/severity.js'
import type { TrustChange } from '../../core/trust.js'
import { compareVersions } from '../../core/versions.js'
import { itemsOf, valueAt } from '../../readers/yaml/navigate.js'
import { fieldsOf } from '../changes.js'
import { PROFILES } from '../profiles.js'
import { effective, loosened, missingIn, placeOf, shown, textOf, type Part } from './part.js'

/** From the mildest to the strictest. */
const RANKS: readonly (readonly [key: string, order: readonly string[]])[] = [
  ['fail-on', ['never', 'foundational', 'recommended', 'optional']],
  ['unknown', ['ignore', 'fail']],
  ['scope', ['changes', 'repository']],
  ['profile', PROFILES],
]

/** Words of a gate that got milder. Of a service only those of which it says something itself, before or after. */
export function ranksLowered(before: Part, after: Part): TrustChange[] {
  const isSaid = (key: string) =>
    after.whole === undefined ||
    [before, after].some(({ settings }) => settings.has(key) || (key !== 'scope' && settings.has('profile')))
  return RANKS.filter(([key]) => isSaid(key)).flatMap(([key, order]): TrustChange[] => {
    const [was, is] = [effective(before, key), effective(after, key)]
    const [from, to] = [order.indexOf(was), order.indexOf(is)]
    if (from < 0 || (is !== '' && to < 0) || to >= from) return []
    return [
      loosened(after, key, [...named(key), ' goes from ', ...named(was), ' to ', ...named(is || 'its default'), '.']),
    ]
  })
}

function named(value: string): Message {
  return [{ value }]
}

/** Checks newer than the epoch only warn; without one all count. */
export function epochLowered(before: Part, after: Part): TrustChange[] {
  const [was, is] = [textOf(before.settings.get('epoch')), textOf(after.settings.get('epoch'))]
  if (is === undefined || (was !== undefined && compareVersions(is, was) >= 0)) return []
  const from: Message = was === undefined ? [' is set to '] : [' goes from ', { value: was }, ' to ']
  return [loosened(after, 'epoch', [{ value: 'epoch' }, ...from, { value: is }, ': newer checks would only warn.'])]
}

/** Checks that are switched off, report less, or get other options: whether those are milder only the check knows. */
export function checksLowered(before: Part, after: Part): TrustChange[] {
  const ids = new Set([...after.checks.keys(), ...before.checks.keys()])
  return [...ids].flatMap((id): TrustChange[] => {
    const [was, is] = [levelOf(before.checks.get(id)), levelOf(after.checks.get(id))]
    const at = (message: Message) => loosened(after, 'checks', message, id)
    const what = is === 0 ? ' is switched off.' : ` reports ${SEVERITY_ORDER[is] ?? ''} at most.`
    const level = is < was && after.checks.has(id) ? [at(['The check ', { value: id }, what])] : []
    const [old, now] = [optionsOf(before.checks.get(id)), optionsOf(after.checks.get(id))]
    if (is === 0 || JSON.stringify(old) === JSON.stringify(now)) return level
    const words = [old, now].map((each) => ({ value: Object.keys(each).length === 0 ? 'the default' : shown(each) }))
    const options: Message = ['The options of the check ', { value: id }, ' go from ', ...words.slice(0, 1)]
    return [...level, at([...options, ' to ', ...words.slice(1), '.'])]
  })
}

/** What a check is told beside its level, in the order of names. */
function optionsOf(value: unknown): Record<string, unknown> {
  const options = [...fieldsOf(value)].filter(([key]) => key !== 'severity' && key !== 'enabled')
  return Object.fromEntries(options.sort(([a], [b]) => (a < b ? -1 : 1)))
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

/** Lists that grew, or that shrank where an item makes the judgement stricter. */
export function listsChanged(before: Part, after: Part): TrustChange[] {
  const more = (key: string) => missingIn(before, after, key)
  const fewer = (key: string) => missingIn(after, before, key)
  const say = (key: string, items: readonly unknown[], words: (value: string) => Message): TrustChange[] =>
    items.map((each) => loosened(after, key, words(shown(each))))
  const counts = (each: unknown) => fieldsOf(each).get('count') === true
  const uncounted = more('practices').filter((each) => !counts(each))
  const given = (start: string, end: string) => (value: string) => [start, { value }, end]
  return [
    ...say('exclude', more('exclude'), given('Files matching ', ' would not be judged.')),
    ...say('gate-practices', fewer('gate-practices'), given('The practice ', ' would no longer gate.')),
    ...say('practices', uncounted, given('A practice would be left out: ', '.')),
    ...say(
      'practices',
      fewer('practices').filter(counts),
      given('A practice would no longer count whatever the profile says: ', '.'),
    ),
    ...say('lexicon', more('lexicon'), given('A command or action gets a meaning: ', '.')),
    ...say('trusted-owners', more('trusted-owners'), given('Actions of ', ' would be trusted.')),
    ...say('critical-paths', fewer('critical-paths'), given('', ' would no longer need an owner.')),
    ...say('sarif-inputs', more('sarif-inputs'), given('Reports in ', ' would be taken for evidence.')),
  ]
}

/** What a repository or service is said to be: the judgement is another one then. */
export function wordsChanged(before: Part, after: Part): TrustChange[] {
  const entries = (key: string) => entriesChanged(before, after, key)
  const tiers = entries('environments').filter(({ was, is }) => was === 'production' || is !== 'production')
  const kind = { was: textOf(before.settings.get('kind')), is: textOf(after.settings.get('kind')) }
  const all = [
    ...tiers.map((each) => ({
      ...each,
      key: 'environments',
      what: ['The tier of the environment ', { value: each.name }],
    })),
    ...entries('repository').map((each) => ({
      ...each,
      key: 'repository',
      what: [{ value: `repository.${each.name}` }],
    })),
    ...(kind.was === kind.is ? [] : [{ ...kind, name: 'kind', key: 'kind', what: [{ value: 'kind' }] }]),
  ]
  const changed = all.map(({ key, name, was, is, what }) => {
    const values = [was, is].map((value) => ({ value: value ?? 'what is found' }))
    return loosened(after, key, [...what, ' goes from ', ...values.slice(0, 1), ' to ', ...values.slice(1), '.'], name)
  })
  const [was, is] = [before, after].map(({ settings }) => settings.get('history'))
  // YAML reads a plain `off` as a text, and older readers of it as false.
  const isOff = (value: unknown) => value === 'off' || value === false
  if (!isOff(is) || isOff(was)) return changed
  return [...changed, loosened(after, 'history', ['The history of delivery would not be read.'])]
}

function entriesChanged(before: Part, after: Part, key: string) {
  const [old, now] = [before, after].map(({ settings }) => fieldsOf(settings.get(key)))
  const names = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])]
  return names.flatMap((name) => {
    const [was, is] = [textOf(old?.get(name)), textOf(now?.get(name))]
    return was === is ? [] : [{ name, was, is }]
  })
}

/** Exceptions and attestations that are new, or say something else. */
export function recordsAdded(before: Part, after: Part): TrustChange[] {
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
