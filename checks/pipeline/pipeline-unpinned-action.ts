import {
  type ActionRef,
  type CheckOutcome,
  defineCheck,
  DEPLOY_KINDS,
  holdsSecrets,
  type Job,
  type JobInPipeline,
  jobsOf,
  oncePer,
  parseImage,
  PUBLISH_KINDS,
  type Severity,
  unreadPipelines,
  z,
} from '../../src/check-api/index.js'

const COMMIT = /^[0-9a-f]{40}([0-9a-f]{24})?$/

/** What is meant for a commit hash, with characters missing or too many. A date is a tag. */
const NEARLY_COMMIT = /^(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{7,}$/

/** Tags; any other name is taken for a branch. */
const VERSION = /^v?\d|\d\.\d/i

/** The host's own actions: whoever does not trust them cannot use the host either. */
const FIRST_PARTY = new Set(['actions', 'github'])

/** Workflows that read their version from the tag they are called by (slsa-github-generator: "Referencing SLSA builders"). */
const TAG_ONLY = new Set(['slsa-framework/slsa-github-generator'])

export default defineCheck({
  id: 'pipeline-unpinned-action',
  title: 'Action is not pinned to a commit',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  systems: ['github-actions'],
  fixable: 'safe-fix',
  practices: ['AG.SAD.3', 'SEC06-BP04', 'SEC11-BP07', 'ba.versioning', 'ba.trap.unversioned-config'],
  needs: ['pipelines', 'settings'],
  wants: ['repository'],
  options: z.strictObject({}),
  messages: {
    movable: {
      text: '{action} is referenced by {ref}, which its owner can move to other code.',
      remedy: 'Pin it to the full commit hash of that version and keep the version as a comment.',
    },
    notWhole: {
      text: '{action} is referenced by {ref}: a commit hash has 40 characters, this has {length}, so it names a branch or tag.',
      remedy: 'Give the whole hash of the commit, and keep the version as a comment.',
    },
    noRef: {
      text: '{action} is referenced without a version.',
      remedy: 'Pin it to a full commit hash, with the version as a comment.',
    },
    image: { text: '{action} is a container image without a digest.', remedy: 'Add @sha256:… behind the image.' },
  },

  *run({ pipelines, settings, repository }) {
    yield* unreadPipelines(pipelines, 'GitHub Actions')
    const trusted = settings.trustedOwners.map((each) => each.toLowerCase())
    const own = repository.known ? ownerOf(repository.value.fullName.toLowerCase()) : undefined
    for (const where of jobsOf(pipelines, { actions: true })) {
      const { job } = where
      if (job.calls !== undefined) yield* judge(job.calls.target, where, trusted, own)
      for (const { uses } of job.steps) if (uses !== undefined) yield* judge(uses, where, trusted, own)
    }
  },
})

function* judge(
  action: ActionRef,
  where: JobInPipeline,
  trusted: readonly string[],
  own: string | undefined,
): Generator<CheckOutcome<'movable' | 'notWhole' | 'noRef' | 'image'>> {
  const { kind, ref, repository = '', lockedCommit, text, at } = action
  if (kind === 'local') return
  const data = { action: text }
  if (kind === 'remote' && repository === '') {
    // GitHub runs no workflow whose reference it cannot read, and fills no expression into one.
    yield { kind: 'unknown', origin: 'files', reason: '{action} names no action', data, at }
  } else if (isPinned(action)) {
    const locked = lockedCommit === undefined ? '' : ' by actions.lock'
    yield { kind: 'evidence', text: `{action} is tied to a commit or digest${locked}`, data, at }
  } else if (TAG_ONLY.has(repository) && /^v\d+\.\d+\.\d+$/.test(ref ?? '')) {
    yield { kind: 'evidence', text: '{action} checks its own tag and runs from no other reference', data, at }
  } else if (trusted.includes(repository) || trusted.includes(ownerOf(repository))) {
    yield { kind: 'evidence', text: '{action} comes from an owner that the configuration trusts', data, at }
  } else {
    const [name = text] = text.split('@')
    const isOurs = FIRST_PARTY.has(ownerOf(repository)) || ownerOf(repository) === own
    const severity = severityOf(action, where, isOurs)
    if (kind === 'docker') yield { kind: 'problem', message: 'image', data, at, severity }
    else if (ref === undefined) yield { kind: 'problem', message: 'noRef', data: { action: name }, at, severity }
    else if (NEARLY_COMMIT.test(ref))
      yield { kind: 'problem', message: 'notWhole', data: { action: name, ref, length: ref.length }, at, severity }
    else yield { kind: 'problem', message: 'movable', data: { action: name, ref }, at, severity }
  }
}

function isPinned({ kind, text, ref = '', lockedCommit }: ActionRef): boolean {
  return kind === 'docker' ? text.includes('@sha256:') : COMMIT.test(ref) || lockedCommit !== undefined
}

function ownerOf(repository: string): string {
  return repository.split('/')[0] ?? ''
}

/** The more a job could do with its rights, the worse that somebody else decides what it runs. */
function severityOf({ kind, text, ref = '' }: ActionRef, where: JobInPipeline, isOurs: boolean): Severity {
  const version = kind === 'docker' ? (parseImage(text.slice('docker://'.length)).tag ?? '') : ref
  const isVersion = VERSION.test(version)
  if (isOurs) return isVersion ? 'notice' : 'warning'
  return !isVersion || isPowerful(where) ? 'error' : 'warning'
}

function isPowerful({ pipeline, job }: JobInPipeline): boolean {
  const rights = job.permissions ?? pipeline.permissions
  const writes = rights?.all === 'write' || [...(rights?.scopes.values() ?? [])].some(({ value }) => value === 'write')
  return writes || holdsSecrets(pipeline, job) || changesSomething(job)
}

/** All of the job's actions ask. */
const changesSomething = oncePer(({ steps }: Job) =>
  steps.some(({ intents }) => intents.some(({ kind }) => DEPLOY_KINDS.has(kind) || PUBLISH_KINDS.has(kind))),
)
