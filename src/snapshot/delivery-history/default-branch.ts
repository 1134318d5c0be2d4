import { git } from '../git.js'

/** The default branch as this clone knows it. */
export interface DefaultBranch {
  readonly name: string
  /** In full: `refs/remotes/origin/main`, or `refs/heads/main` where nothing is known of a remote. */
  readonly ref: string
  /** The remote it was fetched from. */
  readonly remote?: string
}

/** Names of default branches, the most usual first, for clones that do not say which it is. */
const USUAL = ['main', 'master', 'trunk', 'develop']

/**
 * Finds the default branch: the one that is named, what the remote called its own when it was cloned, a usual name, the
 * branch that is checked out. What was fetched counts before local branches, which may hold unpublished work.
 */
export function findDefaultBranch(root: string, named: string | undefined): DefaultBranch | undefined {
  const { refs, here, targets } = readRefs(root)
  const remote = remoteIn(refs)
  const at = (name: string): DefaultBranch | undefined => {
    const fetched = `refs/remotes/${remote ?? ''}/${name}`
    if (remote !== undefined && refs.has(fetched)) return { name, ref: fetched, remote }
    const own = `refs/heads/${name}`
    return refs.has(own) ? { name, ref: own, ...(remote !== undefined && { remote }) } : undefined
  }
  if (named !== undefined) return at(named)
  const prefix = `refs/remotes/${remote}/`
  const target = targets.get(`${prefix}HEAD`)
  const told = target?.startsWith(prefix) === true ? target.slice(prefix.length) : undefined
  const isBare = remote === undefined && isBareRepository(root)
  const candidates = isBare ? [here] : [told, ...USUAL, here]
  return candidates
    .filter((name) => name !== undefined)
    .map(at)
    .find((found) => found !== undefined)
}

/** All branches, which of the local ones is checked out, and what symbolic ones name. */
interface Refs {
  readonly refs: ReadonlySet<string>
  readonly here: string | undefined
  readonly targets: ReadonlyMap<string, string>
}

function readRefs(root: string): Refs {
  const format = '--format=%(refname) %(symref) %(HEAD)'
  const listed = git(root, ['for-each-ref', format, '--count=20000', 'refs/heads', 'refs/remotes'])
  const lines = listed.ok ? listed.stdout.toString('utf8').split('\n') : []
  const all = lines.map((line) => line.split(' ')).filter(([ref]) => ref !== '')
  return {
    refs: new Set(all.map(([ref = '']) => ref)),
    here: all.find(([, , head]) => head === '*')?.[0]?.replace(/^refs\/heads\//, ''),
    targets: new Map(all.flatMap(([ref = '', target = '']) => (target === '' ? [] : [[ref, target] as const]))),
  }
}

/** `origin`, else the only remote of which branches are known. */
function remoteIn(refs: ReadonlySet<string>): string | undefined {
  const names = new Set<string>()
  for (const ref of refs) if (ref.startsWith('refs/remotes/')) names.add(ref.split('/')[2] ?? '')
  if (names.has('origin')) return 'origin'
  const [only] = names
  return names.size === 1 ? only : undefined
}

/** A repository without a work tree was made to be cloned from: its HEAD names the default branch. */
function isBareRepository(root: string): boolean {
  const asked = git(root, ['config', '--type=bool', '--get', 'core.bare'])
  return asked.ok && asked.stdout.toString('utf8').trim() === 'true'
}
