import type { Job, Pipeline, Step } from '../../models/index.js'

/** The words of names, in lower case: `Deploy to S3`, `deployProd.yml` and `deploy_prod` all say `deploy`; `E2E` is one. */
export function wordsIn(...texts: readonly (string | undefined)[]): ReadonlySet<string> {
  return new Set(
    texts
      .flatMap((text) =>
        (text ?? '').replace(/([a-z])(?=[A-Z])|([0-9])(?=[A-Z][a-z])/g, '$1$2 ').split(/[^A-Za-z0-9]+/),
      )
      .filter((word) => word !== '')
      .map((word) => word.toLowerCase()),
  )
}

/** What the author calls the pipeline, the job and, if given, the step. */
export function namesOf(pipeline: Pipeline, job: Job, step?: Step): ReadonlySet<string> {
  const file = pipeline.file.slice(pipeline.file.lastIndexOf('/') + 1).replace(/\.ya?ml$/, '')
  const name = pipeline.name === pipeline.file ? undefined : pipeline.name
  return wordsIn(file, name, job.id, job.name, step?.name?.value, step?.id)
}

/** Whether any of the words is one of `wanted`. */
export function says(words: ReadonlySet<string>, wanted: ReadonlySet<string>): boolean {
  return [...words].some((word) => wanted.has(word))
}

/** Words for bringing a version to where it runs. `deployment` alone may stand for what is tested. */
export const DEPLOYING: ReadonlySet<string> = new Set([
  'deploy',
  'deploys',
  'deployed',
  'deployer',
  'deploying',
  'redeploy',
  'rollout',
  'ship',
  'promote',
  'cd',
])

/** Words for keeping data, and for bringing it back. */
export const KEEPING: ReadonlySet<string> = new Set([
  'backup',
  'backups',
  'restore',
  'restores',
  'dump',
  'snapshot',
  'snapshots',
  'sanitise',
  'sanitize',
])

/** Words for trying a change out. */
export const TESTING: ReadonlySet<string> = new Set([
  'test',
  'tests',
  'testing',
  'e2e',
  'integration',
  'acceptance',
  'conformance',
  'ci',
  'kind',
  'minikube',
  'verify',
  'validate',
  'check',
  'checks',
  'smoke',
  'lint',
  'benchmark',
  'bench',
  'chaos',
])
