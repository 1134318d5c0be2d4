import type { OwnersHost } from './codeowners.js'

/** What a person calls the host. */
export const OWNERS_HOST_NAMES: Readonly<Record<OwnersHost, string>> = {
  github: 'GitHub',
  gitlab: 'GitLab',
  bitbucket: 'Bitbucket',
  gitea: 'Gitea or Forgejo',
}

/** Where each host looks for CODEOWNERS, in order; only the first file counts. */
export const OWNERS_PLACES: Readonly<Record<OwnersHost, readonly string[]>> = {
  // GitHub docs: About code owners, "CODEOWNERS file location".
  github: ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'],
  // GitLab docs: Code Owners, "CODEOWNERS file".
  gitlab: ['CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'],
  // Atlassian docs: Set up and use code owners.
  bitbucket: ['.bitbucket/CODEOWNERS'],
  // Gitea docs: Code Owners; Forgejo has a folder of its own beside Gitea's.
  gitea: ['CODEOWNERS', 'docs/CODEOWNERS', '.gitea/CODEOWNERS', '.forgejo/CODEOWNERS'],
}
