import type { CiSystem } from '../../models/index.js'

/** The systems that init writes a pipeline for. */
export const WRITTEN = [
  'github-actions',
  'gitlab-ci',
  'azure-pipelines',
  'circleci',
  'bitbucket-pipelines',
  'jenkins',
] as const satisfies readonly CiSystem[]
/** One of them. */
export type WrittenSystem = (typeof WRITTEN)[number]
