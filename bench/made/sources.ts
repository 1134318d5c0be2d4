import { manifest } from './manifests.js'
import { terraformFile } from './terraform.js'

/** Made repositories of infrastructure code: path → text. The same count always gives the same files. */
export type Tree = ReadonlyMap<string, string>

/** What a repository is made of; the numbers are those of its files. */
export interface Recipe {
  readonly name: string
  readonly terraform: number
  readonly kubernetes: number
}

/** The files of a recipe. */
export function treeOf({ terraform, kubernetes }: Recipe): Tree {
  const tree = new Map<string, string>()
  for (let index = 0; index < terraform; index++) tree.set(...terraformFile(index))
  for (let index = 0; index < kubernetes; index++) tree.set(...manifest(index))
  return tree
}
