import {
  defineCheck,
  ownName,
  previewsOf,
  systemWords,
  teardownOf,
  z,
  type CheckOutcome,
  type CiSystem,
  type Preview,
  type Subjects,
} from '../../src/check-api/index.js'

/** Systems that tell pipelines, or environments, when a change is closed. */
const TOLD: ReadonlySet<CiSystem> = new Set<CiSystem>(['github-actions', 'gitlab-ci', 'woodpecker'])

export default defineCheck({
  id: 'deploy-preview-teardown',
  title: 'Preview environment is created but never removed',
  severity: 'warning',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.LD.7',
    'DL.LD.10',
    'AG.ACG.8',
    'waf.cost.consumption-model',
    'COST02-BP05',
    'ba.bottleneck.environment-provisioning',
  ],
  needs: ['delivery', 'pipelines', 'infrastructure'],
  options: z.strictObject({}),
  messages: {
    left: {
      text: 'Job {job} creates {environment} with {tool} for each change, and nothing removes it.',
      remedy: 'Remove it when the change is closed ({closed}), or give it a time after which it goes away.',
    },
  },

  *run(subjects) {
    const { delivery } = subjects
    for (const { name, resource, tier } of delivery.pulls) {
      if (tier !== 'preview') continue
      const text = 'the controller removes {name} when the change is closed'
      yield { kind: 'evidence', text, data: { name }, at: resource.at }
    }
    const previews = new Map(previewsOf(delivery).map((each) => [`${each.deployment.job.id} ${each.name}`, each]))
    for (const preview of previews.values()) yield judge(preview, subjects)
    if (previews.size === 0 && delivery.pulls.every(({ tier }) => tier !== 'preview'))
      yield { kind: 'not-applicable', reason: 'no pipeline creates environments for changes' }
  },
})

function judge(
  preview: Preview,
  subjects: Pick<Subjects, 'delivery' | 'pipelines' | 'infrastructure'>,
): CheckOutcome<'left'> {
  const { job, tool, at, pipeline } = preview.deployment
  const data = { job: ownName(job), environment: preview.name, tool }
  const { how, place, what } = teardownOf(preview, subjects)
  if (how === 'removed') {
    const text = '{what} removes {environment}'
    return { kind: 'evidence', text, data: { ...data, what }, at: place ?? at }
  }
  if (how === 'by-hand' || how === 'hidden') {
    const reason =
      how === 'hidden' ? '{what} may remove {environment}' : '{what} removes {environment} only if a person starts it'
    return { kind: 'unknown', origin: 'files', reason, data: { ...data, what }, at: place ?? at }
  }
  if (!preview.known || !TOLD.has(pipeline.system)) {
    const reason = 'nothing here removes {environment} that job {job} creates; something elsewhere may'
    return { kind: 'unknown', origin: 'files', reason, data, at }
  }
  const { closed } = systemWords(pipeline.system)
  return { kind: 'problem', message: 'left', data: { ...data, closed }, at }
}
