import type { Defect, ReaderContext } from '../../src/readers/context.js'
import type { UnreadFile } from '../../src/core/report.js'
import { NO_SETTINGS, type Settings } from '../../src/models/settings.js'
import type { Files } from '../../src/snapshot/snapshot.js'

/** Files that exist only in a test: path → text, or path alone for a file that nobody reads. */
export function memoryFiles(texts: Readonly<Record<string, string>> | readonly string[]): Files {
  const entries: [string, string][] = Array.isArray(texts)
    ? texts.map((path: string): [string, string] => [path, ''])
    : Object.entries(texts as Readonly<Record<string, string>>)
  const known = new Map(entries)
  const read = new Set<string>()
  return {
    paths: [...known.keys()].sort(),
    has: (path) => known.has(path),
    text(path) {
      if (known.has(path)) read.add(path)
      return known.get(path)
    },
    get readCount() {
      return read.size
    },
    unread: [],
  }
}

/** A reader's context over `files`, and what the reader reported to it. */
export function readerContext(
  files: Files,
  settings: Partial<Settings> = {},
): ReaderContext & { defects: Defect[]; unreadFiles: UnreadFile[] } {
  const defects: Defect[] = []
  const unreadFiles: UnreadFile[] = []
  return {
    files,
    settings: { ...NO_SETTINGS, ...settings },
    defects,
    unreadFiles,
    defect: (defect) => void defects.push(defect),
    unread: (file) => void unreadFiles.push(file),
  }
}
