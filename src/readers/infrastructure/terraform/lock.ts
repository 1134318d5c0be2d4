import type { Files } from '../../../snapshot/snapshot.js'
import { parseHcl } from '../../hcl/parse.js'

/** Where Terraform and OpenTofu record the builds of providers (Terraform docs: Dependency Lock File). */
export const LOCK_FILE = '.terraform.lock.hcl'

/** The source addresses of the providers in a lock file; undefined if it is not there, or not to be read whole. */
export function readLockedProviders(files: Files, path: string): string[] | undefined {
  const text = files.has(path) ? files.text(path) : undefined
  if (text === undefined) return undefined
  const { body, errors } = parseHcl(path, text)
  if (errors.length > 0) return undefined
  return body.items.flatMap((item) =>
    item.kind === 'block' && item.type === 'provider' ? item.labels.slice(0, 1) : [],
  )
}
