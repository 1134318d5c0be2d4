import type { Files } from '../src/snapshot/snapshot.js'

/** Files that exist in memory only: path → text. */
export function filesInMemory(contents: Readonly<Record<string, string>>): Files {
  const texts = new Map(Object.entries(contents))
  return {
    paths: [...texts.keys()].sort(),
    has: (path) => texts.has(path),
    text: (path) => texts.get(path),
    readCount: texts.size,
    unread: [],
  }
}
