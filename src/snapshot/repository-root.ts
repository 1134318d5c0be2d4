import { git } from './git.js'

/** The folder of the git work tree that `folder` lies in; undefined outside of one. */
export function repositoryRoot(folder: string): string | undefined {
  const found = git(folder, ['rev-parse', '--show-toplevel'], { maxBytes: 65_536 })
  const root = found.ok ? found.stdout.toString('utf8').replace(/\n$/, '') : ''
  return root === '' ? undefined : root
}
