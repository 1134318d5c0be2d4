import type { Infrastructure, Resource, TerraformModule } from '../../models/index.js'
import { folderOf } from '../../core/paths.js'

/**
 * Tells what a root module makes: its own resources, and those of the modules of the tree that it calls, as far as they
 * come from its calls.
 */
export function resourcesOfRoots({ resources, terraform }: Infrastructure): (root: TerraformModule) => Resource[] {
  const modules = new Map(terraform.map((module) => [module.folder, module]))
  const byModule = new Map<string, Resource[]>()
  for (const resource of resources) {
    if (resource.technology !== 'terraform' || resource.module === undefined) continue
    const own = byModule.get(resource.module)
    if (own === undefined) byModule.set(resource.module, [resource])
    else own.push(resource)
  }
  return ({ folder }) => {
    const reached = new Set([folder])
    for (const each of reached)
      for (const { local } of modules.get(each)?.moduleSources ?? []) if (local !== undefined) reached.add(local)
    return [...reached].flatMap((each) =>
      (byModule.get(each) ?? []).filter(
        ({ calledFrom }) =>
          calledFrom === undefined || calledFrom.some(({ file }) => reached.has(folderOf(file) || '.')),
      ),
    )
  }
}
