import {
  admissionPolicy,
  defineCheck,
  deployJobs,
  discardOf,
  firstGap,
  isForTrying,
  reachedByItself,
  runsBefore,
  signaturePolicies,
  signsImage,
  z,
  type CheckOutcome,
  type Delivery,
  type Deployment,
  type Infrastructure,
  type Intent,
  type Pipelines,
  type SignaturePolicy,
} from '../../src/check-api/index.js'

type Outcome = CheckOutcome<'unverified' | 'discarded' | 'reports'>

/** Tools whose target looks at no signatures by itself: only the pipeline can. */
const UNGUARDED: ReadonlySet<string> = new Set([
  'aws-ecs',
  'aws-apprunner',
  'azure-containerapp',
  'azure-webapp',
  'docker',
  'docker-compose',
  'docker-swarm',
  'heroku',
  'fly',
  'kamal',
  'nomad',
])

/** Tools that put images into a cluster whose admission may look at them. */
const CLUSTER: ReadonlySet<string> = new Set([
  'kubectl',
  'helm',
  'helmfile',
  'helmsman',
  'kustomize',
  'kapp',
  'skaffold',
  'werf',
])

/** Tools that compare what was fetched with a lock, not with a signature. */
const SUMS: ReadonlySet<string> = new Set(['go'])

export default defineCheck({
  id: 'supply-verify-on-deploy',
  title: 'Signature or attestation is not checked before use',
  severity: 'warning',
  confidence: 'medium',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['DL.CS.3', 'AG.ACG.11', 'SEC06-BP02', 'SEC06-BP04', 'SEC11-BP07'],
  needs: ['delivery', 'pipelines', 'infrastructure'],
  options: z.strictObject({}),
  messages: {
    unverified: {
      text: 'Job {job} deploys with {tool} an image that {signer} has signed, and nothing looks at the signature before it runs.',
      remedy:
        'Verify the digest in the job before it deploys it (cosign verify, notation verify, gh attestation verify), or have the cluster admit signed images only.',
    },
    discarded: {
      text: '{tool} checks a signature, and its failure is discarded by {construct}: what is not signed is used all the same.',
      remedy: 'Let the failure end the job before anything is used.',
    },
    reports: {
      text: '{what} reports what is not signed, and lets it in.',
      remedy: 'Have it refuse what is not signed once the reports are empty.',
    },
  },

  *run({ delivery, pipelines, infrastructure }): Generator<Outcome> {
    const policies = signaturePolicies(infrastructure).filter(({ at }) => !isForTrying(at.file))
    const steps = stepOutcomes(pipelines)
    const deployments = deployJobs(delivery).filter(({ subject }) => subject === 'application')
    yield* [...policies.map(ofPolicy), ...steps]
    const guarded = policies.some(({ over, effect }) => over !== 'source' && effect !== 'unknown')
    const judged = deployments.map((each) => judge(each, pipelines, infrastructure, guarded))
    yield* judged.flatMap((outcome) => outcome ?? [])
    if (policies.length > 0 || steps.length > 0 || judged.some((outcome) => outcome !== undefined)) return
    yield nothingSeen(delivery, deployments)
  },
})

function ofPolicy({ what, effect, at }: SignaturePolicy): Outcome {
  if (effect === 'reports') return { kind: 'problem', message: 'reports', data: { what }, at }
  if (effect === 'blocks') return { kind: 'evidence', text: '{what} lets in what is signed only', data: { what }, at }
  const reason = 'whether {what} refuses what is not signed hangs on an expression'
  return { kind: 'unknown', origin: 'files', reason, data: { what }, at }
}

/** What pipelines that run by themselves, or that deploy, look at signatures with. */
function stepOutcomes(pipelines: Pipelines): Outcome[] {
  const seen = new Set<string>()
  return reachedByItself(pipelines, { schedule: true }).steps.flatMap((where) =>
    where.step.intents.filter(verifies).flatMap((intent): Outcome[] => {
      const { tool, at, because } = intent
      const place = `${at.file}:${at.line}`
      if (seen.has(place)) return []
      seen.add(place)
      const discard = discardOf(where, intent)
      if (discard === undefined)
        return [{ kind: 'evidence', text: '{tool} checks signatures in a pipeline', data: { tool }, at, because }]
      const data = { tool, construct: discard.text }
      return [{ kind: 'problem', message: 'discarded', data, at: discard.at, because }]
    }),
  )
}

function verifies({ kind, tool }: Intent): boolean {
  return kind === 'verify-signature' && !SUMS.has(tool)
}

/** What is to be said of a deployment; undefined if nothing here is known of what it deploys. */
function judge(
  deployment: Deployment,
  pipelines: Pipelines,
  infrastructure: Infrastructure,
  guarded: boolean,
): Outcome | undefined {
  const { job, tool, at, intent, step, pipeline } = deployment
  const before = runsBefore(deployment)
  const own = intent === undefined ? [] : step.intents.slice(0, step.intents.indexOf(intent))
  const done = [...before, { ...step, intents: own }]
  if (done.some(({ intents }) => intents.some(verifies))) return undefined
  const signer = done.flatMap((each) => each.intents.filter((one) => signsImage(one, each)))[0]
  if (signer === undefined || guarded || asksForSignature(deployment)) return undefined
  if (!UNGUARDED.has(tool) && !CLUSTER.has(tool)) return undefined
  const data = { job: job.id, tool, signer: signer.tool }
  if (!UNGUARDED.has(tool) && admissionPolicy(infrastructure) === undefined) {
    const reason =
      'the cluster into which job {job} deploys may look at the signatures of {signer}; nothing here shows it'
    return { kind: 'unknown', origin: 'files', reason, data, at }
  }
  const gap = firstGap(before, { all: [pipeline], unread: pipelines.unread }, 'verify it')
  if (gap !== undefined) return gap
  return { kind: 'problem', message: 'unverified', data, at, because: intent?.because ?? [] }
}

/** Docker refuses unsigned images if it is told to (Docker docs: Content trust); Helm checks a chart's provenance. */
function asksForSignature({ tool, intent, pipeline, job, step }: Deployment): boolean {
  const trust = [step.env, job.env, pipeline.env].flatMap((env) => env.get('DOCKER_CONTENT_TRUST')?.value ?? [])[0]
  if (trust === '1' && tool.startsWith('docker')) return true
  return tool === 'helm' && intent?.command?.argv.some(({ text }) => text === '--verify') === true
}

function nothingSeen({ pulls }: Delivery, [first]: readonly Deployment[]): Outcome {
  const at = first?.at ?? pulls[0]?.resource.at
  if (at === undefined)
    return { kind: 'not-applicable', reason: 'nothing is deployed here whose signature could be checked' }
  const what = first === undefined ? (pulls[0]?.name ?? '') : `job ${first.job.id}`
  const reason = 'whether anything checks the signature of what {what} deploys is not visible here'
  return { kind: 'unknown', origin: 'files', reason, data: { what }, at }
}
