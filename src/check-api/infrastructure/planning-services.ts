import { pathsFitting } from '../../core/path-index.js'
import type { FileIndex, Infrastructure } from '../../models/index.js'
import type { CheckOutcome } from '../check.js'
import { mayRunInHcp } from './terraform.js'

/** Files of services that plan changes of Terraform code under review by themselves. */
const SERVICES: readonly (readonly [name: string, file: RegExp])[] = [
  ['Atlantis', /(?:^|\/)(?:\.?atlantis)\.ya?ml$|^repos\.ya?ml$/],
  ['Digger', /^digger\.ya?ml$/],
  ['Spacelift', /^\.spacelift\/config\.ya?ml$/],
  ['env0', /(?:^|\/)env0\.ya?ml$/],
  ['Scalr', /(?:^|\/)scalr\.ya?ml$/],
  ['Terrateam', /^\.terrateam\/config\.ya?ml$/],
]

/** The name of a service that plans changes of Terraform code under review, if the tree configures one. */
export function planningService({ paths }: FileIndex): string | undefined {
  return SERVICES.find(([, file]) => pathsFitting(paths, [file]).length > 0)?.[0]
}

/**
 * The outcome where a service outside of the tree runs its Terraform code, and may do what nothing here does.
 * @param does what that would be, after "may": `look for drift`
 */
export function mayBeDoneByService(
  infrastructure: Infrastructure,
  files: FileIndex,
  does: string,
): Extract<CheckOutcome, { kind: 'unknown' }> | undefined {
  const isInHcp = infrastructure.terraform.some((module) => mayRunInHcp(module, infrastructure))
  const service = planningService(files) ?? (isInHcp ? 'HCP Terraform' : undefined)
  if (service === undefined) return undefined
  return {
    kind: 'unknown',
    origin: 'files',
    reason: `{service} may ${does}, which its settings say`,
    data: { service },
  }
}
