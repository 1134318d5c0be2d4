import type { Location } from '../../../core/location.js'
import type { Value } from '../../../models/index.js'
import type { HclFunction } from '../../hcl/context.js'
import { scalar } from '../make-value.js'
import { FUNCTIONS } from '../terraform/functions.js'
import { moduleFolder } from '../terraform/paths.js'
import { absolute, foundAbove, lastName, parentOf, relativePath, treePath, type Place } from './places.js'

/** What Terragrunt's own functions look at. */
export interface Surroundings {
  readonly place: Place
  /** Folder of the included file that is evaluated, or of the one that the unit includes under the name. */
  includedFrom(name: string | undefined): string | undefined
  has(path: string): boolean
  /** The locals and inputs of another configuration; undefined if it is not in the tree. */
  read(path: string): Value | undefined
  /** What a YAML or JSON file holds. */
  data(path: string): Value | undefined
}

/** A file that somebody reads is known by its path, until it is decoded. */
const CONTENT_OF = '\u0000content of '

/**
 * Terraform's functions and those of Terragrunt whose result follows from the tree (Terragrunt docs: Built-in Functions).
 * What comes from the environment, an account or a command stays unresolved. Absolute paths are those of
 * {@link absolute}.
 */
export function functionsFor(around: Surroundings): ReadonlyMap<string, HclFunction> {
  return new Map<string, HclFunction>([
    ...FUNCTIONS,
    ...Object.entries(pathFunctions(around)),
    ...Object.entries(fileFunctions(around)),
  ])
}

function pathFunctions({ place: { folder }, includedFrom, has }: Surroundings): Record<string, HclFunction> {
  const text = (value: string | undefined, at: Location) => (value === undefined ? undefined : scalar(value, at))
  const fixed =
    (value: string): HclFunction =>
    (_, at) =>
      scalar(value, at)
  const ofInclude =
    (result: (included: string) => string): HclFunction =>
    ([name], at) => {
      const included = includedFrom(textIn(name))
      return text(included && result(included), at)
    }
  return {
    basename: ([path], at) => text(textIn(path) === undefined ? undefined : lastName(textIn(path) ?? ''), at),
    dirname: ([path], at) => text(textIn(path) === undefined ? undefined : parentOf(textIn(path) ?? ''), at),
    find_in_parent_folders: ([name, otherwise], at) => {
      const wanted = name === undefined ? 'terragrunt.hcl' : textIn(name)
      if (wanted === undefined) return undefined
      const found = foundAbove(wanted, folder, has)
      return found === undefined ? otherwise : scalar(absolute(found), at)
    },
    get_parent_terragrunt_dir: ofInclude(absolute),
    get_path_from_repo_root: fixed(folder),
    get_path_to_repo_root: fixed(relativePath(folder, '.')),
    get_repo_root: fixed(absolute('.')),
    get_terragrunt_dir: fixed(absolute(folder)),
    path_relative_from_include: ofInclude((included) => relativePath(folder, included)),
    path_relative_to_include: ofInclude((included) => relativePath(included, folder)),
  }
}

function fileFunctions({ place, has, read, data }: Surroundings): Record<string, HclFunction> {
  const pathOf = (value: Value | undefined) => {
    const text = textIn(value)
    return text === undefined ? undefined : treePath(text, place.folder)
  }
  const decode: HclFunction = ([content]) => {
    const text = textIn(content)
    return text?.startsWith(CONTENT_OF) === true ? data(text.slice(CONTENT_OF.length)) : undefined
  }
  return {
    file: ([path], at) => {
      const found = pathOf(path)
      return found !== undefined && has(found) ? scalar(`${CONTENT_OF}${found}`, at) : undefined
    },
    jsondecode: decode,
    read_terragrunt_config: ([path, otherwise]) => {
      const found = pathOf(path)
      if (found === undefined) return undefined
      const file = has(found) ? found : `${found}/terragrunt.hcl`
      return has(file) ? read(file) : otherwise
    },
    yamldecode: decode,
  }
}

/** The place of what {@link Surroundings.read} reads: a configuration that is read by itself is its own unit. */
export function placeOf(path: string): Place {
  return { folder: moduleFolder(path) }
}

function textIn(value: Value | undefined): string | undefined {
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined
}
