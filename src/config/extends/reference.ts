import { posix } from 'node:path'

/** A file of another repository of the same host, as `github:owner/repo/path@ref` names it. */
export interface RemoteReference {
  readonly owner: string
  readonly repo: string
  readonly path: string
  /** Commit id, tag or branch; the default branch without it. */
  readonly ref?: string
}

/** What `extends` may name: a file of the repository, or one of another. */
export type Reference =
  | { readonly kind: 'local'; /** Relative to the linted folder; may begin with `../`. */ readonly path: string }
  | ({ readonly kind: 'remote' } & RemoteReference)

const REMOTE = /^github:([\w-]+)\/([\w.-]+)\/([^@]+)(?:@([\w./+-]+))?$/

/** A commit id in full, SHA-1 or SHA-256: nobody can make it mean something else later. */
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/

/** The forms, for messages. */
const FORMS = './path, ../path or github:owner/repo/path@ref'

/**
 * What an entry of `extends` means, or what is wrong with it as the end of a sentence that begins with the entry.
 *
 * @param from the file that holds the entry: relative paths begin at its folder, in its own repository
 */
export function parseReference(written: string, from: Reference): Reference | string {
  if (/^https?:/i.test(written)) return `is an address, which is not read: name a file by ${FORMS}`
  if (written.startsWith('./') || written.startsWith('../')) return beside(written, from)
  const [, owner, repo, path, ref] = REMOTE.exec(written) ?? []
  if (owner === undefined || repo === undefined || path === undefined) return `is not of the form ${FORMS}`
  if (!isPlain(path) || repo === '.' || repo === '..' || ref?.includes('..') === true)
    return 'has a path or a ref with "..", "." or an empty part'
  // What this run may read, its owner lets it read; whoever owns what is extended could name anything.
  if (from.kind === 'remote' && from.owner.toLowerCase() !== owner.toLowerCase())
    return `is of another owner than ${from.owner}/${from.repo}, which names it: extend it from this repository`
  return { kind: 'remote', owner, repo, path, ...(ref !== undefined && { ref }) }
}

function beside(written: string, from: Reference): Reference | string {
  if (written.includes('\\')) return 'has a backslash: paths are written with /'
  const path = posix.normalize(posix.join(posix.dirname(from.path), written))
  if (from.kind === 'local') return { kind: 'local', path }
  return path.startsWith('../') ? `leads out of the repository ${from.owner}/${from.repo}` : { ...from, path }
}

function isPlain(path: string): boolean {
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
}

/** The file as places in it are named: its path, or `github:owner/repo/path@ref`. */
export function nameOf(reference: Reference): string {
  if (reference.kind === 'local') return reference.path
  const { owner, repo, path, ref } = reference
  return `github:${owner}/${repo}/${path}${ref === undefined ? '' : `@${ref}`}`
}

/** Whether what the reference names can never change. */
export function isPinned(reference: RemoteReference): boolean {
  return reference.ref !== undefined && COMMIT.test(reference.ref)
}
