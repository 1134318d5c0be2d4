import { practices } from '../catalog/index.js'
import { configErrorText } from '../config/errors.js'
import { gatherExtended } from '../config/extends/gather.js'
import { loadConfig, type Config } from '../config/load.js'
import { UserError } from '../core/errors.js'
import type { Files } from '../snapshot/snapshot.js'
import { revisionFiles } from '../snapshot/revision.js'
import { textBeyond } from '../snapshot/text-beyond.js'
import { workTreeFiles } from '../snapshot/work-tree.js'
import { remoteReader } from './hosting.js'
import { overridesIn, today } from './overrides.js'
import type { Invocation } from './parse.js'
import type { Ports } from './ports.js'
import { say } from './say.js'

/** Where the files are from, for what their configuration extends. */
export interface FilesOrigin {
  /** The folder, absolute. */
  readonly root: string
  /** The revision; the files on disk without it. */
  readonly revision?: string | undefined
}

/** The configuration that governs the files; undefined if it is wrong, which is then said on standard error. */
export async function configurationOf(
  files: Files,
  { root, revision }: FilesOrigin,
  invocation: Invocation,
  ports: Ports,
): Promise<Config | undefined> {
  const path = invocation.values.get('config')
  const extended = await gatherExtended(files, path, {
    local: (each) => textBeyond(root, files, revision, each),
    remote: remoteReader(invocation, ports),
  })
  const loaded = loadConfig({
    files,
    checks: await ports.checks(),
    practices: practices(),
    overrides: overridesIn(invocation),
    today: today(ports.now()),
    ...(extended !== undefined && { extended }),
    ...(path !== undefined && { path }),
  })
  if (loaded.ok) return loaded
  for (const error of loaded.errors) say(ports.stderr, configErrorText(error))
  return undefined
}

/** The files of a revision, or those on disk. */
export async function filesOf(root: string, revision: string | undefined): Promise<Files> {
  if (revision === undefined) return workTreeFiles(root)
  const files = revisionFiles(root, revision)
  if (!files.known) throw new UserError(files.reason)
  return files.value
}
