import { pathsFitting } from '../../../core/path-index.js'
import type { FileIndex, Waiver } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'
import { ownPathsOutsideTests } from '../own-paths.js'
import { waiversInOsv, waiversInSnyk, waiversInTrivyYaml } from './files.js'
import { waiversInComments, waiversInList } from './lines.js'

/** Files by their paths, and who reads them; the first that fits counts. */
const READERS: readonly (readonly [path: RegExp, read: (file: string, text: string) => Waiver[]])[] = [
  [/(?:^|\/)\.trivyignore\.ya?ml$/, waiversInTrivyYaml],
  [/(?:^|\/)\.trivyignore$/, waiversInList],
  [/(?:^|\/)\.snyk$/, waiversInSnyk],
  [/(?:^|\/)osv-scanner\.toml$/, waiversInOsv],
  [/\.(?:tf|tofu|ya?ml|bicep)$|(?:^|\/)(?:Dockerfile|Containerfile)[^/]*$|\.Dockerfile$/, waiversInComments],
]

/** Files beyond this number are not opened. */
const MAX_FILES = 5000

/** What scanners of security and infrastructure are told to leave out, in order of path. */
export function readWaivers({ files }: ReaderContext, index: FileIndex): Waiver[] {
  const patterns = READERS.map(([path]) => path)
  return pathsFitting(ownPathsOutsideTests(index), patterns)
    .flatMap((path) => {
      const read = READERS.find(([each]) => each.test(path))?.[1]
      return read === undefined ? [] : [{ path, read }]
    })
    .slice(0, MAX_FILES)
    .flatMap(({ path, read }) => {
      const text = files.text(path)
      return text === undefined ? [] : read(path, text)
    })
}
