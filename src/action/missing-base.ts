import type { LineRange } from '../core/location.js'
import { readChangedFiles, type Event, type GitHub } from '../github/index.js'
import { remark, type Annotation } from '../reporters/annotations.js'
import type { Before } from '../run.js'
import { lazyFiles } from '../snapshot/lazy-files.js'
import { DEFAULT_LIMITS } from '../snapshot/limits.js'
import { namedParents, resolveRevision } from '../snapshot/revision.js'
import type { Files } from '../snapshot/snapshot.js'
import { linesIn, readBaseFiles } from './base-files.js'
import { governingReader, readGoverningFiles } from './governing.js'

/** What stands in for a base that the clone does not hold. */
export interface StandIn {
  /** The files whose configuration governs. */
  readonly governing?: Files
  /** The way to further files of the base. */
  readonly readGoverning?: ReturnType<typeof governingReader>
  /** The base's files, if they could be put together. */
  readonly before?: Before
  /** What the pull request changes, by paths relative to the linted folder; undefined if nobody tells. */
  readonly changed?: ReadonlyMap<string, readonly LineRange[]>
  /** What the user should know about it. */
  readonly remarks: readonly Annotation[]
}

interface Request {
  readonly event: Event
  /** The base's commit, as the event names it. */
  readonly commit: string
  readonly github: GitHub | undefined
  /** The linted folder. */
  readonly root: string
  /** That folder relative to the repository, with a slash at its end; empty if it is the repository. */
  readonly folder: string
  readonly configPath: string | undefined
}

const REMEDY = 'Set fetch-depth: 2 in the step of actions/checkout.'

/**
 * Asks the host for what the clone cannot tell of the base: its configuration, which files differ, and its texts of those.
 * If the configuration cannot be read, none governs: that of the change could excuse what the change does.
 */
export async function standInForBase({ event, commit, github, root, folder, configPath }: Request): Promise<StandIn> {
  if (github === undefined) return withoutConfiguration('no token was given')
  const base = mergedInto(event, root) ?? commit
  const onDisk = resolveRevision(root, 'HEAD') ?? event.sha
  const [governing, before] = await Promise.all([
    readGoverningFiles(github, base, folder, configPath),
    readBaseFiles(github, base, onDisk, folder),
  ])
  const rest = before.known ? { before: before.value } : await onlyChanges(github, event, folder)
  if (!governing.known) return { ...withoutConfiguration(governing.reason), ...rest }
  const loss = before.known
    ? []
    : [`The base is not in the clone (${before.reason}), so older findings cannot be told from new ones. ${REMEDY}`]
  return {
    governing: governing.value,
    readGoverning: governingReader(github, base, folder),
    ...rest,
    remarks: loss.map((message) => remark('notice', message)),
  }
}

function withoutConfiguration(reason: string): StandIn {
  const message = `The configuration of the base could not be read (${reason}), so the defaults hold. ${REMEDY}`
  const governing = lazyFiles([], () => ({ problem: 'there is no such file' }), DEFAULT_LIMITS)
  return { governing, remarks: [remark('warning', message)] }
}

/** The first parent of the test merge commit: the base that it was made with, newer than the one of the event. */
function mergedInto({ pull }: Event, root: string): string | undefined {
  const [first, second] = namedParents(root)
  return pull !== undefined && second === pull.headSha ? first : undefined
}

/** Where the base cannot be had, at least which lines the pull request changes. */
async function onlyChanges(github: GitHub, { pull }: Event, folder: string): Promise<Pick<StandIn, 'changed'>> {
  const files = pull === undefined ? undefined : await readChangedFiles(github, pull.number)
  return files?.known === true ? { changed: linesIn(files.value, folder) } : {}
}
