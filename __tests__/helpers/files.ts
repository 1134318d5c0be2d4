import type { Files } from '../../src/snapshot/snapshot.js'

/** The files of a snapshot, in memory. */
export function filesOf(contents: ReadonlyMap<string, string> | Readonly<Record<string, string>>): Files {
  const texts = contents instanceof Map ? contents : new Map(Object.entries(contents))
  const read = new Set<string>()
  return {
    paths: [...texts.keys()].sort(),
    has: (path) => texts.has(path),
    text: (path) => {
      if (texts.has(path)) read.add(path)
      return texts.get(path)
    },
    get readCount() {
      return read.size
    },
    unread: [],
  }
}
