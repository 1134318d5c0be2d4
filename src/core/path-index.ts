import { oncePer } from './once.js'
import { canHave, shapesOf, type NameShape } from './path-endings.js'
import { nameOf } from './paths.js'

/** Paths of one shape, with their places in the list. */
interface Shape extends NameShape {
  readonly places: number[]
}

/** With fewer it takes no longer to look at each. */
const FEW = 500

/** Made once for each list: readers ask for a few names among what may be fifty thousand sources. */
const indexOf = oncePer((paths: readonly string[]): readonly Shape[] => {
  const shapes = new Map<string, Shape>()
  let written = { initial: '', ending: '' }
  let shape: Shape | undefined
  for (let place = 0; place < paths.length; place++) {
    const path = paths[place] ?? ''
    if (shape === undefined || !isWrittenAlike(path, written)) {
      const initial = path.charAt(path.lastIndexOf('/') + 1)
      written = { initial, ending: endingOf(path) }
      shape = shapeOf(written, shapes)
    }
    shape.places.push(place)
  }
  return [...shapes.values()]
})

/** Paths in a row mostly have one shape: then nothing has to be made to find that out. */
function isWrittenAlike(path: string, { initial, ending }: NameShape): boolean {
  const start = path.lastIndexOf('/') + 1
  const dot = path.lastIndexOf('.')
  const length = dot < start ? 0 : path.length - dot
  return length === ending.length && path.endsWith(ending) && path.startsWith(initial, start)
}

/** The shape of all that is written so, but for the case. */
function shapeOf(written: NameShape, shapes: Map<string, Shape>): Shape {
  const ending = written.ending.toLowerCase()
  const initial = written.initial.toLowerCase().slice(0, 1)
  const shape = shapes.get(initial + ending) ?? { ending, initial, places: [] }
  shapes.set(initial + ending, shape)
  return shape
}

const shapesOfPaths = oncePer((pattern: RegExp) => shapesOf(pattern))
const shapesOfNames = oncePer((pattern: RegExp) => shapesOf(pattern, true))

/** Whether one of the patterns fits a path. */
export type Fits = (path: string, patterns: readonly RegExp[]) => boolean

/** Patterns of whole paths. */
export const onPath: Fits = (path, patterns) => patterns.some((pattern) => pattern.test(path))

/** Patterns of whole paths in lower case. */
export const onLowerCase: Fits = (path, patterns) => onPath(path.toLowerCase(), patterns)

/** Patterns of names. */
export const onName: Fits = (path, patterns) => onPath(nameOf(path), patterns)

/** Patterns of names in lower case. */
export const onNameInLowerCase: Fits = (path, patterns) => onName(path.toLowerCase(), patterns)

/**
 * The paths that one of the patterns fits, in their order: `paths.filter((path) => pattern.test(path))`, without asking of
 * paths whose name a pattern cannot fit, as its beginning and its ending show.
 * @param fits puts the patterns to a path, or to an end of it, in whatever case
 */
export function pathsFitting(
  paths: readonly string[],
  patterns: readonly RegExp[],
  fits: Fits = onPath,
): readonly string[] {
  if (paths.length < FEW) return paths.filter((path) => fits(path, patterns))
  const read = fits === onName || fits === onNameInLowerCase ? shapesOfNames : shapesOfPaths
  const wanted = patterns.map((pattern) => ({ pattern, shapes: read(pattern) }))
  const found = indexOf(paths).map((shape) => {
    const able = wanted.filter(({ shapes }) => shapes === undefined || canHave(shape, shapes))
    const among = able.map(({ pattern }) => pattern)
    return among.length === 0 ? [] : shape.places.filter((place) => fits(paths[place] ?? '', among))
  })
  return inOrder(paths, found)
}

/** The paths whose names end so, in their order: `.yml`, in lower case, whatever the case; empty for names without a dot. */
export function pathsEnding(paths: readonly string[], endings: readonly string[]): readonly string[] {
  const found = indexOf(paths).filter(({ ending }) => endings.includes(ending))
  return inOrder(
    paths,
    found.map(({ places }) => places),
  )
}

/** The paths of files of this name, in their order. */
export function pathsNamed(paths: readonly string[], name: string): readonly string[] {
  const ending = endingOf(name).toLowerCase()
  return pathsEnding(paths, [ending]).filter((path) => path === name || path.endsWith(`/${name}`))
}

/** The last part of a path's name, with its dot; empty for a name without one. */
function endingOf(path: string): string {
  const dot = path.lastIndexOf('.')
  return dot < 0 || path.includes('/', dot) ? '' : path.slice(dot)
}

function inOrder(paths: readonly string[], found: readonly (readonly number[])[]): readonly string[] {
  const groups = found.filter((places) => places.length > 0)
  const places = groups.length === 1 ? (groups[0] ?? []) : groups.flat().sort((a, b) => a - b)
  return places.length === paths.length ? paths : places.map((place) => paths[place] ?? '')
}

/** Whether one of `paths`, which must be sorted, begins with `start`. */
export function someStartWith(paths: readonly string[], start: string): boolean {
  return paths[firstFrom(paths, start)]?.startsWith(start) === true
}

/** Those of `paths`, which must be sorted, that begin with `start`. */
export function pathsStartingWith(paths: readonly string[], start: string): readonly string[] {
  const first = firstFrom(paths, start)
  let last = first
  while (paths[last]?.startsWith(start) === true) last += 1
  return paths.slice(first, last)
}

/** Whether `path` is one of `paths`, which must be sorted, or a folder with some of them below it. */
export function isThere(paths: readonly string[], path: string): boolean {
  return paths[firstFrom(paths, path)] === path || someStartWith(paths, `${path}/`)
}

/** The folders at the root of `paths`, which must be sorted; in their order. */
export function topFolders(paths: readonly string[]): string[] {
  const folders: string[] = []
  for (let place = 0; place < paths.length;) {
    const path = paths[place] ?? ''
    const slash = path.indexOf('/')
    if (slash >= 0) folders.push(path.slice(0, slash))
    // The digit 0 follows the slash: from there on paths lie elsewhere.
    place = slash < 0 ? place + 1 : firstFrom(paths, `${path.slice(0, slash)}0`)
  }
  return folders
}

/** The place of the first path that does not come before `text`. */
function firstFrom(paths: readonly string[], text: string): number {
  let [low, high] = [0, paths.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((paths[middle] ?? '') < text) low = middle + 1
    else high = middle
  }
  return low
}
