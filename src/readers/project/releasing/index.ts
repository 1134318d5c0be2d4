import { onLowerCase, pathsFitting } from '../../../core/path-index.js'
import { fileLocation, type Located } from '../../../core/location.js'
import type { FileIndex, Releasing, ReleaseTool } from '../../../models/index.js'
import type { Files } from '../../../snapshot/snapshot.js'
import { CHANGE_LOG, changeLogIn } from './change-logs.js'
import { ENDING_FILES, endingsIn } from './endings.js'
import { TOOLS } from './tools.js'
import { versionIn } from './versions.js'
import { ownPathsOutsideTests } from '../own-paths.js'
import { nearestFirst } from '../../paths.js'

/** Files of a kind beyond these numbers are not opened; those nearest to the root come first. */
const MAX_OPENED = 60
const MAX_LOGS = 40

const TOOL_FILES = TOOLS.map(({ path }) => path)

/** How versions are named and told of. */
export function readReleasing(files: Files, index: FileIndex): Releasing {
  const own = ownPathsOutsideTests(index)
  const atRoot = own.filter((path) => !path.includes('/'))
  return {
    versions: atRoot.flatMap((path) => versionIn(path, files.text(path) ?? '') ?? []),
    changeLogs: nearestFirst(pathsFitting(own, [CHANGE_LOG]))
      .slice(0, MAX_LOGS)
      .map((path) => changeLogIn(path, files.text(path) ?? '')),
    tools: toolsIn(nearestFirst(pathsFitting(own, TOOL_FILES, onLowerCase)), files),
    endings: endingsIn(nearestFirst(pathsFitting(own, ENDING_FILES, onLowerCase)), files),
  }
}

function toolsIn(paths: readonly string[], files: Files): Located<ReleaseTool>[] {
  let opened = 0
  const says = (path: string, text: RegExp): boolean => {
    opened += 1
    return opened <= MAX_OPENED && text.test(files.text(path) ?? '')
  }
  return paths.flatMap((path) => {
    const name = path.toLowerCase()
    const found = TOOLS.find((each) => each.path.test(name) && (each.text === undefined || says(path, each.text)))
    if (found === undefined) return []
    return [{ value: { name: found.name, computes: found.computes === true }, at: fileLocation(path) }]
  })
}
