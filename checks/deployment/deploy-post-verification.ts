import {
  defineCheck,
  deployPaths,
  noDeployment,
  stepsAfter,
  z,
  type Deployment,
  type IntentKind,
  type Resource,
  type Step,
} from '../../src/check-api/index.js'

/** What looks at the running system. `sleep` and a green deploy command do not. */
const VERIFIES: ReadonlySet<IntentKind> = new Set<IntentKind>([
  'verify-deployment',
  'acceptance-test',
  'performance-test',
  'accessibility-test',
  'dast',
])

/** Options by which the deploying command itself waits until the new version is healthy, and fails otherwise. */
const WAITS: ReadonlyMap<string, readonly string[]> = new Map([
  ['helm', ['--wait', '--atomic', '--rollback-on-failure']],
])

/** Objects that judge a rollout while it happens. */
const ANALYSES = ['AnalysisTemplate', 'ClusterAnalysisTemplate', 'Canary']

export default defineCheck({
  id: 'deploy-post-verification',
  title: 'Nothing checks the system after the deployment',
  severity: 'warning',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.CD.3',
    'DL.CD.7',
    'QA.FT.3',
    'ops05-bp10.boundaries.post-checks',
    'ops05-bp10.official.end-to-end',
    'OPS06-BP04',
    'REL08-BP02',
    'hc.automate.testing.smoke',
    'hc.deploy.apps.health-gated',
    'ba.misuse.no-monitoring',
  ],
  needs: ['delivery', 'infrastructure'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'Nothing looks at the system after job {job} deployed it with {tool}.',
      remedy:
        'Add a step that fails if the new version does not answer, such as curl --fail --retry 10 on its health endpoint.',
    },
  },

  *run({ delivery, infrastructure }) {
    const nothing = noDeployment(delivery)
    if (nothing !== undefined) return yield nothing
    const analysis = infrastructure.resources.find(({ type }) => ANALYSES.includes(type.split('/').at(-1) ?? ''))
    for (const deployment of deployPaths(delivery).filter(({ subject }) => subject === 'application')) {
      yield judge(deployment, analysis)
    }
  },
})

function judge(deployment: Deployment, analysis: Resource | undefined) {
  const { job, tool, at } = deployment
  const later = [deployment.step, ...stepsAfter(deployment)]
  const verifying = later.flatMap(({ intents }) => intents).find(({ kind }) => VERIFIES.has(kind))
  if (verifying !== undefined) {
    return {
      kind: 'evidence' as const,
      text: '{check} looks at what job {job} deployed',
      data: { check: verifying.tool, job: job.id },
      at: verifying.at,
      because: verifying.because,
    }
  }
  const option = waitOption(deployment)
  if (option !== undefined)
    return {
      kind: 'evidence' as const,
      text: '{tool} {option} waits until the new version is healthy',
      data: { tool, option },
      at,
    }
  if (analysis !== undefined && tool !== 'opaque')
    return {
      kind: 'evidence' as const,
      text: '{name} judges the rollout',
      data: { name: analysis.name },
      at: analysis.at,
    }
  const hidden = later.flatMap(({ opaque }) => opaque)[0] ?? pushedElsewhere(later)
  if (hidden !== undefined || tool === 'opaque') {
    return {
      kind: 'unknown' as const,
      origin: 'files' as const,
      reason: '{what} may look at the system and cannot be looked into',
      data: { what: hidden?.what ?? 'the deploying step' },
      at: hidden?.at ?? at,
    }
  }
  return { kind: 'problem' as const, message: 'none' as const, data: { job: job.id, tool }, at }
}

function waitOption({ tool, intent }: Deployment): string | undefined {
  const words = intent?.command?.argv.map(({ text }) => text.split('=')[0] ?? '') ?? []
  return WAITS.get(tool)?.find((option) => words.includes(option))
}

/** A dispatch to another repository or system may start the verification there. */
function pushedElsewhere(steps: readonly Step[]) {
  const step = steps.find(
    ({ uses, run }) => uses?.repository === 'peter-evans/repository-dispatch' || run?.value.includes('/dispatches'),
  )
  return step && { what: 'another workflow, which this one starts,', at: step.at }
}
