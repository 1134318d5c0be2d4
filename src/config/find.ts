import { fileLocation } from '../core/location.js'
import type { Files } from '../snapshot/snapshot.js'
import type { ConfigError } from './errors.js'

/** Where the configuration may stand. */
export const CONFIG_FILES = ['', '.github/', '.config/'].flatMap((folder) => [
  `${folder}pillarlint.yml`,
  `${folder}pillarlint.yaml`,
])
/** Where attestations may stand beside those of the configuration. */
export const ATTESTATION_FILES = ['.pillarlint/attestations.yaml', '.pillarlint/attestations.yml']

/** The configuration file, if there is one: `path` if it is given, else the one at a known place. */
export function findConfig(files: Files, path: string | undefined, errors: ConfigError[]): string | undefined {
  if (path === undefined) return only(files, CONFIG_FILES, errors)
  const file = path.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '')
  if (files.has(file)) return file
  errors.push({ at: fileLocation(file), message: 'there is no such configuration file in the repository' })
  return undefined
}

/** The file of attestations, if there is one. */
export function findAttestations(files: Files, errors: ConfigError[]): string | undefined {
  return only(files, ATTESTATION_FILES, errors)
}

/** Two files of which one would silently not count are a mistake. */
function only(files: Files, candidates: readonly string[], errors: ConfigError[]): string | undefined {
  const [file, ...others] = candidates.filter((each) => files.has(each))
  if (file === undefined || others.length === 0) return file
  errors.push({ at: fileLocation(file), message: `there is also ${others.join(' and ')}: keep one of them` })
  return undefined
}
