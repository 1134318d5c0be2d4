import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe } from '@jest/globals'
import type { Files } from '../../src/snapshot/snapshot.js'
import { filesOf } from './files.js'

/** Real repositories beside the project, where there are any. */
const CORPUS = join('..', 'shared', 'corpus')

export interface RealRepository {
  readonly name: string
  /** All of its files, read. */
  files(): Files
}

/** The real repositories beside the project; none where there is no corpus. */
export function realRepositories(): RealRepository[] {
  if (!existsSync(CORPUS)) return []
  return readdirSync(CORPUS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
    .map(({ name }) => ({ name, files: () => filesIn(join(CORPUS, name)) }))
}

/** `describe` where there is a corpus. */
export const describeReal = existsSync(CORPUS) ? describe : describe.skip

function filesIn(root: string): Files {
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
  return filesOf(Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')])))
}
