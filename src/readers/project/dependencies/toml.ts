import { readToml, type TomlEntry } from '../toml.js'
import type { DependencySource, Named } from './source.js'
import { requirementName } from './lines.js'

/** `[dependencies]`, `[dev-dependencies]`, `[target.….dependencies]`, `[workspace.dependencies]` of Cargo. */
export function cargoDependencies({ path, text }: DependencySource): Named[] {
  const found = new Map<string, Named>()
  for (const { path: key, at } of readToml(path, text)) {
    const match = /(?:^|\.)((?:dev-|build-)?dependencies)\.([\w-]+)/.exec(key)
    const name = match?.[2]
    if (name === undefined || found.has(`${match?.[1] ?? ''} ${name}`)) continue
    found.set(`${match?.[1] ?? ''} ${name}`, { name, development: match?.[1] !== 'dependencies', at })
  }
  return [...found.values()]
}

/** Lists of requirements: of the project, and of its extras and groups, which are for development or left to who installs. */
const REQUIREMENT_LISTS =
  /^(?:project\.dependencies|project\.optional-dependencies\..+|dependency-groups\..+|tool\.uv\.dev-dependencies|tool\.pdm\.dev-dependencies\..+|tool\.hatch\.envs\..+\.(?:extra-)?dependencies)$/

/** Tables whose keys are packages. */
const PACKAGE_TABLES = /^tool\.poetry\.(?:(dev-)?dependencies|group\.[^.]+\.(dependencies))\.([^.]+)/

/** `pyproject.toml`. */
export function pyprojectDependencies({ path, text }: DependencySource): Named[] {
  return readToml(path, text).flatMap((entry): Named[] => {
    if (REQUIREMENT_LISTS.test(entry.path)) return listed(entry, entry.path !== 'project.dependencies')
    const match = PACKAGE_TABLES.exec(entry.path)
    const name = match?.[3]
    if (name === undefined || name === 'python') return []
    return [{ name, development: match?.[1] !== undefined || match?.[2] !== undefined, at: entry.at }]
  })
}

function listed({ value, at }: TomlEntry, development: boolean): Named[] {
  const items = value.kind === 'list' ? value.items : []
  return items.flatMap((item) => {
    const name = requirementName(item)
    return name === undefined ? [] : [{ name, development, at }]
  })
}

/** `Pipfile`. */
export function pipfileDependencies({ path, text }: DependencySource): Named[] {
  return readToml(path, text).flatMap(({ path: key, at }): Named[] => {
    const match = /^(dev-)?packages\.([^.]+)$/.exec(key)
    return match?.[2] === undefined ? [] : [{ name: match[2], development: match[1] !== undefined, at }]
  })
}

/** A version catalog of Gradle: `name = "group:artifact:version"`, or a table with `module` (Gradle docs: Version Catalogs). */
export function catalogDependencies({ path, text }: DependencySource): Named[] {
  return readToml(path, text).flatMap(({ path: key, value, at }): Named[] => {
    if (!key.startsWith('libraries.') || (value.kind !== 'string' && value.kind !== 'other')) return []
    const module = /(?:^|module\s{0,5}=\s{0,5}["'])([\w.-]{1,200}:[\w.-]{1,200})/.exec(value.text)?.[1]
    const group = /\bgroup\s{0,5}=\s{0,5}["']([\w.-]{1,200})["']/.exec(value.text)?.[1]
    const artifact = /\bname\s{0,5}=\s{0,5}["']([\w.-]{1,200})["']/.exec(value.text)?.[1]
    const name = module ?? (group !== undefined && artifact !== undefined ? `${group}:${artifact}` : undefined)
    return name === undefined ? [] : [{ name, development: false, at }]
  })
}
