import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
  lstatSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { errorText } from '../core/errors.js'
import { realRoot } from './work-tree.js'

const BYTE_ORDER_MARK = '\uFEFF'

/** A file's text as it was read, and what is to stand there instead. */
export interface NewText {
  readonly path: string
  readonly before: string
  readonly after: string
}

/** A file that was not written, with the reason as a part of a sentence. */
export interface NotWritten {
  readonly path: string
  readonly reason: string
}

/**
 * Writes texts into files of the folder `root`, each as a whole or not at all, with its permissions and a byte order mark
 * that it had. Leaves alone what has changed since it was read, and what is, or lies behind, a symbolic link.
 * @returns the files that were not written
 */
export function writeTexts(root: string, texts: readonly NewText[]): NotWritten[] {
  const real = realRoot(root)
  return texts.flatMap(({ path, before, after }) => {
    const reason = writeText(real, path, before, after)
    return reason === undefined ? [] : [{ path, reason }]
  })
}

function writeText(root: string, path: string, before: string, after: string): string | undefined {
  if (path.split('/').some((part) => part === '' || part === '.' || part === '..'))
    return 'it lies outside of the folder'
  const file = join(root, path)
  try {
    const refused = refusalOf(root, path)
    if (refused !== undefined) return refused
    const bytes = readFileSync(file)
    const mark = bytes.toString('utf8').startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : ''
    if (!bytes.equals(Buffer.from(mark + before, 'utf8'))) return 'it has changed since it was read'
    replaceFile(file, Buffer.from(mark + after, 'utf8'), lstatSync(file).mode)
    return undefined
  } catch (error) {
    return errorText(error)
  }
}

/** Every part of the way must be what it seems: a link would lead out of the folder, or to a file of another name. */
function refusalOf(root: string, path: string): string | undefined {
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    if (!lstatSync(join(root, folder)).isDirectory()) return 'it lies behind a symbolic link'
  }
  const stat = lstatSync(join(root, path))
  if (stat.isSymbolicLink()) return 'it is a symbolic link'
  return stat.isFile() ? undefined : 'it is not a regular file'
}

/** Into a new file beside it, which then takes its place: whoever reads meanwhile gets the one or the other. */
function replaceFile(file: string, bytes: Buffer, mode: number): void {
  const temporary = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}.tmp`)
  const handle = openSync(temporary, 'wx', 0o600)
  try {
    for (let written = 0; written < bytes.length;) written += writeSync(handle, bytes, written)
    fchmodSync(handle, mode & 0o7777)
    fsyncSync(handle)
    closeSync(handle)
    renameSync(temporary, file)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}
