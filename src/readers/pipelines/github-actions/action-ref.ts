import type { ActionRef } from '../../../models/index.js'
import type { YamlComment, YamlScalar } from '../../yaml/node.js'
import { defined } from '../defined.js'
import type { Lockfile } from './lockfile.js'
import { normalizedPath } from './paths.js'

/** The parts of a reference, without place, comment and lock. */
export type ActionReference = Pick<ActionRef, 'text' | 'kind' | 'repository' | 'path' | 'ref'>

/**
 * Takes apart what follows `uses:` (GitHub docs: Workflow syntax, jobs.<job_id>.steps[*].uses). `$/path` means a path
 * of the repository that is running, so it is local like `./path`. A local path that leaves the workspace has none.
 */
export function parseReference(written: string): ActionReference {
  const text = written.trim()
  if (text.startsWith('docker://')) {
    const digest = text.indexOf('@')
    return { text, kind: 'docker', ...defined({ ref: digest < 0 ? undefined : text.slice(digest + 1) }) }
  }
  if (/^(?:\.{1,2}[/\\]|\.$|\$\/)/.test(text)) {
    return { text, kind: 'local', ...defined({ path: normalizedPath(text.replace(/^\$\//, './')) }) }
  }
  const at = text.indexOf('@')
  const name = at < 0 ? text : text.slice(0, at)
  const [owner = '', repository = '', ...path] = name.split('/')
  if (repository === '' || text.includes('${{')) return { text, kind: 'remote' }
  return {
    text,
    kind: 'remote',
    repository: `${owner}/${repository}`.toLowerCase(),
    ...defined({
      path: path.length === 0 ? undefined : path.join('/'),
      ref: at < 0 ? undefined : text.slice(at + 1),
    }),
  }
}

/**
 * The reference with its place, the comment behind it and the commit that the lockfile fixes for it.
 * @param runsIn the workflow that the reference is part of; the file of an action that is read by itself
 */
export function readActionRef(uses: YamlScalar, comments: CommentsByLine, lock: Lockfile, runsIn: string): ActionRef {
  const reference = parseReference(uses.text)
  const comment = comments.get(uses.at.endLine)
  return {
    ...reference,
    at: uses.at,
    ...defined({
      lockedCommit: lock.commitOf(runsIn, reference),
      comment: comment !== undefined && comment.at.column >= uses.at.endColumn ? comment.text : undefined,
    }),
  }
}

export type CommentsByLine = ReadonlyMap<number, YamlComment>

/** The comments of a file by the line they stand on. */
export function commentsByLine(comments: readonly YamlComment[]): CommentsByLine {
  return new Map(comments.map((comment) => [comment.at.line, comment]))
}
