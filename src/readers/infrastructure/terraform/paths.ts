import { pathsEnding } from '../../../core/path-index.js'
import { folderOf } from '../../paths.js'

/** Folder of a path as modules are named by it: `.` for the root. */
export function moduleFolder(path: string): string {
  return folderOf(path) || '.'
}

/** The path of `name` in `folder`. */
export function inFolder(folder: string, name: string): string {
  return folder === '.' ? name : `${folder}/${name}`
}

/** The folder and those above it, from the inside out; the last is the root, `.`. */
export function foldersUpFrom(folder: string): string[] {
  const folders: string[] = []
  for (let here = folder; here !== '.'; here = moduleFolder(here)) folders.push(here)
  return [...folders, '.']
}

/** The folder that `relative` leads to from `folder`; undefined if that lies outside the repository. */
export function resolveFolder(folder: string, relative: string): string | undefined {
  const names = folder === '.' ? [] : folder.split('/')
  for (const name of relative.split('/')) {
    if (name === '' || name === '.') continue
    if (name !== '..') names.push(name)
    else if (names.pop() === undefined) return undefined
  }
  return names.length === 0 ? '.' : names.join('/')
}

/** Folders that hold other people's code, downloaded or copied in. */
const FOREIGN = /(?:^|\/)(?:node_modules|vendor|\.terraform|\.terragrunt-cache)\//

/** Configuration in either syntax. Names that start with a dot are editor files, which Terraform skips. */
const CONFIGURATION = /(?:^|\/)[^./][^/]*\.(?:tf|tofu)(?:\.json)?$/

/**
 * The files that make up modules, by folder, in the order in which they apply: override files last (Terraform docs:
 * Override Files). Of `main.tf` and `main.tofu` only the former is read: OpenTofu reads the latter in its place.
 */
export function configurationFiles(paths: readonly string[]): Map<string, string[]> {
  const candidates = pathsEnding(paths, ['.tf', '.tofu', '.json'])
  const all = new Set(candidates)
  const folders = new Map<string, string[]>()
  for (const path of candidates) {
    if (!CONFIGURATION.test(path) || FOREIGN.test(path)) continue
    if (all.has(path.replace(/\.tofu(?=(?:\.json)?$)/, '.tf')) && /\.tofu(?:\.json)?$/.test(path)) continue
    const folder = moduleFolder(path)
    const files = folders.get(folder)
    if (files === undefined) folders.set(folder, [path])
    else files.push(path)
  }
  for (const files of folders.values()) files.sort((a, b) => Number(isOverride(a)) - Number(isOverride(b)))
  return folders
}

/** Whether the file changes blocks that other files of its folder define. */
export function isOverride(path: string): boolean {
  return /(?:^|[/_])override\.(?:tf|tofu)(?:\.json)?$/.test(path)
}
