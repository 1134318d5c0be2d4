import { hasTopKey } from './sniff.js'

interface NamedTechnology {
  readonly technology: string
  readonly path: RegExp
  /** True if the file holds definitions that are not read; false if it only shows that the technology is used. */
  readonly definitions: boolean
}

/** Technologies that are recognised by the names of their files and not read. */
const BY_NAME: readonly NamedTechnology[] = [
  { technology: 'ansible', path: /(?:^|\/)ansible\.cfg$/, definitions: false },
  { technology: 'ansible', path: /(?:^|\/)roles\/[^/]+\/(?:tasks|handlers)\/[^/]+\.ya?ml$/, definitions: true },
  { technology: 'ansible', path: /^(?:tasks|handlers)\/main\.ya?ml$/, definitions: true },
  { technology: 'pulumi', path: /(?:^|\/)Pulumi\.ya?ml$/, definitions: true },
  { technology: 'packer', path: /\.pkr\.(?:hcl|json)$/, definitions: true },
  { technology: 'nomad', path: /\.nomad(?:\.hcl)?$/, definitions: true },
  { technology: 'bicep', path: /\.bicep$/, definitions: true },
  { technology: 'cdk', path: /(?:^|\/)cdk\.json$/, definitions: true },
  { technology: 'terragrunt', path: /(?:^|\/)terragrunt(?:\.stack)?\.hcl$/, definitions: true },
  { technology: 'helmfile', path: /(?:^|\/)helmfile(?:\.d\/[^/]+)?\.ya?ml(?:\.gotmpl)?$/, definitions: true },
  { technology: 'skaffold', path: /(?:^|\/)skaffold\.ya?ml$/, definitions: true },
  { technology: 'serverless-framework', path: /(?:^|\/)serverless\.(?:ts|js|json|toml)$/, definitions: true },
  { technology: 'cloudformation', path: /(?:^|\/)samconfig\.ya?ml$/, definitions: true },
]

/** What a path alone shows: technologies, and whether their definitions stand in it. */
export function technologiesByName(path: string): NamedTechnology[] {
  return BY_NAME.filter((each) => each.path.test(path))
}

/** Whether the text is a list of Ansible plays: an item with `hosts` at the top level, and what runs on them. */
export function looksLikePlaybook(text: string): boolean {
  const hosts = text.startsWith('- hosts:') || text.includes('\n- hosts:') || text.includes('\n  hosts:')
  if (!hosts || hasTopKey(text, 'apiVersion')) return false
  const list = text.startsWith('- ') || text.includes('\n- ')
  return list && /^ {2}(?:tasks|roles|pre_tasks|post_tasks|handlers):/m.test(text)
}

/** Technologies that a Kubernetes object's type shows, beside Kubernetes itself. */
export function technologiesOfType(type: string): string[] {
  const group = type.slice(0, Math.max(0, type.indexOf('/')))
  if (group.endsWith('.crossplane.io') || group.endsWith('.upbound.io')) return ['crossplane']
  return type === 'kustomization' ? ['kustomize'] : []
}
