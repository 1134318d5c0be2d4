import { onLowerCase, pathsFitting } from '../../../core/path-index.js'
import { fileLocation, type Location } from '../../../core/location.js'
import type { FileIndex, ToolPin } from '../../../models/index.js'
import type { Files } from '../../../snapshot/snapshot.js'
import { LOCKS, MOVING, NAMES, PIN_FILES, type PinFile } from './table.js'
import { ownPathsOutsideTests } from '../own-paths.js'
import { nearestFirst } from '../../paths.js'

/** Files, lines and characters of a line beyond these numbers are not looked at; files nearest to the root come first. */
const MAX_FILES = 120
const MAX_LINES = 3_000
const LONGEST_LINE = 2_000

/** The versions of tools that files of the tree give to developers, in order of depth. */
export function readToolPins(files: Files, index: FileIndex): ToolPin[] {
  const judged = ownPathsOutsideTests(index)
  const wanted = nearestFirst(pathsFitting(judged, WANTED, onLowerCase))
  return [
    ...nearestFirst(pathsFitting(judged, [LOCKS], onLowerCase)).map((path) => ({
      tool: 'environment',
      moves: false,
      at: fileLocation(path),
    })),
    ...wanted.slice(0, MAX_FILES).flatMap((path) => pinsIn(path, files.text(path) ?? '')),
  ]
}

const WANTED = PIN_FILES.map(({ path }) => path)

function pinsIn(path: string, text: string): ToolPin[] {
  const name = path.toLowerCase()
  const kinds = PIN_FILES.filter((each) => each.path.test(name) && each.text?.test(text) !== false)
  if (kinds.length === 0) return []
  const found = text
    .split('\n', MAX_LINES)
    .flatMap((line, i) => (line.length > LONGEST_LINE ? [] : kinds.flatMap((kind) => pinsOf(line, kind, path, i + 1))))
  // A file of one tool has one version: what follows are others that may be used, too.
  return found.filter((pin, i) => found.findIndex(({ tool }) => tool === pin.tool) === i)
}

function pinsOf(line: string, { lines }: PinFile, file: string, number: number): ToolPin[] {
  return lines.flatMap(({ tool, line: pattern }) => {
    const match = pattern.exec(line)
    if (match === null) return []
    const named = tool ?? NAMES.get((match[1] ?? '').toLowerCase())
    const version = (tool === undefined ? match[2] : match[1])?.replace(/^v(?=\d)/, '')
    if (named === undefined || version === undefined) return []
    return [{ tool: named, version, moves: moves(named, version), at: placeOf(file, number, line, version) }]
  })
}

/** An image without a tag or digest moves; a Dockerfile or a Compose file is named, and says more itself. */
function moves(tool: string, version: string): boolean {
  if (MOVING.test(version)) return true
  if (tool !== 'environment' || !version.includes('/')) return false
  const tag = /:([\w.-]+)$/.exec(version)?.[1]
  return !version.includes('@') && !/\.ya?ml$|dockerfile/i.test(version) && (tag === undefined || MOVING.test(tag))
}

function placeOf(file: string, line: number, text: string, version: string): Location {
  const start = text.indexOf(version)
  return { file, line, column: start + 1, endLine: line, endColumn: start + 1 + version.length, route: version }
}
