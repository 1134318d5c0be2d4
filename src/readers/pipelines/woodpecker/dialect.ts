import type { RuleValue } from '../boolean-expression.js'
import type { Dialect, RunFacts } from '../container-workflows/rules.js'
import type { SampleRun } from '../run-kinds.js'
import { refOf } from '../container-workflows/refs.js'

/**
 * How Woodpecker sees runs (Woodpecker docs: Workflow syntax, when): the branch of a pull request is that it goes into,
 * and filters on branches are not applied to tags.
 */
export const WOODPECKER: Dialect = {
  facts,
  environmentKeys: ['environment'],
  deploymentEvents: ['deployment'],
  cronFilterIsForCron: true,
}

function facts(run: SampleRun, defaultBranch: string): RunFacts {
  const { kind, branch, target, event: happened, environment } = run
  const isChange = kind === 'change-request'
  const event = happened ?? (isChange ? 'pull_request' : kind === 'schedule' ? 'cron' : kind)
  const onto = isChange ? target : branch
  return {
    event,
    branch: kind === 'tag' || kind === 'release' ? null : onto,
    ref: refOf(run),
    environment,
    names: { value: (name) => valuesOf(run, event, defaultBranch).get(name), call: () => undefined },
  }
}

/** What of the variables of a run is known (Woodpecker docs: Environment variables). */
function valuesOf(run: SampleRun, event: string, defaultBranch: string): ReadonlyMap<string, RuleValue> {
  const { kind, branch, target, tag, environment } = run
  const isChange = kind === 'change-request'
  const onto = isChange ? target : branch
  return new Map<string, RuleValue>([
    ['CI_PIPELINE_EVENT', event],
    ['CI_BUILD_EVENT', event],
    ['CI_COMMIT_EVENT', event],
    ['CI_COMMIT_BRANCH', kind === 'tag' ? undefined : onto],
    ['CI_COMMIT_SOURCE_BRANCH', isChange ? branch : ''],
    ['CI_COMMIT_TARGET_BRANCH', isChange ? target : ''],
    ['CI_COMMIT_TAG', kind === 'tag' ? tag : ''],
    ['CI_COMMIT_REF', refOf(run)],
    ['CI_REPO_DEFAULT_BRANCH', defaultBranch],
    ['CI_PIPELINE_DEPLOY_TARGET', event === 'deployment' ? environment : ''],
    ['CI_BUILD_DEPLOY_TARGET', event === 'deployment' ? environment : ''],
  ])
}
