import { git } from './git.js'

const LINE_FEED = 0x0a

/**
 * The contents of git objects, by id, in one process however many they are. Undefined if one of them is not in the
 * clone (a partial clone holds the newest contents only).
 */
export function readBlobs(root: string, ids: readonly string[]): Map<string, Buffer> | undefined {
  if (ids.length === 0) return new Map()
  const printed = git(root, ['cat-file', '--batch'], { input: `${ids.join('\n')}\n` })
  return printed.ok ? parseBatch(printed.stdout) : undefined
}

/** `<id> blob <size>`, a line feed, the bytes, a line feed; again and again (git docs: git-cat-file, BATCH OUTPUT). */
function parseBatch(output: Buffer): Map<string, Buffer> | undefined {
  const blobs = new Map<string, Buffer>()
  let position = 0
  while (position < output.length) {
    const end = output.indexOf(LINE_FEED, position)
    const [id = '', type, size] = output.toString('latin1', position, end).split(' ')
    if (end < 0 || type !== 'blob') return undefined
    const start = end + 1
    blobs.set(id, output.subarray(start, start + Number(size)))
    position = start + Number(size) + 1
  }
  return blobs
}
