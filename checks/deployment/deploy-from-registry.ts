import {
  ancestorsOf,
  type CheckOutcome,
  defineCheck,
  type Delivery,
  DEPLOY_KINDS,
  deployJobs,
  type Deployment,
  noDeployment,
  opaque,
  PUBLISH_KINDS,
  runsBefore,
  type Step,
  stepsAhead,
  z,
} from '../../src/check-api/index.js'

/** Tools that start an image or a package that a registry holds. */
const FROM_REGISTRY: ReadonlySet<string> = new Set([
  'kubectl',
  'helm',
  'helmfile',
  'argocd',
  'aws-ecs',
  'aws-apprunner',
  'nomad',
  'docker-swarm',
  'azure-containerapp',
  'kamal',
  'codedeploy',
  'aws-elasticbeanstalk',
])

/** Tools that copy files to where they run. */
const COPYING: ReadonlySet<string> = new Set(['rsync', 'scp', 'sftp', 'lftp', 'ftp', 'ncftpput', 'ftp-deploy'])

/** The same, to a bucket that is served; of a whole folder only. */
const SYNCING: ReadonlySet<string> = new Set(['aws-s3', 'azure-storage', 'cloud-storage', 's3cmd', 's5cmd', 'rclone'])
const COPIES_ALL = /^(?:-[b-qs-zA-QS-Z]*[raR][A-Za-z]*|--recursive|--archive)$/
const WHOLE_FOLDER = /^(?:sync|rsync|upload-batch|mirror|copy|--recursive|-[a-qs-z]*[rR][a-z]*)$/

/** Steps that fetch what an earlier job, or an earlier run, has built and stored. */
const DOWNLOADS: ReadonlySet<string> = new Set(['actions/download-artifact', 'dawidd6/action-download-artifact'])
const FETCHES: readonly (readonly string[])[] = [
  ['gh', 'run', 'download'],
  ['gh', 'release', 'download'],
  ['buildkite-agent', 'artifact', 'download'],
]

/** Steps that store what the job has built, so that it can be deployed again. */
const STORES: ReadonlySet<string> = new Set(['actions/upload-artifact'])

export default defineCheck({
  id: 'deploy-from-registry',
  title: 'Deployment ships the workspace instead of a registered artifact',
  severity: 'warning',
  confidence: 'low',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.SCM.3',
    'DL.CD.2',
    'OPS05-BP04',
    'SEC11-BP05',
    'hc.full.image-pipeline',
    'hc.automate.cicd.build-artifacts',
    'hc.automate.deployments.artifact-flow',
    'hc.define.artifact-repos',
  ],
  needs: ['delivery'],
  options: z.strictObject({}),
  messages: {
    workspace: {
      text: '{command} deploys files of the job’s workspace, which are gone when the job has ended.',
      remedy:
        'Store what was built under a version (a registry, a versioned bucket, an artifact of the run), and deploy that.',
    },
  },

  *run({ delivery }) {
    const nothing = noDeployment(delivery)
    if (nothing !== undefined) return yield pulledFromRegistry(delivery) ?? nothing
    const outcomes = deployJobs(delivery)
      .filter(({ subject }) => subject === 'application')
      .flatMap((deployment) => judge(deployment) ?? [])
    if (outcomes.length === 0)
      yield { kind: 'not-applicable', reason: 'what is deployed is built by the platform, or is infrastructure' }
    yield* outcomes
  },
})

/** Where controllers alone deploy: what they pull from a registry of charts or of artifacts. */
function pulledFromRegistry({ pulls }: Delivery): CheckOutcome<'workspace'> | undefined {
  const stored = pulls.flatMap((pull) =>
    pull.sources.filter(({ kind }) => kind === 'helm' || kind === 'oci').map((source) => ({ ...pull, source })),
  )
  const found = stored.find(({ source: { follows } }) => follows !== 'range' && follows !== 'unknown')
  const [moving] = stored
  if (moving === undefined) return undefined
  if (found === undefined) {
    const reason = 'which version of {name} is deployed is what its registry has that day'
    return { kind: 'unknown', origin: 'files', reason, data: { name: moving.name }, at: moving.resource.at }
  }
  const text = '{controller} deploys {name} from a registry'
  return { kind: 'evidence', text, data: { controller: found.controller, name: found.name }, at: found.resource.at }
}

function judge(deployment: Deployment): CheckOutcome<'workspace'> | undefined {
  const { tool, job, at, intent } = deployment
  const because = intent?.because ?? []
  if (FROM_REGISTRY.has(tool) || namesStored(deployment)) {
    const text = '{tool} deploys what a registry holds'
    return { kind: 'evidence', text, data: { tool }, at, because }
  }
  const copied = shipsFiles(deployment) ? deployment : copiedBefore(deployment)
  if (copied === undefined) return undefined
  const handed = whatHandsOn(deployment)
  if (handed !== undefined) {
    const text = 'job {job} deploys an artifact that is kept: {how}'
    return { kind: 'evidence', text, data: { job: job.id, how: handed }, at, because }
  }
  const [hidden] = runsBefore(deployment).flatMap((step) => step.opaque)
  if (hidden !== undefined) return opaque(hidden, 'fetch what is deployed from a registry')
  const words = copied.intent?.command?.argv.slice(0, 5).map(({ text }) => text) ?? [copied.step.uses?.text ?? tool]
  const place = { at: copied.intent?.at ?? at, because: copied.intent?.because ?? because }
  return { kind: 'problem', message: 'workspace', data: { command: words.join(' ') }, ...place }
}

/** A whole folder that the job copies to the host on which it then starts something that is no container. */
function copiedBefore(deployment: Deployment): Deployment | undefined {
  const { steps } = deployment.job
  const remote = steps.flatMap(({ commands }) => commands.filter((each) => each.remote === true))
  if (remote.length === 0 || remote.some(({ argv }) => /^(?:docker|podman|nerdctl|kubectl)/.test(argv[0]?.text ?? '')))
    return undefined
  for (const step of steps) {
    const intent = step.intents.find(
      ({ kind, tool, command }) =>
        DEPLOY_KINDS.has(kind) && COPYING.has(tool) && command?.argv.some(({ text }) => COPIES_ALL.test(text)) === true,
    )
    if (intent !== undefined) return { ...deployment, step, intent, tool: intent.tool }
  }
  return undefined
}

/** An image, or an object of a bucket, in the words of a tool that takes files as well. */
function namesStored({ intent, step }: Deployment): boolean {
  const words = intent?.command?.argv.map(({ text }) => text.split('=')[0] ?? '') ?? []
  const inputs = [...step.with.keys()]
  return [...words, ...inputs].some((word) => /^(?:--)?(?:images?|image-uri|s3-bucket|s3-key|image-name)$/.test(word))
}

function shipsFiles({ tool, intent, step }: Deployment): boolean {
  const words = intent?.command?.argv.map(({ text }) => text)
  if (COPYING.has(tool)) return true
  if (SYNCING.has(tool)) return words === undefined || words.some((word) => WHOLE_FOLDER.test(word))
  if (tool === 'aws-lambda') return words?.some((word) => word.startsWith('--zip-file')) === true
  if (tool === 'azure-webapp' || tool === 'azure-functions')
    return step.with.has('package') || words?.some((word) => word.startsWith('--src')) === true
  return false
}

/** What keeps the artifact beyond the job; undefined if nothing is seen to. */
function whatHandsOn(deployment: Deployment): string | undefined {
  const { pipeline, job, step } = deployment
  const before = runsBefore(deployment).flatMap((each) => [each, ...each.inner])
  const fetch = before.find(fetches)
  if (fetch !== undefined) return fetch.uses?.text ?? 'a download'
  const store = [...before, ...job.steps].find(({ uses }) => STORES.has(uses?.repository ?? ''))
  if (store !== undefined) return store.uses?.text ?? 'an upload'
  const own = stepsAhead(job, step).flatMap(({ intents }) => intents)
  const published = own.find(({ kind }) => PUBLISH_KINDS.has(kind))
  if (published !== undefined) return published.tool
  if (pipeline.system === 'github-actions' || job.steps.some(builds)) return undefined
  // Elsewhere artifacts of earlier jobs are handed on without a step.
  return ancestorsOf(pipeline, job).find(({ steps }) => steps.some(builds))?.id
}

function fetches({ uses, commands }: Step): boolean {
  if (DOWNLOADS.has(uses?.repository ?? '')) return true
  return commands.some(
    ({ argv }) =>
      FETCHES.some((words) => words.every((word, index) => argv[index]?.text === word)) ||
      (argv[0]?.text === 'aws' && argv[1]?.text === 's3' && argv[3]?.text.startsWith('s3://') === true),
  )
}

function builds({ intents }: Step): boolean {
  return intents.some(({ kind }) => kind === 'build' || kind === 'package')
}
