import { fileLocation, type Located } from '../../../core/location.js'
import type { UpdateScope, Updater } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'
import { composeYaml } from '../../yaml/compose.js'
import { itemsOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { withoutComments } from '../../json5.js'

/** Renovate's managers by the ecosystems of this project (Renovate docs: Managers). */
const MANAGERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['npm', ['npm', 'bun', 'deno']],
  ['python', ['pip_requirements', 'pip-compile', 'pip_setup', 'pipenv', 'poetry', 'pep621', 'pep723', 'setup-cfg']],
  ['go', ['gomod']],
  ['cargo', ['cargo']],
  ['maven', ['maven']],
  ['gradle', ['gradle']],
  ['bundler', ['bundler']],
  ['nuget', ['nuget']],
  ['composer', ['composer']],
  ['docker', ['dockerfile']],
  ['github-actions', ['github-actions']],
  ['terraform', ['terraform', 'terragrunt', 'tofu']],
])

/** Presets that name the one manager that is left on (Renovate docs: Default Presets). */
const ONLY: ReadonlyMap<string, string> = new Map([[':onlyNpm', 'npm']])

/** Presets that turn an ecosystem off. */
const OFF: ReadonlyMap<string, string> = new Map([
  ['docker:disable', 'docker'],
  [':disableDocker', 'docker'],
])

/** Keys of a package rule that narrow it to some packages, files, kinds of versions or branches. */
const NARROWING =
  /^(?:match|exclude)(?!Managers$|Categories$)|^(?:managers|packageNames|packagePatterns|paths|depTypeList)$/

/** What Renovate's configuration in the file says; nothing for a `package.json` without one. */
export function readRenovate(context: ReaderContext, path: string): Updater[] {
  const text = context.files.text(path)
  const { documents, error } = composeYaml(path, text === undefined ? '' : withoutComments(text))
  const root = path === 'package.json' ? valueAt(documents[0], 'renovate') : documents[0]
  if (path === 'package.json' && root === undefined) return []
  const at = path === 'package.json' && root !== undefined ? root.at : fileLocation(path)
  if (root?.kind !== 'mapping' || error !== undefined) {
    const scopes = [...MANAGERS.keys()].map((ecosystem) => ({
      ecosystem,
      files: ['**'],
      ignored: [],
      waits: false,
      at,
    }))
    return [{ tool: 'renovate', scopes, open: 'a configuration that does not parse', at }]
  }
  if (scalarAt(root, 'enabled')?.text === 'false') return []
  const presets = textsAt(root, 'extends')
  const shared = presets.find(isForeign)
  const common = commonOf(root, presets)
  const scopes = [...MANAGERS].flatMap(([ecosystem, managers]): UpdateScope[] =>
    isOn(root, presets, ecosystem, managers) ? [{ ecosystem, ...common, at }] : [],
  )
  const listed = valueAt(root, 'enabledManagers')
  // Managers that are listed here replace those of a preset.
  const open = shared !== undefined && listed === undefined ? { open: `the preset ${shared}` } : {}
  return [{ tool: 'renovate', scopes, ...open, at: listed?.at ?? at }]
}

function commonOf(root: YamlNode, presets: readonly string[]): Omit<UpdateScope, 'ecosystem' | 'at'> {
  const included = textsAt(root, 'includePaths')
  const slow = slowIn(root, presets)
  const security = presets.includes('security:only-security-updates')
  return {
    files: included.length === 0 ? ['**'] : included,
    ignored: textsAt(root, 'ignorePaths').flatMap((each) =>
      /[*{]/.test(each) ? [each] : [each, `${each}/**`, `**/${each}/**`],
    ),
    waits:
      valueAt(root, 'minimumReleaseAge') !== undefined ||
      valueAt(root, 'stabilityDays') !== undefined ||
      presets.some((each) => each === 'config:best-practices' || each.startsWith('security:minimumReleaseAge')) ||
      itemsOf(valueAt(root, 'packageRules')).some((rule) => valueAt(rule, 'minimumReleaseAge') !== undefined),
    ...(slow !== undefined && { slow }),
    ...(security && { securityOnly: valueAt(root, 'extends')?.at ?? root.at }),
  }
}

/** Whether the managers of the ecosystem are on once the list, their own sections and the package rules have spoken. */
function isOn(root: YamlNode, presets: readonly string[], ecosystem: string, managers: readonly string[]): boolean {
  const listed = textsAt(root, 'enabledManagers')
  const only = presets.flatMap((each) => ONLY.get(each) ?? [])
  const names = listed.length > 0 ? listed : only
  let on = names.length === 0 || managers.some((manager) => names.includes(manager))
  if (presets.some((each) => OFF.get(each) === ecosystem)) on = false
  const off = [...managers, ecosystem].filter(
    (section) => scalarAt(valueAt(root, section), 'enabled')?.text === 'false',
  )
  if (isAll(off, ecosystem, managers)) on = false
  for (const rule of itemsOf(valueAt(root, 'packageRules'))) {
    const enabled = scalarAt(rule, 'enabled')?.text
    const meant = [...textsAt(rule, 'matchManagers'), ...textsAt(rule, 'managers')]
    if (enabled === 'true' && (meant.length === 0 ? names.length === 0 : managers.some((each) => meant.includes(each))))
      on = true
    if (enabled === 'false' && (meant.length === 0 || isAll(meant, ecosystem, managers)) && !isNarrow(rule)) on = false
  }
  return on
}

/** Whether the names hold what the ecosystem stands on: its first manager, or the ecosystem itself; of Python every one. */
function isAll(names: readonly string[], ecosystem: string, managers: readonly string[]): boolean {
  if (ecosystem === 'python') return managers.every((manager) => names.includes(manager))
  return names.includes(ecosystem) || names.includes(managers[0] ?? '')
}

/** Whether a rule leaves some of its managers' packages alone; a name of `*` leaves none. */
function isNarrow(rule: YamlNode): boolean {
  if (rule.kind !== 'mapping') return true
  return rule.entries.some(({ key, value }) => {
    if (!NARROWING.test(key.text) || key.text === 'managers') return false
    const texts = itemsOf(value).map((each) => (each.kind === 'scalar' ? each.text : ''))
    return !texts.some((text) => text === '*' || text === '**' || text === '.*' || text === '/.*/')
  })
}

/** `schedule:quarterly` and the like; every other schedule comes round within a month. */
function slowIn(root: YamlNode, presets: readonly string[]): Located<string> | undefined {
  const preset = presets.find((each) => each === 'schedule:quarterly' || each === 'schedule:yearly')
  const node = valueAt(root, 'extends')
  if (preset !== undefined && node !== undefined) return { value: preset.slice('schedule:'.length), at: node.at }
  const schedule = scalarAt(root, 'schedule')
  return schedule !== undefined && /\b(?:quarterly|yearly|every \d+ months)\b/.test(schedule.text)
    ? located(schedule)
    : undefined
}

/** Presets of Renovate itself have no owner in front (Renovate docs: Shareable Config Presets). */
function isForeign(preset: string): boolean {
  return /[>/]|^@/.test(preset) || !/^[\w-]*:/.test(preset)
}

function textsAt(node: YamlNode | undefined, key: string): string[] {
  const value = valueAt(node, key)
  const items = value?.kind === 'scalar' ? [value] : itemsOf(value)
  return items.flatMap((each) => (each.kind === 'scalar' ? [each.text] : []))
}
