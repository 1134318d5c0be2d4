import type { Config, Overrides } from '../config/load.js'
import { profileOf } from '../config/profiles.js'
import type { Location } from '../core/location.js'
import type { CheckPolicy, ServiceRules } from '../core/policy.js'
import { folderOrGlob } from '../core/services.js'
import { itemsOf, scalarAt, valueAt } from '../readers/yaml/navigate.js'
import type { YamlNode } from '../readers/yaml/node.js'

/** A value that holds, and where it is from: `file:line`, a flag, a profile, or the default. */
export interface HeldValue {
  readonly key: string
  readonly value: string
  readonly from: string
}

/** The service of a path. */
export interface HeldService {
  readonly name: string
  readonly from: string
  /** Absent for one that is derived. */
  readonly rules?: ServiceRules
}

/** What places are looked up in. */
interface Said {
  readonly config: Config
  readonly service: HeldService | undefined
  readonly overrides: Overrides
  /** The file as a whole, with what it extends, and what stands at the service. */
  readonly file: YamlNode | undefined
  readonly own: YamlNode | undefined
}

const DEFAULT = 'default'

/** Every value that holds for the path, nothing that does not differ from a check's default. */
export function heldValues(
  path: string,
  config: Config,
  service: HeldService | undefined,
  overrides: Overrides,
): HeldValue[] {
  const file = config.document?.node
  const own = service?.rules && valueAt(valueAt(file, 'services'), service.name)
  const said: Said = { config, service, overrides, file, own }
  return [
    service === undefined
      ? {
          key: 'service',
          value: 'none',
          from: config.policy.services === 'off' ? placeOf(valueAt(file, 'services')) : DEFAULT,
        }
      : { key: 'service', value: service.name, from: service.from },
    ...gateValues(said),
    ...checkValues(said),
    ...practiceValues(said),
    ...entries(said, 'environments', config.settings.environments),
    ...pathValues(path, said),
    ...recordValues(path, said),
  ]
}

function gateValues(said: Said): HeldValue[] {
  const { config, service, overrides } = said
  const { policy } = config
  const own = service?.rules?.own
  const profile = scalarAt(said.own, 'profile') ?? scalarAt(said.file, 'profile')
  return [
    { key: 'fail-on', value: own?.failOn ?? policy.failOn, from: origin(said, 'fail-on', overrides.failOn, 'failOn') },
    {
      key: 'unknown',
      value: own?.unknown ?? policy.unknown,
      from: origin(said, 'unknown', overrides.unknown, 'unknown'),
    },
    {
      key: 'scope',
      value: policy.scope ?? 'changes in pull requests, repository elsewhere',
      from: overrides.scope === undefined ? placeOf(valueAt(said.file, 'scope')) : '--scope',
    },
    { key: 'profile', value: profile?.text ?? 'team', from: placeOf(profile) },
    ...(own?.gatePractices ?? policy.gatePractices).map((id) => {
      const nodes = [said.own, said.file].flatMap((node) => itemsOf(node && valueAt(node, 'gate-practices')))
      return {
        key: 'gate-practices',
        value: id,
        from: placeOf(nodes.find((each) => each.kind === 'scalar' && each.text === id)),
      }
    }),
  ]
}

/** A flag, the service, its profile, the file, the file's profile, or the default; the first that says it. */
function origin(said: Said, key: 'fail-on' | 'unknown', flag: string | undefined, name: 'failOn' | 'unknown'): string {
  if (flag !== undefined) return `--${key}`
  for (const node of [said.own, said.file]) {
    const value = node && valueAt(node, key)
    if (value !== undefined) return placeOf(value)
    const profile = scalarAt(node, 'profile')
    const gate = profile?.text === 'solo' || profile?.text === 'regulated' ? profileOf(profile.text).gate : {}
    if (profile !== undefined && gate[name] !== undefined) return `profile ${profile.text} (${placeOf(profile)})`
  }
  return DEFAULT
}

function checkValues(said: Said): HeldValue[] {
  const { policy } = said.config
  const checks = said.service?.rules?.own?.checks ?? policy.checks
  return [...checks].map(([id, check]) => {
    const node = valueAt(valueAt(said.own, 'checks'), id) ?? valueAt(valueAt(said.file, 'checks'), id)
    const profile = scalarAt(said.own, 'profile') ?? scalarAt(said.file, 'profile')
    const other = policy.newer.has(id)
      ? `epoch (${placeOf(valueAt(said.file, 'epoch'))})`
      : `profile ${profile?.text ?? 'team'} (${placeOf(profile)})`
    return { key: `checks.${id}`, value: shown(check), from: node === undefined ? other : placeOf(node) }
  })
}

function shown({ enabled, severity, options }: CheckPolicy): string {
  if (!enabled) return 'off'
  const parts = [
    ...(severity === undefined ? [] : [`at most ${severity}`]),
    ...(options === undefined ? [] : [JSON.stringify(options)]),
  ]
  return parts.join(', ') || 'on'
}

function practiceValues(said: Said): HeldValue[] {
  const leftOut = said.service?.rules?.own?.leftOut ?? said.config.policy.leftOut
  const nodes = [said.own, said.file].flatMap((node) => itemsOf(node && valueAt(node, 'practices')))
  const profile = scalarAt(said.own, 'profile') ?? scalarAt(said.file, 'profile')
  return [...leftOut].map(([id, reason]) => {
    const node = nodes.find((each) => scalarAt(each, 'id')?.text === id)
    const from = node === undefined ? `profile ${profile?.text ?? 'team'} (${placeOf(profile)})` : placeOf(node)
    return { key: `practices.${id}`, value: `does not count: ${reason}`, from }
  })
}

function entries(said: Said, key: 'environments', values: ReadonlyMap<string, string>): HeldValue[] {
  const services = valueAt(said.file, 'services')
  const all = [said.file, ...(services?.kind === 'mapping' ? services.entries.map(({ value }) => value) : [])]
  return [...values].map(([name, value]) => {
    const node = all.map((each) => valueAt(valueAt(each, key), name)).find((each) => each !== undefined)
    return { key: `${key}.${name}`, value, from: placeOf(node) }
  })
}

/** The globs of the file, or of the service, that match the path. */
function pathValues(path: string, said: Said): HeldValue[] {
  return ['exclude', 'critical-paths'].flatMap((key) =>
    [said.own, said.file]
      .flatMap((node) => itemsOf(node && valueAt(node, key)))
      .flatMap((node) =>
        node.kind === 'scalar' && folderOrGlob(node.text)(path) ? [{ key, value: node.text, from: placeOf(node) }] : [],
      ),
  )
}

/** Exceptions that may cover the path, attestations that hold for its service, and accepted findings in it. */
function recordValues(path: string, { config: { policy }, service }: Said): HeldValue[] {
  const isHere = (name: string | undefined): boolean => name === undefined || name === service?.name
  const covers = (paths: readonly string[]): boolean =>
    paths.length === 0 || paths.some((each) => folderOrGlob(each)(path))
  const accepted = [...policy.baseline.values()].filter(({ file }) => file === path).length
  return [
    ...policy.exceptions
      .filter((each) => isHere(each.service) && covers(each.paths))
      .map(({ check, practice, reason, expires, at }) => ({
        key: `exceptions.${check ?? practice ?? ''}`,
        value: `${reason} (${expires < policy.today ? 'expired' : `until ${expires}`})`,
        from: `${at.file}:${at.line}`,
      })),
    ...policy.attestations
      .filter((each) => isHere(each.service) && covers(each.paths ?? []))
      .map(({ id, status, expiresOn, at }) => ({
        key: `attestations.${id}`,
        value: `${status} (${expiresOn < policy.today ? 'expired' : `until ${expiresOn}`})`,
        from: `${at.file}:${at.line}`,
      })),
    ...(accepted > 0 ? [{ key: 'baseline', value: `${accepted} accepted`, from: 'the baseline' }] : []),
  ]
}

function placeOf(node: { readonly at: Location } | undefined): string {
  return node === undefined ? DEFAULT : `${node.at.file}:${node.at.line}`
}
