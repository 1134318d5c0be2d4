import type { LineRange } from '../core/location.js'
import { readChangedFiles, type Event, type GitHub } from '../github/index.js'
import { remark, type Annotation } from '../reporters/annotations.js'
import { lazyFiles } from '../snapshot/lazy-files.js'
import { DEFAULT_LIMITS } from '../snapshot/limits.js'
import type { Files } from '../snapshot/snapshot.js'
import { governingReader, readGoverningFiles } from './governing.js'

/** What stands in for a base that the clone does not hold. */
export interface StandIn {
  /** The files whose configuration governs. */
  readonly governing?: Files
  /** The way to further files of the base. */
  readonly readGoverning?: ReturnType<typeof governingReader>
  /** What the pull request changes, by paths relative to the linted folder; undefined if nobody tells. */
  readonly changed?: ReadonlyMap<string, readonly LineRange[]>
  /** What the user should know about it. */
  readonly remarks: readonly Annotation[]
}

interface Request {
  readonly event: Event
  /** The base's commit. */
  readonly commit: string
  readonly github: GitHub | undefined
  /** The linted folder relative to the repository, with a slash at its end; empty if it is the repository. */
  readonly folder: string
  readonly configPath: string | undefined
}

const REMEDY = 'Set fetch-depth: 2 in the step of actions/checkout.'

/**
 * Asks the host for what the clone cannot tell of a pull request's base: configuration and changed files. If the
 * configuration cannot be read, none governs: that of the pull request could excuse what the pull request does.
 */
export async function standInForBase({ event, commit, github, folder, configPath }: Request): Promise<StandIn> {
  if (event.pull === undefined) return { remarks: [] }
  const number = event.pull.number
  const [found, changed] = await Promise.all([
    github && readGoverningFiles(github, commit, folder, configPath),
    github && readChangedFiles(github, number),
  ])
  const known = changed?.known === true ? inFolder(changed.value, folder) : undefined
  const loss = `The base is not in the clone, so older findings cannot be told from new ones. ${REMEDY}`
  if (found?.known === true) {
    return {
      governing: found.value,
      ...(github && { readGoverning: governingReader(github, commit, folder) }),
      ...(known && { changed: known }),
      remarks: [remark('notice', loss)],
    }
  }
  const reason = found?.reason ?? 'no token was given'
  const message = `The configuration of the base could not be read (${reason}), so the defaults hold. ${REMEDY}`
  const governing = lazyFiles([], () => ({ problem: 'there is no such file' }), DEFAULT_LIMITS)
  return { governing, ...(known && { changed: known }), remarks: [remark('warning', message)] }
}

type ChangedFile = Extract<Awaited<ReturnType<typeof readChangedFiles>>, { known: true }>['value'][number]

function inFolder(files: readonly ChangedFile[], folder: string): Map<string, readonly LineRange[]> {
  return new Map(
    files
      .filter(({ path, status }) => status !== 'removed' && path.startsWith(folder))
      .map(({ path, lines }) => [path.slice(folder.length), lines.known ? lines.value : []]),
  )
}
