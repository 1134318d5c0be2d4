import type { Resource, TerraformModule } from '../../../../src/models/index.js'
import type { Settings } from '../../../../src/models/settings.js'
import type { Defect } from '../../../../src/readers/context.js'
import { readTerraform, type TerraformOptions } from '../../../../src/readers/infrastructure/terraform/index.js'
import { memoryFiles, readerContext } from '../../../helpers/memory-files.js'

export interface Read {
  readonly resources: Resource[]
  readonly modules: TerraformModule[]
  readonly defects: readonly Defect[]
  readonly unread: readonly string[]
  /** The resource of an address (`aws_x.name`, `module.name`). */
  resource(address: string): Resource
  module(folder: string): TerraformModule
}

/** Reads a tree given as path → text. */
export function read(
  texts: Readonly<Record<string, string>>,
  options?: TerraformOptions,
  settings?: Partial<Settings>,
): Read {
  const context = readerContext(memoryFiles(texts), settings)
  const { resources, modules } = readTerraform(context, options)
  const one = <T>(items: readonly T[], what: string): T => {
    const [item, ...others] = items
    if (item === undefined || others.length > 0) throw new Error(`${items.length} of ${what}`)
    return item
  }
  return {
    resources,
    modules,
    defects: context.defects,
    unread: context.unreadFiles.map(({ file, reason }) => `${file}: ${reason}`),
    resource: (address) =>
      one(
        resources.filter(({ type, name }) => [type, name].filter((part) => part !== '').join('.') === address),
        address,
      ),
    module: (folder) =>
      one(
        modules.filter((module) => module.folder === folder),
        folder,
      ),
  }
}
