import type { Files } from '../snapshot/snapshot.js'

/** The files with some of their texts replaced. A new object, so that what was read of the old texts is not used again. */
export function withTexts(files: Files, texts: ReadonlyMap<string, string>): Files {
  const { paths, isLink } = files
  return {
    paths,
    has: (path) => files.has(path),
    text: (path) => texts.get(path) ?? files.text(path),
    ...(isLink !== undefined && { isLink }),
    get readCount() {
      return files.readCount
    },
    get unread() {
      return files.unread
    },
  }
}
