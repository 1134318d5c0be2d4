import { pathsEnding } from '../../../core/path-index.js'
import type { Resource } from '../../../models/index.js'
import { textOf } from '../../../models/value.js'
import type { ReaderContext } from '../../context.js'
import type { HclContext } from '../../hcl/context.js'
import { bodyValue } from '../../hcl/value.js'
import { scopeOfDefaults } from '../hcl-scope.js'
import { blocksOf, readTerraformFile, type BlockInFile, type HclKind } from '../terraform/files.js'
import { moduleFolder } from '../terraform/paths.js'

const PACKER: HclKind = { template: 'a template of Packer code', placeholder: /\{\{|\{%[^{]|<%/ }

const FOREIGN = /(?:^|\/)(?:node_modules|vendor|\.git)\//

/** Blocks that become resources → their type. */
const KINDS: ReadonlyMap<string, string> = new Map([
  ['source', 'packer-source'],
  ['build', 'packer-build'],
  ['variable', 'variable'],
])

/**
 * Reads all Packer code in HCL (Packer docs: HCL templates). The files of a folder are read together, as `packer build`
 * does with a folder. A source is a resource `packer-source` named `<type>.<name>`, a build a `packer-build` with its
 * provisioners and post-processors, a variable has the type of Terraform's.
 */
export function readPacker(context: ReaderContext): Resource[] {
  const folders = new Map<string, string[]>()
  for (const path of pathsEnding(context.files.paths, ['.hcl'])) {
    if (!path.endsWith('.pkr.hcl') || FOREIGN.test(path)) continue
    const folder = moduleFolder(path)
    const paths = folders.get(folder) ?? []
    paths.push(path)
    folders.set(folder, paths)
  }
  return [...folders].flatMap(([folder, paths]) => {
    const files = paths.flatMap((path) => readTerraformFile(context, path, PACKER) ?? [])
    const scope = scopeOfDefaults(files)
    return blocksOf(files, ...KINDS.keys()).flatMap((each) => resourceOf(folder, each, scope.within(each.file)))
  })
}

function resourceOf(folder: string, { block, file }: BlockInFile, scope: HclContext): Resource[] {
  const type = KINDS.get(block.type)
  if (type === undefined) return []
  const route = [block.type, ...block.labels].join('.')
  const properties = bodyValue(block.body, scope, route)
  const name = block.labels.join('.') || textOf(properties.entries.get('name')) || folder
  const at = file.context.at(block.header, route)
  return [
    { technology: 'packer', type, name, file: file.path, module: folder, properties, at, complete: file.complete },
  ]
}
