import { model, type Target } from '../target.js'

/** Readers of what else a repository holds. */
export const REPOSITORY_TARGETS: readonly Target[] = [
  model('migrations', 'db/migrations/V1__orders.sql', /\.sql$/, ({ migrations }) => migrations),
  model('codeowners', '.github/CODEOWNERS', /CODEOWNERS$/, ({ codeowners }) => codeowners, {
    'src/a.ts': '',
    'docs/b.md': '',
  }),
  model('project', 'package.json', /package\.json$/, ({ project, tests }) => [project, tests]),
]
