import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, URL } from 'node:url'

const DIST = new URL('../../dist/', import.meta.url)

/** A file of the bundle. */
export interface Chunk {
  /** Below dist/. */
  readonly path: string
  readonly bytes: number
  readonly text: string
}

/** All JavaScript of the bundle. */
export function chunksOf(): Chunk[] {
  const root = fileURLToPath(DIST)
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.js'))
    .map((path) => chunkAt(path.replaceAll('\\', '/')))
}

/**
 * The files of the bundle that a process loaded which ran with NODE_V8_COVERAGE set to `folder`: V8 tells of every module
 * that it compiled (Node docs: Command-line API, NODE_V8_COVERAGE).
 */
export function loadedChunks(folder: string): Chunk[] {
  const urls = readdirSync(folder).flatMap((file) => {
    const { result } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { result: { url: string }[] }
    return result.map(({ url }) => url)
  })
  const own = [...new Set(urls)].filter((url) => url.startsWith(DIST.href))
  return own.map((url) => chunkAt(url.slice(DIST.href.length)))
}

function chunkAt(path: string): Chunk {
  const file = fileURLToPath(new URL(path, DIST))
  return { path, bytes: statSync(file).size, text: readFileSync(file, 'utf8') }
}
