import { manifest } from './manifests.js'
import { terraformFile } from './terraform.js'
import { workflows } from './corpus.js'
import type { Tree } from './sources.js'

/** Source files that lie in one folder. */
const A_FOLDER = 25

/** A repository of `count` files, of which `matter` are automation: a third each workflows, Terraform and manifests. */
export function largeTree(count: number, matter: number): Tree {
  const third = Math.floor(matter / 3)
  const tree = new Map(workflows(matter - 2 * third))
  for (let index = 0; index < third; index++) {
    tree.set(...terraformFile(index))
    tree.set(...manifest(index))
  }
  for (let index = 0; tree.size < count; index++) tree.set(...sourceFile(index))
  return tree
}

function sourceFile(index: number): [path: string, text: string] {
  const folder = Math.floor(index / A_FOLDER)
  const text = `export const value${index} = ${index}\n`
  return [`packages/team-${folder % 40}/part-${folder}/source-${index}.ts`, text]
}
