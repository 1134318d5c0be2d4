import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The version of the package that `packageRoot` holds. */
export function versionOf(packageRoot: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'))
  return String((manifest as { version?: unknown }).version)
}
