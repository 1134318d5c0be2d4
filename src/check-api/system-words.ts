import type { CiSystem } from '../models/index.js'

/** How a CI system writes what a remedy asks for: keys as they stand in its files. */
export interface SystemWords {
  /** What lets one deployment at a time run. */
  readonly lock: string
  /** What lets a newer run cancel a job. */
  readonly cancelling: string
  /** What keeps a job with an environment from being recorded as a deployment. */
  readonly unrecorded: string
  /** What starts a pipeline for changes under review. */
  readonly change: string
  /** What lets a step or job run because something before it failed. */
  readonly onFailure: string
  /** What gives a job an identity token. */
  readonly identity: string
  /** What brings findings of scanners to one place. */
  readonly findings: string
}

const GITHUB: SystemWords = {
  lock: 'concurrency: {group: deploy-…, cancel-in-progress: false}',
  cancelling: 'cancel-in-progress',
  unrecorded: 'deployment: false',
  change: 'pull_request',
  onFailure: 'if: failure()',
  identity: 'permissions: {id-token: write}',
  findings: 'SARIF by github/codeql-action/upload-sarif, with a category for each tool',
}

/** What has no key of its own is said in general words. */
const GENERAL: SystemWords = {
  lock: 'a lock for the environment',
  cancelling: 'cancelling by newer runs',
  unrecorded: 'what leaves the record out',
  change: 'changes under review',
  onFailure: 'a condition that something failed',
  identity: 'an identity token of the CI system',
  findings: 'an import into DefectDojo, Security Hub or the like',
}

const WORDS: ReadonlyMap<CiSystem, SystemWords> = new Map<CiSystem, SystemWords>([
  ['github-actions', GITHUB],
  [
    'gitlab-ci',
    {
      lock: 'resource_group: …',
      cancelling: 'interruptible',
      unrecorded: 'environment:action',
      change: 'if: $CI_PIPELINE_SOURCE == "merge_request_event"',
      onFailure: 'when: on_failure',
      identity: 'id_tokens',
      findings: 'artifacts:reports (sast, dependency_scanning, container_scanning, secret_detection)',
    },
  ],
  [
    'buildkite',
    {
      ...GENERAL,
      lock: 'concurrency: 1 and concurrency_group: …',
      onFailure: 'wait: {continue_on_failure: true}',
      identity: 'buildkite-agent oidc request-token',
      findings: GENERAL.findings,
    },
  ],
  [
    'drone',
    { ...GENERAL, lock: 'concurrency: {limit: 1}', change: 'event: pull_request', onFailure: 'status: [failure]' },
  ],
  ['jenkins', { ...GENERAL, findings: 'recordIssues, which reads SARIF and the formats of most tools' }],
  ['azure-pipelines', { ...GENERAL, findings: 'SARIF by AdvancedSecurity-Publish@1' }],
  ['woodpecker', { ...GENERAL, lock: 'concurrency: 1', change: 'event: pull_request', onFailure: 'status: [failure]' }],
])

/** The words of a system, for remedies. */
export function systemWords(system: CiSystem): SystemWords {
  return WORDS.get(system) ?? GENERAL
}
