import type { CiSystem } from '../models/index.js'

/**
 * What ends a job that hangs in systems whose files cannot say it. Sources: CircleCI docs, Configuration reference, jobs
 * and run; Travis CI docs, Customize the build, Build timeouts.
 */
export const HOST_LIMITS: ReadonlyMap<CiSystem, string> = new Map<CiSystem, string>([
  ['circleci', 'CircleCI ends it after ten minutes without output, or one to five hours as the plan says'],
  ['travis-ci', 'Travis CI ends it after ten minutes without output, or 50 minutes (private repositories: 120)'],
])

/**
 * What ends a job that names no limit in systems where the setting of a project decides, which files do not tell. Source:
 * GitLab docs, Customize pipeline configuration, Set a limit for how long jobs can run.
 */
export const SETTING_LIMITS: ReadonlyMap<CiSystem, string> = new Map<CiSystem, string>([
  ['gitlab-ci', 'GitLab ends them as the project’s settings say, after 1 hour unless somebody changed it'],
])
