import { onLowerCase, pathsFitting } from '../../core/path-index.js'
import { fileLocation, type Located } from '../../core/location.js'
import type { Files } from '../../snapshot/snapshot.js'

/** A kind of file that shows something by its path, and by what stands in it where other things have such paths too. */
export interface NamedFile {
  /** What a report calls it. */
  readonly what: string
  /** Whole paths, in lower case. */
  readonly path: RegExp
  readonly text?: RegExp
}

/** The files that are of a kind, each as the first of the table that fits. No more than `opened` files are looked into. */
export function namedFiles(
  table: readonly NamedFile[],
  paths: readonly string[],
  files: Files,
  opened: number,
): Located<string>[] {
  let read = 0
  const says = (path: string, text: RegExp): boolean => {
    read += 1
    return read <= opened && text.test(files.text(path) ?? '')
  }
  const patterns = table.map(({ path }) => path)
  return pathsFitting(paths, patterns, onLowerCase).flatMap((path) => {
    const name = path.toLowerCase()
    const found = table.find((each) => each.path.test(name) && (each.text === undefined || says(path, each.text)))
    return found === undefined ? [] : [{ value: found.what, at: fileLocation(path) }]
  })
}
