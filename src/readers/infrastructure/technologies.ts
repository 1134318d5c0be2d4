import type { Files } from '../../snapshot/snapshot.js'
import { folderOf } from '../paths.js'

interface NamedTechnology {
  readonly technology: string
  readonly path: RegExp
  /** True if the file holds definitions that are not read; false if it only shows that the technology is used. */
  readonly definitions: boolean
}

/** Technologies that are recognised by the names of their files and not read. */
const BY_NAME: readonly NamedTechnology[] = [
  { technology: 'ansible', path: /(?:^|\/)ansible\.cfg$/, definitions: false },
  { technology: 'pulumi', path: /(?:^|\/)Pulumi\.ya?ml$/, definitions: false },
  { technology: 'packer', path: /\.pkr\.json$/, definitions: true },
  { technology: 'packer', path: /\.pkr\.hcl$/, definitions: false },
  { technology: 'nomad', path: /\.nomad(?:\.hcl)?$/, definitions: false },
  { technology: 'bicep', path: /\.bicep(?:param)?$/, definitions: false },
  { technology: 'cdk', path: /(?:^|\/)cdk\.json$/, definitions: false },
  { technology: 'terragrunt', path: /(?:^|\/)terragrunt(?:\.stack)?\.hcl$/, definitions: false },
  { technology: 'helmfile', path: /(?:^|\/)helmfile(?:\.d\/[^/]+)?\.ya?ml(?:\.gotmpl)?$/, definitions: true },
  { technology: 'skaffold', path: /(?:^|\/)skaffold\.ya?ml$/, definitions: true },
  { technology: 'serverless-framework', path: /(?:^|\/)serverless\.(?:ts|js|toml)$/, definitions: true },
  { technology: 'cloudformation', path: /(?:^|\/)samconfig\.ya?ml$/, definitions: true },
]

/** Patterns of the paths that show a technology. */
export const TECHNOLOGY_FILES: readonly RegExp[] = BY_NAME.map(({ path }) => path)

/** What a path alone shows: technologies, and whether their definitions stand in it. */
export function technologiesByName(path: string, files: Pick<Files, 'has'>): NamedTechnology[] {
  return isSourceModule(path, files) ? [] : BY_NAME.filter((each) => each.path.test(path))
}

/**
 * Whether a program named `serverless` is a module like any other. The settings of a service lie in its root, beside what it
 * is packaged from (Serverless Framework documentation: Services); a source folder without a manifest is no root.
 */
export function isSourceModule(path: string, files: Pick<Files, 'has'>): boolean {
  if (!/(?:^|\/)serverless\.[jt]s$/.test(path) || !/(?:^|\/)(?:src|lib|source)\//.test(path)) return false
  return !files.has(`${folderOf(path)}/package.json`)
}

/** Technologies that a Kubernetes object's type shows, beside Kubernetes itself. */
export function technologiesOfType(type: string): string[] {
  const group = type.slice(0, Math.max(0, type.indexOf('/')))
  if (group.endsWith('.crossplane.io') || group.endsWith('.upbound.io')) return ['crossplane']
  return type === 'kustomization' ? ['kustomize'] : []
}
