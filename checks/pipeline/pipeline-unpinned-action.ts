import {
  DEPLOY_KINDS,
  defineCheck,
  jobsOf,
  PUBLISH_KINDS,
  secretsIn,
  z,
  type ActionRef,
  type Job,
  type JobInPipeline,
  type Severity,
  type Step,
} from '../../src/check-api/index.js'

const COMMIT = /^[0-9a-f]{40}([0-9a-f]{24})?$/
const VERSION = /^v?\d/

/** The host's own actions: whoever does not trust them cannot use the host either. */
const FIRST_PARTY = new Set(['actions', 'github'])

export default defineCheck({
  id: 'pipeline-unpinned-action',
  title: 'Action is not pinned to a commit',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'safe-fix',
  practices: ['AG.SAD.3', 'SEC06-BP04', 'SEC11-BP07', 'ba.versioning', 'ba.trap.unversioned-config'],
  needs: ['pipelines', 'settings'],
  options: z.strictObject({}),
  messages: {
    movable: {
      text: '{action} is referenced by {ref}, which its owner can move to other code.',
      remedy: 'Pin it to the full commit hash of that version and keep the version as a comment.',
    },
    noRef: {
      text: '{action} is referenced without a version.',
      remedy: 'Pin it to a full commit hash, with the version as a comment.',
    },
    image: { text: '{action} is a container image without a digest.', remedy: 'Add @sha256:… behind the image.' },
  },

  *run({ pipelines, settings }) {
    for (const where of jobsOf(pipelines, { actions: true })) {
      const { job } = where
      if (job.calls !== undefined) yield* judge(job.calls.target, where, settings.trustedOwners)
      for (const { uses } of job.steps) if (uses !== undefined) yield* judge(uses, where, settings.trustedOwners)
    }
  },
})

function* judge(action: ActionRef, where: JobInPipeline, trusted: readonly string[]) {
  const { kind, ref, repository = '', path, lockedCommit, text, at } = action
  if (kind === 'local') return
  const name = path === undefined ? repository : `${repository}/${path}`
  const pinned = kind === 'docker' ? text.includes('@sha256:') : COMMIT.test(ref ?? '') || lockedCommit !== undefined
  if (pinned || isTrusted(repository, trusted)) {
    yield { kind: 'evidence' as const, text: '{action} cannot change by itself', data: { action: text }, at }
  } else if (kind === 'docker') {
    yield {
      kind: 'problem' as const,
      message: 'image' as const,
      data: { action: text },
      at,
      severity: 'warning' as const,
    }
  } else {
    const severity = severityOf(repository, ref, where)
    yield ref === undefined
      ? { kind: 'problem' as const, message: 'noRef' as const, data: { action: name }, at, severity }
      : { kind: 'problem' as const, message: 'movable' as const, data: { action: name, ref }, at, severity }
  }
}

function isTrusted(repository: string, trusted: readonly string[]): boolean {
  const owner = repository.split('/')[0] ?? ''
  return trusted.some((each) => each.toLowerCase() === owner || each.toLowerCase() === repository)
}

/** The more a job could do with its rights, the worse that somebody else decides what it runs. */
function severityOf(repository: string, ref: string | undefined, { pipeline, job }: JobInPipeline): Severity {
  if (FIRST_PARTY.has(repository.split('/')[0] ?? '')) return 'notice'
  if (ref === undefined || !VERSION.test(ref)) return 'error'
  return isPowerful(job, (job.permissions ?? pipeline.permissions)?.scopes) || job.permissions?.all === 'write'
    ? 'error'
    : 'warning'
}

function isPowerful({ steps, env, calls }: Job, scopes: ReadonlyMap<string, { value: string }> = new Map()): boolean {
  if ([...scopes.values()].some(({ value }) => value === 'write')) return true
  if (calls?.secrets === 'inherit' || calls?.secrets === 'named') return true
  return (
    readsSecrets(env) ||
    steps.some((step) => readsSecrets(step.env) || readsSecrets(step.with) || changesSomething(step))
  )
}

/** GITHUB_TOKEN is left out: its rights are the job's permissions. */
function readsSecrets(values: Step['env']): boolean {
  return [...values.values()].some(({ value }) => secretsIn(value).some((name) => name !== 'GITHUB_TOKEN'))
}

function changesSomething({ intents }: Step): boolean {
  return intents.some(({ kind }) => DEPLOY_KINDS.has(kind) || PUBLISH_KINDS.has(kind))
}
