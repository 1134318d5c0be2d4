import type { DeploymentTarget, Infrastructure, TerraformModule } from '../../../models/index.js'
import { folderOf } from '../../paths.js'

/**
 * Finds modules of Terraform whose application changes nothing: they hold values that others read as outputs, as a
 * project's settings, and neither they nor the modules that they call declare a resource.
 */
export class ComputingModules {
  readonly #modules: ReadonlyMap<string, TerraformModule>
  readonly #declaring: ReadonlySet<string>

  constructor({ terraform, resources }: Pick<Infrastructure, 'terraform' | 'resources'>) {
    this.#modules = new Map(terraform.map((module) => [plain(module.folder), module]))
    // Blocks that are no resource have a type of one word: `variable`, `output`, `module`.
    const managed = resources.filter(({ technology, type }) => technology === 'terraform' && type.includes('_'))
    this.#declaring = new Set(managed.map(({ file }) => folderOf(file)))
  }

  /** Whether all that the deployment names are such modules, whichever an expression in a path decides for. */
  include(targets: readonly DeploymentTarget[]): boolean {
    return (
      targets.length > 0 &&
      targets.every(({ kind, known, text }) => {
        const folders = known ? [text] : this.#like(text)
        return kind === 'path' && folders.length > 0 && folders.every((folder) => this.#computes(folder))
      })
    )
  }

  /** The modules that `infra/$APP/config` may stand for: one folder takes the place of each part with a variable. */
  #like(path: string): string[] {
    const parts = path.replace(/\$\{\{[^}]*\}\}/g, '$').split('/')
    if (parts.every((part) => part.includes('$'))) return []
    return [...this.#modules.keys()].filter((folder) => {
      const names = folder.split('/')
      return names.length === parts.length && parts.every((part, index) => part.includes('$') || part === names[index])
    })
  }

  #computes(folder: string, above: readonly string[] = []): boolean {
    const module = this.#modules.get(folder)
    if (
      module?.complete !== true ||
      module.generatedBy !== undefined ||
      this.#declaring.has(folder) ||
      above.includes(folder)
    )
      return false
    return module.moduleSources.every(
      ({ local }) => local !== undefined && this.#computes(plain(local), [...above, folder]),
    )
  }
}

/** The root is `.` among modules and empty among paths. */
const plain = (folder: string): string => (folder === '.' ? '' : folder)
