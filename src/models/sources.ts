import type { Subject } from './index.js'

/** Where a model comes from: the files of the tree, what the host says of the repository, or what has happened in it. */
export type Source = 'files' | 'settings' | 'history'

/** The source of everything that a check may ask for. */
const SOURCES: Readonly<Record<Subject, Source>> = {
  files: 'files',
  project: 'files',
  tests: 'files',
  pipelines: 'files',
  gitHooks: 'files',
  delivery: 'files',
  infrastructure: 'files',
  imageBuilds: 'files',
  migrations: 'files',
  codeowners: 'files',
  defects: 'files',
  settings: 'files',
  repository: 'settings',
  protection: 'settings',
  environments: 'settings',
  codeownersErrors: 'settings',
  security: 'settings',
  merging: 'settings',
  reportedChecks: 'settings',
  tagProtection: 'settings',
  history: 'history',
  deliveryHistory: 'history',
}

/** The sources of everything that a check asks for. */
export function sourcesAsked({
  needs,
  wants = [],
}: {
  readonly needs: readonly Subject[]
  readonly wants?: readonly Subject[]
}): Set<Source> {
  return new Set([...needs, ...wants].map((subject) => SOURCES[subject]))
}
