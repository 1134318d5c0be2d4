import { isUtf8 } from 'node:buffer'
import type { UnreadFile } from '../core/report.js'
import { Budget, type SizeOf } from './budget.js'
import type { FileLimits } from './limits.js'
import type { Files } from './snapshot.js'

/** What came of an attempt to read a file: its bytes, or why there are none, as a sentence part. */
export type Loaded = { readonly bytes: Buffer } | { readonly problem: string }

/** Says before anything is read that a file of `size` bytes will not be, and why. */
export type Refusal = (size: number) => string | undefined

/**
 * Files whose text is loaded when it is first asked for and then kept. `load` gets a path of `paths` and must not
 * throw; it asks `refuse` before it reads, so that a huge file is never brought into memory.
 * @param sizeOf tells sizes beforehand, so that what is over the limits does not hang on what is asked for first
 */
export function lazyFiles(
  paths: readonly string[],
  load: (path: string, refuse: Refusal) => Loaded,
  limits: FileLimits,
  sizeOf?: SizeOf,
): Files {
  const sorted = [...new Set(paths)].sort()
  const known = new Set(sorted)
  const texts = new Map<string, string | undefined>()
  const unread: UnreadFile[] = []
  const budget = new Budget(sorted, limits, sizeOf)
  let readCount = 0

  const read = (path: string): string | undefined => {
    const refuse: Refusal = (size) => budget.refusal(path, size)
    const loaded = load(path, refuse)
    const problem = 'problem' in loaded ? loaded.problem : (refuse(loaded.bytes.length) ?? notText(loaded.bytes))
    if (problem !== undefined || 'problem' in loaded) {
      unread.push({ file: path, reason: problem ?? '' })
      return undefined
    }
    budget.spend(path, loaded.bytes.length)
    readCount++
    return withoutMark(loaded.bytes.toString('utf8'))
  }

  return {
    paths: sorted,
    unread,
    get readCount() {
      return readCount
    },
    has: (path) => known.has(path),
    text(path) {
      if (!known.has(path)) return undefined
      if (!texts.has(path)) texts.set(path, read(path))
      return texts.get(path)
    },
  }
}

function notText(bytes: Buffer): string | undefined {
  if (bytes.includes(0)) return 'it is binary'
  return isUtf8(bytes) ? undefined : 'it is not UTF-8 text'
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}
