import { compileGlob } from '../../../core/glob.js'
import { readToml, type TomlEntry } from '../toml.js'
import { inFolder } from '../../paths.js'
import type { Ecosystem, ManifestFacts, ManifestSource } from './facts.js'

/** `Cargo.toml`. Every package below a `[workspace]` belongs to it unless it is excluded (Cargo Book: Workspaces). */
export const CARGO: Ecosystem = {
  name: 'cargo',
  isManifest: (name) => name === 'Cargo.toml',
  lockFiles: ['Cargo.lock'],
  read({ path, folder, text, index }) {
    const entries = readToml(path, text)
    const dependency = entries.find((entry) =>
      /^(?:(?:workspace|target\..+)\.)?(?:dev-|build-)?dependencies\../.test(entry.path),
    )
    const isWorkspace = entries.some(({ path: key }) => key === 'workspace' || key.startsWith('workspace.'))
    const excluded = listAt(entries, 'workspace.exclude').map((pattern) => compileGlob(`${pattern}/**`))
    return {
      hasDependencies: dependency !== undefined,
      publishable: cratePublishable(entries, folder, index),
      ...(isWorkspace && {
        isMember: (member: string) => !excluded.some((matches) => matches(`${member}/Cargo.toml`)),
      }),
      ...(dependency !== undefined && { at: dependency.at }),
    }
  },
}

function cratePublishable(
  entries: readonly TomlEntry[],
  folder: string,
  index: ManifestSource['index'],
): boolean | undefined {
  if (truthAt(entries, 'package.publish') === false || textAt(entries, 'package.name') === undefined) return false
  const library = index.has(inFolder(folder, 'src/lib.rs')) || entries.some((entry) => entry.path === 'lib')
  return library ? true : undefined
}

/** `pyproject.toml`, `Pipfile`, `setup.py`, `setup.cfg` and `requirements.txt`, of which a folder counts the fullest. */
export const PYTHON: Ecosystem = {
  name: 'python',
  isManifest: (name) => ['pyproject.toml', 'Pipfile', 'setup.py', 'setup.cfg', 'requirements.txt'].includes(name),
  lockFiles: ['uv.lock', 'poetry.lock', 'pdm.lock', 'pylock.toml', 'Pipfile.lock'],
  read(source) {
    const name = source.path.slice(source.path.lastIndexOf('/') + 1)
    if (name === 'pyproject.toml') return readPyproject(source)
    if (name === 'Pipfile') return readPipfile(source)
    const pyproject = inFolder(source.folder, 'pyproject.toml')
    const text = source.index.has(pyproject) ? source.context.files.text(pyproject) : undefined
    if (text !== undefined && describesPackage(readToml(pyproject, text))) return undefined
    return name === 'requirements.txt' ? readRequirements(source) : readSetup(source, name)
  },
}

function describesPackage(entries: readonly TomlEntry[]): boolean {
  return entries.some(({ path }) => path === 'project' || path === 'tool.poetry' || path === 'tool.flit.metadata')
}

function readPyproject({ path, folder, text, context, index }: ManifestSource): ManifestFacts | undefined {
  const entries = readToml(path, text)
  const workspace = listAt(entries, 'tool.uv.workspace.members').map(compileGlob)
  if (!describesPackage(entries) && workspace.length === 0) return undefined
  const dependency = entries.find(
    ({ path: key, value }) =>
      ((key === 'project.dependencies' || /^(?:project\.optional-dependencies|dependency-groups)\../.test(key)) &&
        value.kind === 'list' &&
        value.items.length > 0) ||
      (/^tool\.poetry\.(?:group\..+\.)?(?:dev-)?dependencies\../.test(key) && !key.endsWith('.dependencies.python')),
  )
  const pinned = inFolder(folder, 'requirements.txt')
  const pins = index.has(pinned) ? context.files.text(pinned) : undefined
  return {
    hasDependencies: dependency !== undefined || dynamicDependencies(entries, pins),
    publishable: pythonPublishable(entries),
    ...(workspace.length > 0 && { isMember: (member: string) => workspace.some((matches) => matches(member)) }),
    ...(pins !== undefined && isPinned(pins) && { lockFile: pinned }),
    ...(dependency !== undefined && { at: dependency.at }),
  }
}

/** `dynamic = ["dependencies"]` leaves them to the build tool, which usually takes them from requirements.txt. */
function dynamicDependencies(entries: readonly TomlEntry[], requirements: string | undefined): boolean | undefined {
  if (!listAt(entries, 'project.dynamic').includes('dependencies')) return false
  return requirements !== undefined && requirementsOf(requirements).length > 0 ? true : undefined
}

/** Classifiers exist for the index's readers; `Private ::` ones make the index refuse the upload (PyPI: Classifiers). */
function pythonPublishable(entries: readonly TomlEntry[]): boolean | undefined {
  const classifiers = [...listAt(entries, 'project.classifiers'), ...listAt(entries, 'tool.poetry.classifiers')]
  if (classifiers.some((each) => each.startsWith('Private ::'))) return false
  if (truthAt(entries, 'tool.poetry.package-mode') === false || truthAt(entries, 'tool.uv.package') === false)
    return false
  const builds = entries.some(({ path }) => path === 'build-system')
  return builds && classifiers.some((each) => each.startsWith('Programming Language ::')) ? true : undefined
}

function readPipfile({ path, text }: ManifestSource): ManifestFacts {
  const dependency = readToml(path, text).find((entry) => /^(?:dev-)?packages\../.test(entry.path))
  return {
    hasDependencies: dependency !== undefined,
    publishable: false,
    ...(dependency !== undefined && { at: dependency.at }),
  }
}

function readRequirements({ path, text, index, folder }: ManifestSource): ManifestFacts {
  const setup = ['setup.py', 'setup.cfg'].some((name) => index.has(inFolder(folder, name)))
  return {
    hasDependencies: requirementsOf(text).length > 0,
    publishable: setup ? undefined : false,
    ...(namesExactVersions(text) && { exact: true as const }),
    ...(isPinned(text) && { lockFile: path }),
  }
}

function readSetup({ text, index, folder }: ManifestSource, name: string): ManifestFacts | undefined {
  const isPackage = name === 'setup.py' ? /\bsetup\(/.test(text) : /^\[metadata\]/m.test(text)
  if (!isPackage || (name === 'setup.cfg' && index.has(inFolder(folder, 'setup.py')))) return undefined
  const classified = text.includes('Programming Language ::') && !text.includes('Private ::')
  return {
    hasDependencies: /\binstall_requires\b/.test(text) ? true : undefined,
    publishable: classified ? true : undefined,
  }
}

/** The lines that name a requirement; continuation lines are joined to the first. */
function requirementsOf(text: string): string[] {
  return text
    .replace(/\\\r?\n/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith('-'))
}

/**
 * Nothing is left to choose: every requirement is a commit, or has one version and either the hashes of its files (pip
 * documentation: Secure installs) or a resolver that wrote down the whole list (`pip-compile`, `uv pip compile`).
 */
function isPinned(text: string): boolean {
  const requirements = requirementsOf(text)
  const compiled = /^# {1,4}This file (?:is|was) autogenerated by (?:pip-compile|uv)\b/m.test(text)
  const isFixed = (line: string): boolean =>
    (line.includes('==') && (compiled || line.includes('--hash='))) || /\.git@[0-9a-f]{40}\b/.test(line)
  return requirements.length > 0 && requirements.every(isFixed)
}

/** Every requirement has one version: whether what they need in turn is among them cannot be told. */
function namesExactVersions(text: string): boolean {
  const requirements = requirementsOf(text)
  return (
    requirements.length > 0 && requirements.every((line) => /^[^=<>!~#;@]+===?[^*,]+$/.test(line.replace(/[;#].*/, '')))
  )
}

function listAt(entries: readonly TomlEntry[], path: string): readonly string[] {
  const value = entries.find((entry) => entry.path === path)?.value
  return value?.kind === 'list' ? value.items : []
}

function truthAt(entries: readonly TomlEntry[], path: string): boolean | undefined {
  const value = entries.find((entry) => entry.path === path)?.value
  return value?.kind === 'boolean' ? value.truth : undefined
}

function textAt(entries: readonly TomlEntry[], path: string): string | undefined {
  const value = entries.find((entry) => entry.path === path)?.value
  return value?.kind === 'string' ? value.text : undefined
}
