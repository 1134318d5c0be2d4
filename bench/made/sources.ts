import { manifest } from './manifests.js'
import { terraformFile } from './terraform.js'

/** A made repository: path → content. The same numbers always give the same files. */
export type Tree = ReadonlyMap<string, string | Uint8Array>

/** What a repository is made of; the numbers are those of its files. */
export interface Recipe {
  readonly terraform: number
  readonly kubernetes: number
}

/** The files of a recipe. */
export function treeOf({ terraform, kubernetes }: Recipe): Tree {
  const tree = new Map<string, string | Uint8Array>()
  for (let index = 0; index < terraform; index++) tree.set(...terraformFile(index))
  for (let index = 0; index < kubernetes; index++) tree.set(...manifest(index))
  return tree
}
