import type { UnreadFile } from '../../src/core/report.js'
import { NO_SETTINGS, type Settings } from '../../src/models/settings.js'
import type { Defect, ReaderContext } from '../../src/readers/context.js'
import type { Files } from '../../src/snapshot/snapshot.js'
import { filesOf } from './files.js'

/** Files that exist only in a test: path → text, or paths alone for files that nobody reads. */
export function memoryFiles(texts: Readonly<Record<string, string>> | readonly string[]): Files {
  return filesOf(new Map(Array.isArray(texts) ? texts.map((path: string) => [path, '']) : Object.entries(texts)))
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
