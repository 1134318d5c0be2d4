/** The packages whose code is in the bundle, as esbuild tells them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Metafile } from 'esbuild'

/** A package of which at least one byte is in the bundle. */
export interface BundledPackage {
  /** Where it is installed, below the root: `node_modules/a/node_modules/@b/c`. */
  readonly folder: string
  readonly name: string
  readonly version: string
  /** Its licence as it declares it: an SPDX expression, or what older packages write. */
  readonly license: string | undefined
  /** Where its source is, as it says itself. */
  readonly repository: string | undefined
  /** Texts of its licence and notices, in the order of their names. */
  readonly texts: readonly string[]
  /** Folders of the bundled packages that it imports, sorted. */
  readonly imports: readonly string[]
}

const LICENCE_FILE = /^(licen[cs]e|copying|notice)(-[\w.-]+)?(\.(md|txt))?$/i

/** The folder of the package that a module belongs to; none for a module of our own. */
const folderOf = (module: string): string | undefined => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(module)?.[1]

/** All of them, sorted by folder. */
export function bundledPackages({ inputs, outputs }: Metafile): BundledPackage[] {
  const modules = Object.values(outputs).flatMap((output) =>
    Object.entries(output.inputs).flatMap(([module, { bytesInOutput }]) => (bytesInOutput > 0 ? [module] : [])),
  )
  const folders = new Map<string, Set<string>>()
  for (const module of modules) {
    const folder = folderOf(module)
    if (folder === undefined) continue
    const imports = folders.get(folder) ?? new Set<string>()
    folders.set(folder, imports)
    for (const { path } of inputs[module]?.imports ?? []) imports.add(folderOf(path) ?? '')
  }
  return [...folders]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([folder, imports]) => ({
      ...manifest(folder),
      folder,
      texts: licenceTexts(folder),
      imports: [...imports].filter((each) => each !== folder && folders.has(each)).sort(),
    }))
}

/** Folders of the bundled packages that our own modules import, sorted. */
export function importedByUs({ inputs }: Metafile, packages: readonly BundledPackage[]): string[] {
  const ours = Object.entries(inputs).filter(([module]) => folderOf(module) === undefined)
  const imported = new Set(ours.flatMap(([, { imports }]) => imports.map(({ path }) => folderOf(path))))
  return packages.map(({ folder }) => folder).filter((folder) => imported.has(folder))
}

function manifest(folder: string) {
  const { name, version, license, repository } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string
    version: string
    license?: string
    repository?: string | { url?: string }
  }
  const source = typeof repository === 'string' ? repository : repository?.url
  return { name, version, license, repository: source === undefined ? undefined : webAddress(source) }
}

/** The forms that package.json allows, as an address for a browser (npm docs: package.json, repository). */
function webAddress(source: string): string {
  const plain = source.replace(/^git\+/, '').replace(/\.git$/, '')
  if (/^https?:/.test(plain)) return plain
  if (/^(git|ssh):\/\//.test(plain)) return plain.replace(/^\w+:\/\/(git@)?/, 'https://')
  return `https://github.com/${plain.replace(/^github:/, '')}`
}

function licenceTexts(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && LICENCE_FILE.test(entry.name))
    .map(({ name }) => name)
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim())
}
