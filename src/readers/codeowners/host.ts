import type { FileIndex, OwnersHost } from '../../models/index.js'

/** Files and folders that a repository has for one host. The first host with a sign is taken; GitHub without any. */
const SIGNS: readonly (readonly [OwnersHost, readonly string[]])[] = [
  ['github', ['.github/workflows', '.github/CODEOWNERS']],
  ['gitlab', ['.gitlab-ci.yml', '.gitlab/CODEOWNERS']],
  ['bitbucket', ['.bitbucket/CODEOWNERS', 'bitbucket-pipelines.yml']],
  ['gitea', ['.gitea/CODEOWNERS', '.forgejo/CODEOWNERS', '.gitea/workflows', '.forgejo/workflows']],
]

/** The host that reads the repository's CODEOWNERS, as far as the files tell. */
export function hostByFiles(index: FileIndex): OwnersHost {
  const isThere = (path: string): boolean => index.has(path) || index.hasFolder(path)
  return SIGNS.find(([, signs]) => signs.some(isThere))?.[0] ?? 'github'
}
