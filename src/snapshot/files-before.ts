import type { UnreadFile } from '../core/report.js'
import type { Files } from './snapshot.js'

/** What a change did to one file, told backwards. */
export interface FileBefore {
  /** Where it is now; undefined if it was removed. */
  readonly now?: string
  /** Where it was before; undefined if it was added. */
  readonly was?: string
  /** Its text before; undefined if that is not known: then it is taken to be what it is now. */
  readonly text?: string
}

/**
 * The files as they were before a change: those of now, with what the change did taken back. Files that the change does
 * not touch are read from `now`. A removed file whose text is not known is there, and cannot be read.
 */
export function filesBefore(now: Files, changes: readonly FileBefore[]): Files {
  const gone = new Set(changes.flatMap((change) => change.now ?? []))
  const old = new Map(changes.flatMap((change) => (change.was === undefined ? [] : [[change.was, change] as const])))
  const has = (path: string): boolean => old.has(path) || (now.has(path) && !gone.has(path))
  const paths = [...new Set([...now.paths.filter((path) => !gone.has(path)), ...old.keys()])].sort()
  const unread = new Map<string, UnreadFile>()
  const { isLink } = now
  return {
    paths,
    has,
    text(path) {
      const change = old.get(path)
      if (change === undefined) return has(path) ? now.text(path) : undefined
      const text = change.text ?? (change.now === undefined ? undefined : now.text(change.now))
      if (text === undefined) unread.set(path, { file: path, reason: 'its text before the change was not read' })
      return text
    },
    ...(isLink !== undefined && { isLink: (path: string) => !old.has(path) && isLink(path) }),
    get readCount() {
      return now.readCount
    },
    get unread() {
      return [...now.unread, ...unread.values()]
    },
  }
}
