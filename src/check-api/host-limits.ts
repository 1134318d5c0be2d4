import type { CiSystem } from '../models/index.js'

/**
 * What ends a job that hangs in systems whose files cannot say it. Sources: CircleCI docs, Configuration reference, jobs
 * and run; Travis CI docs, Customize the build, Build timeouts.
 */
export const HOST_LIMITS: ReadonlyMap<CiSystem, string> = new Map<CiSystem, string>([
  ['circleci', 'CircleCI ends it after ten minutes without output, or one to five hours as the plan says'],
  ['travis-ci', 'Travis CI ends it after ten minutes without output, or 50 minutes (private repositories: 120)'],
])
