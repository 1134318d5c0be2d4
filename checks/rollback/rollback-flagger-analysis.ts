import {
  authoredResources,
  defineCheck,
  isOpen,
  itemsOf,
  textOf,
  truthOf,
  valueAt,
  z,
  type CheckOutcome,
  type Resource,
} from '../../src/check-api/index.js'

type Message = 'skipped' | 'noSignal' | 'noThreshold'

/** Webhooks that load the new version or report; all others decide (Flagger docs: Webhooks). */
const NO_JUDGE: ReadonlySet<string> = new Set(['rollout', 'event', 'post-rollout'])

export default defineCheck({
  id: 'rollback-flagger-analysis',
  title: 'Flagger canary does not analyse',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.ADS.2',
    'ops05-bp10.boundaries.rollback',
    'OPS06-BP03',
    'OPS06-BP04',
    'hc.deploy.apps.auto-revert',
    'hc.deploy.service-mesh-splitting',
  ],
  judgesExamples: false,
  definitions: ['kubernetes', 'helm'],
  needs: ['infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    skipped: {
      text: 'Canary {canary} skips its analysis, so every version is promoted, a bad one too.',
      remedy: 'Remove skipAnalysis: true.',
    },
    noSignal: {
      text: 'The analysis of canary {canary} looks at nothing, so no version can fail it.',
      remedy: 'Add a metric with a threshold, such as request-success-rate, or a webhook that tests the new version.',
    },
    noThreshold: {
      text: 'The analysis of canary {canary} has no threshold, so it never says after how many failures to go back.',
      remedy: 'Add threshold: the number of failed checks after which the version before is brought back.',
    },
  },

  *run({ infrastructure, files }) {
    const canaries = authoredResources(
      infrastructure,
      files,
      'flagger.app/v1beta1/Canary',
      'flagger.app/v1alpha3/Canary',
    )
    if (canaries.length === 0) return yield { kind: 'not-applicable', reason: 'nothing is deployed with Flagger' }
    for (const canary of canaries) yield judge(canary)
  },
})

function judge({ name, properties, complete, at }: Resource): CheckOutcome<Message> {
  const spec = valueAt(properties, 'spec')
  const skip = valueAt(spec, 'skipAnalysis')
  const analysis = valueAt(spec, 'analysis') ?? valueAt(spec, 'canaryAnalysis')
  const [metrics, webhooks, threshold] = ['metrics', 'webhooks', 'threshold'].map((key) => valueAt(analysis, key))
  const data = { canary: name }
  const place = { data, at: analysis?.at ?? at }
  if (truthOf(skip) === true) return { kind: 'problem', message: 'skipped', data, at: skip?.at ?? at }
  if ([skip, analysis, metrics, webhooks, threshold].some(isOpen))
    return {
      kind: 'unknown',
      origin: 'files',
      reason: 'the analysis of canary {canary} is decided elsewhere',
      ...place,
    }
  const judges = itemsOf(webhooks).some((hook) => !NO_JUDGE.has(textOf(valueAt(hook, 'type')) ?? 'rollout'))
  if (itemsOf(metrics).length === 0 && !judges) {
    return complete
      ? { kind: 'problem', message: 'noSignal', ...place }
      : { kind: 'unknown', origin: 'files', reason: 'canary {canary} could only be read in part', ...place }
  }
  if (threshold === undefined && valueAt(analysis, 'iterations') === undefined)
    return { kind: 'problem', message: 'noThreshold', ...place, severity: 'notice' }
  return { kind: 'evidence', text: 'canary {canary} is analysed before it takes all traffic', ...place }
}
