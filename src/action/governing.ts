import { posix } from 'node:path'
import { baselinePath, plainPath } from '../config/baseline.js'
import { readDocument } from '../config/document.js'
import { ATTESTATION_FILES, CONFIG_FILES, findConfig } from '../config/find.js'
import type { ConfigError } from '../config/errors.js'
import { known, unknown, type Known } from '../core/known.js'
import { readFilesAt, type GitHub } from '../github/index.js'
import { lazyFiles } from '../snapshot/lazy-files.js'
import { DEFAULT_LIMITS } from '../snapshot/limits.js'
import type { Files } from '../snapshot/snapshot.js'

/**
 * The files of the base that decide what findings mean (configuration, attestations, baseline), read through the API
 * because the clone does not hold them: those of the pull request must not decide in their place.
 *
 * @param folder the linted folder relative to the repository, with a slash at its end, or empty
 */
export async function readGoverningFiles(
  github: GitHub,
  commit: string,
  folder: string,
  configPath: string | undefined,
): Promise<Known<Files>> {
  const configFiles = configPath === undefined ? CONFIG_FILES : [plainPath(configPath)]
  const candidates = [...configFiles, ...ATTESTATION_FILES]
  const found = await readAll(github, commit, folder, candidates)
  if (!found.known) return found
  const baseline = baselineIn(filesOf(found.value), configPath)
  if (baseline === undefined) return known(filesOf(found.value))
  const more = await readAll(github, commit, folder, [baseline])
  return more.known ? known(filesOf(new Map([...found.value, ...more.value]))) : more
}

async function readAll(
  github: GitHub,
  commit: string,
  folder: string,
  paths: readonly string[],
): Promise<Known<ReadonlyMap<string, string>>> {
  const found = await readFilesAt(
    github,
    commit,
    paths.map((path) => folder + path),
  )
  if (!found.known) return found
  return known(new Map([...found.value].map(([path, text]) => [path.slice(folder.length), text])))
}

function filesOf(texts: ReadonlyMap<string, string>): Files {
  return lazyFiles([...texts.keys()], (path) => ({ bytes: Buffer.from(texts.get(path) ?? '') }), DEFAULT_LIMITS)
}

/** The file that the configuration names as its baseline. Mistakes in the configuration are reported when it is used. */
function baselineIn(files: Files, configPath: string | undefined): string | undefined {
  const errors: ConfigError[] = []
  const file = findConfig(files, configPath, errors)
  return file === undefined ? undefined : baselinePath(readDocument(files, file, errors))
}

/** The way to further files of the base, for what its configuration extends: paths are relative to the linted folder. */
export function governingReader(
  github: GitHub,
  commit: string,
  folder: string,
): (path: string) => Promise<Known<string>> {
  return async (path) => {
    const full = posix.normalize(folder + path)
    if (full.startsWith('../')) return unknown('it leads out of the repository')
    const found = await readFilesAt(github, commit, [full])
    if (!found.known) return found
    const text = found.value.get(full)
    return text === undefined ? unknown('there is no such file') : known(text)
  }
}
