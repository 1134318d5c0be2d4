import { git } from './git.js'

/** Names that a first branch usually has, where the clone does not tell. */
const USUAL = ['main', 'master', 'trunk', 'develop']

/** The default branch as far as the clone tells: that of the remote, else one with a usual name, else the current one. */
export function defaultBranch(root: string): string {
  const remote = line(root, ['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD'])
  if (remote !== undefined) return remote.replace(/^origin\//, '')
  const branches = line(root, ['for-each-ref', '--format=%(refname:short)', 'refs/heads'])?.split('\n') ?? []
  const usual = USUAL.find((name) => branches.includes(name))
  return usual ?? line(root, ['symbolic-ref', '--quiet', '--short', 'HEAD']) ?? 'main'
}

function line(root: string, args: readonly string[]): string | undefined {
  const said = git(root, args, { maxBytes: 1_000_000 })
  const text = said.ok ? said.stdout.toString('utf8').trim() : ''
  return text === '' ? undefined : text
}
