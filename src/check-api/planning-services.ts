import type { FileIndex } from '../models/index.js'

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
  return SERVICES.find(([, file]) => paths.some((path) => file.test(path)))?.[0]
}
