import { join } from 'node:path'
import { lazyFiles } from './lazy-files.js'
import type { FileLimits } from './limits.js'
import type { Files, ReportFiles } from './snapshot.js'
import { isThere } from './listing.js'
import { loadFile, realRoot } from './work-tree.js'

/** GitHub takes 10 MB of compressed SARIF (GitHub docs: SARIF support for code scanning). */
const LIMITS: FileLimits = { maxFileBytes: 32 * 1024 * 1024, maxTotalBytes: 64 * 1024 * 1024 }

/** More reports than this are left. */
const MAX_REPORTS = 100

/**
 * The files on disk below `root` that the patterns name, ignored ones as well: reports seldom are tracked. Symbolic links
 * are read only if they lead to another of these files.
 */
export async function reportFiles(root: string, patterns: readonly string[]): Promise<ReportFiles> {
  const real = realRoot(root)
  const found = await Promise.all(patterns.map((pattern) => matching(real, pattern)))
  const files: Files = lazyFiles(
    found.flat().slice(0, MAX_REPORTS),
    (path, refuse) => loadFile(real, path, refuse, files, new Map()),
    LIMITS,
  )
  return {
    files,
    missing: patterns.filter((_, index) => found[index]?.length === 0),
    roots: [...new Set([real, root])],
  }
}

async function matching(root: string, pattern: string): Promise<string[]> {
  const path = pattern.replace(/^(?:\.\/)+/, '')
  if (!/[*?[\]{}()]/.test(path)) return isThere(join(root, path)) ? [path] : []
  const { default: fastGlob } = await import('fast-glob')
  return fastGlob(path, {
    cwd: root,
    dot: true,
    followSymbolicLinks: false,
    suppressErrors: true,
    ignore: ['**/.git/**', '**/node_modules/**'],
  })
}
