import type { Location } from '../../core/location.js'
import type { ActionRef, Step } from '../../models/index.js'
import { versionOf } from '../supply-chain/action-version.js'
import { isExpression } from '../pipelines/pipelines.js'

/** Where a step unpacks what earlier runs have put into the CI system's cache. */
export interface CacheRestore {
  /** For a person: `cache: npm of actions/setup-node`. */
  readonly what: string
  /** False if an expression decides whether it does. */
  readonly certain: boolean
  readonly at: Location
}

/** When an action restores a cache beside its other work. */
interface Rule {
  /** The input that switches it on, unless it is `off`; a cache by default does without. */
  readonly on?: string
  /** The input that switches it off. */
  readonly off?: { readonly input: string; readonly values: readonly string[] }
  /** It does by default, from this major version up to, not including, that one. */
  readonly byDefault?: readonly [from: number, to: number]
  /** What the switching input must hold. */
  readonly holds?: RegExp
}

const ALWAYS = [0, Infinity] as const
const NO: readonly string[] = ['false', '', 'no', 'off']

/** By their READMEs; only actions whose cache is the host's own, which every run of the repository fills. */
const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['actions/cache', { byDefault: ALWAYS, off: { input: 'lookup-only', values: ['true'] } }],
  ['actions/cache/restore', { byDefault: ALWAYS, off: { input: 'lookup-only', values: ['true'] } }],
  ['swatinem/rust-cache', { byDefault: ALWAYS, off: { input: 'lookup-only', values: ['true'] } }],
  ['actions/setup-node', { on: 'cache' }],
  ['actions/setup-python', { on: 'cache' }],
  ['actions/setup-java', { on: 'cache' }],
  ['actions/setup-dotnet', { on: 'cache' }],
  ['actions/setup-go', { on: 'cache', byDefault: [4, Infinity] }],
  ['graalvm/setup-graalvm', { on: 'cache' }],
  ['pnpm/action-setup', { on: 'cache' }],
  ['denoland/setup-deno', { on: 'cache' }],
  ['ruby/setup-ruby', { on: 'bundler-cache' }],
  ['subosito/flutter-action', { on: 'cache' }],
  // From version 10 on, its default leaves releases out.
  ['astral-sh/setup-uv', { on: 'enable-cache', byDefault: [5, 10] }],
  ['gradle/actions/setup-gradle', { byDefault: ALWAYS, off: { input: 'cache-disabled', values: ['true'] } }],
  ['gradle/gradle-build-action', { byDefault: ALWAYS, off: { input: 'cache-disabled', values: ['true'] } }],
  ['actions-rust-lang/setup-rust-toolchain', { on: 'cache', byDefault: ALWAYS }],
  ['jdx/mise-action', { on: 'cache', byDefault: [2, Infinity] }],
  ['coursier/cache-action', { byDefault: ALWAYS }],
  ['docker/build-push-action', { on: 'cache-from', holds: /\btype=gha\b/ }],
])

/** The caches that the step restores, by its own purpose or beside its other work, those of a composite action too. */
export function cacheRestoresOf(step: Step): CacheRestore[] {
  const found = step.inner.length > 0 ? step.inner.flatMap(cacheRestoresOf) : [ofStep(step)]
  return found.flatMap((each) =>
    each === undefined ? [] : [{ ...each, certain: each.certain && step.condition === undefined }],
  )
}

function ofStep(step: Step): CacheRestore | undefined {
  const { uses } = step
  if (uses?.repository === undefined) return byCommand(step)
  const name = uses.path === undefined ? uses.repository : `${uses.repository}/${uses.path}`
  const rule = RULES.get(name.toLowerCase())
  return rule === undefined ? (byCommand(step) ?? byPurpose(step)) : byInputs(step, uses, name, rule)
}

function byInputs({ with: inputs }: Step, uses: ActionRef, name: string, rule: Rule): CacheRestore | undefined {
  const { on, off, byDefault, holds } = rule
  const input = on === undefined ? undefined : inputs.get(on)
  if (on !== undefined && input !== undefined) {
    const text = input.value.trim()
    if (holds !== undefined && !holds.test(text)) return undefined
    if (holds === undefined && NO.includes(text.toLowerCase())) return undefined
    const certain = holds !== undefined || !isExpression(text)
    return { what: `${on}${holds === undefined ? `: ${text}` : ''} of ${name}`, certain, at: input.at }
  }
  const stops = off && inputs.get(off.input)?.value.trim().toLowerCase()
  if (off !== undefined && stops !== undefined && off.values.includes(stops)) return undefined
  if (byDefault === undefined || !isWithin(versionOf(uses)?.major, byDefault)) return undefined
  const what = on === undefined ? name : `the default cache of ${name}`
  return { what, certain: stops === undefined || !isExpression(stops), at: uses.at }
}

function isWithin(major: number | undefined, [from, to]: readonly [number, number]): boolean {
  if (from === 0 && to === Infinity) return true
  return major !== undefined && major >= from && major < to
}

/** `docker buildx build --cache-from type=gha`. */
function byCommand({ commands }: Step): CacheRestore | undefined {
  const found = commands.find(
    ({ argv }) => argv[0]?.text === 'docker' && argv.some(({ text }) => /^(?:--cache-from=)?type=gha\b/.test(text)),
  )
  return found && { what: '--cache-from type=gha', certain: true, at: found.at }
}

/** Steps of other systems that do nothing else. */
function byPurpose({ intents, uses, at }: Step): CacheRestore | undefined {
  const intent = intents.find(({ kind, command }) => kind === 'restore-cache' && command === undefined)
  return intent === undefined || uses === undefined ? undefined : { what: uses.text, certain: true, at }
}
