import {
  authoredResources,
  buildsForUse,
  defineCheck,
  isOpen,
  itemsOf,
  judgeBuilds,
  ofType,
  Overlays,
  textOf,
  truthOf,
  valueAt,
  z,
  type CheckOutcome,
  type Infrastructure,
  type Resource,
  type Value,
} from '../../src/check-api/index.js'

type Message = 'none' | 'manual' | 'deadline' | 'noCondition'

/** Where a strategy names what judges a new version (Argo Rollouts docs: Analysis & Progressive Delivery). */
const ANALYSES = ['canary.analysis', 'blueGreen.prePromotionAnalysis', 'blueGreen.postPromotionAnalysis'] as const

const TEMPLATES = ['AnalysisTemplate', 'ClusterAnalysisTemplate'].map((kind) => `argoproj.io/v1alpha1/${kind}`)

export default defineCheck({
  id: 'rollback-argo-analysis',
  title: 'Argo Rollout without analysis cannot abort by itself',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.ADS.2',
    'ops05-bp10.boundaries.post-checks',
    'ops05-bp10.boundaries.rollback',
    'OPS06-BP03',
    'OPS06-BP04',
    'hc.deploy.apps.auto-revert',
    'hc.full.progressive-delivery',
    'hc.automate.cicd.rollback-on-signal',
  ],
  judgesExamples: false,
  definitions: ['kubernetes', 'helm'],
  needs: ['infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'Rollout {rollout} shifts to a new version without any analysis, so a bad one is promoted like a good one.',
      remedy: 'Add an analysis with a metric and its failureLimit to the strategy.',
    },
    manual: {
      text: 'Rollout {rollout} waits for a person at its pauses, and nothing aborts it when the new version fails.',
      remedy: 'Add an analysis to the strategy, so that it aborts without somebody who looks.',
    },
    deadline: {
      text: 'Rollout {rollout} aborts when pods do not become ready in time, but nothing looks at how they serve.',
      remedy: 'Add an analysis with a metric and its failureLimit to the strategy.',
    },
    noCondition: {
      text: 'The analysis {template} of rollout {rollout} has no successCondition or failureCondition, so it cannot fail.',
      remedy: 'Add the condition to its metrics.',
    },
  },

  *run({ infrastructure, files }) {
    const overlays = new Overlays(infrastructure)
    const rollouts = authoredResources(infrastructure, files, 'argoproj.io/v1alpha1/Rollout').filter(
      (each) => !overlays.isPatch(each),
    )
    if (rollouts.length === 0) return yield { kind: 'not-applicable', reason: 'there is no Argo Rollout' }
    for (const rollout of rollouts) {
      const builds = buildsForUse(rollout, overlays, files)
      const outcome = judgeBuilds(builds, (built) => judge(built, infrastructure))
      if (outcome !== undefined) yield outcome
    }
  },
})

function judge(rollout: Resource, infrastructure: Infrastructure): CheckOutcome<Message> {
  const { properties, complete, name, at: line } = rollout
  const strategy = valueAt(properties, 'spec.strategy')
  const steps = valueAt(strategy, 'canary.steps')
  const data = { rollout: name }
  const at = strategy?.at ?? line
  const unknown = { kind: 'unknown', origin: 'files', data, at } as const
  const analyses = analysesOf(strategy)
  if (analyses.length > 0) return judgeTemplates(analyses, rollout, infrastructure)
  if ([strategy, valueAt(strategy, 'canary'), valueAt(strategy, 'blueGreen'), steps].some(isOpen))
    return { ...unknown, reason: 'the strategy of rollout {rollout} is decided elsewhere' }
  if (!complete) return { ...unknown, reason: 'rollout {rollout}, or what changes it, could only be read in part' }
  if (truthOf(valueAt(properties, 'spec.progressDeadlineAbort')) === true)
    return { kind: 'problem', message: 'deadline', data, at, severity: 'warning' }
  const waits = itemsOf(steps).some((step) => {
    const pause = valueAt(step, 'pause')
    return pause !== undefined && valueAt(pause, 'duration') === undefined
  })
  return waits
    ? { kind: 'problem', message: 'manual', data, at, severity: 'warning' }
    : { kind: 'problem', message: 'none', data, at }
}

/** What judges a new version: of the strategy as a whole, or steps of their own. */
function analysesOf(strategy: Value | undefined): Value[] {
  const steps = itemsOf(valueAt(strategy, 'canary.steps')).flatMap((step) => [
    valueAt(step, 'analysis'),
    ...itemsOf(valueAt(step, 'experiment.analyses')),
  ])
  return [...ANALYSES.map((path) => valueAt(strategy, path)), ...steps].filter((each) => each !== undefined)
}

/** Templates that are in the tree must be able to fail. */
function judgeTemplates(
  analyses: readonly Value[],
  { name: rollout }: Resource,
  { resources }: Infrastructure,
): CheckOutcome<Message> {
  const [first] = analyses
  const names = new Set(
    analyses
      .flatMap((each) => [each, ...itemsOf(valueAt(each, 'templates'))])
      .flatMap((each) => textOf(valueAt(each, 'templateName')) ?? []),
  )
  const templates = TEMPLATES.flatMap((type) => ofType(resources, type)).filter(({ name }) => names.has(name))
  const judging = templates.find(canFail)
  const [vain] = templates
  const place = first === undefined ? {} : { at: first.at }
  if (judging === undefined && vain !== undefined) {
    if (templates.length < names.size || !vain.complete || isOpen(valueAt(vain.properties, 'spec.metrics'))) {
      const reason = 'what the analysis of rollout {rollout} looks at is not in the tree as a whole'
      return { kind: 'unknown', origin: 'files', reason, data: { rollout }, ...place }
    }
    return {
      kind: 'problem',
      message: 'noCondition',
      data: { rollout, template: vain.name },
      at: vain.at,
      severity: 'warning',
    }
  }
  return { kind: 'evidence', text: 'an analysis can abort rollout {rollout}', data: { rollout }, ...place }
}

/** A job fails by its exit status; what other providers measure needs a condition (Argo Rollouts docs: Analysis). */
function canFail({ properties }: Resource): boolean {
  return itemsOf(valueAt(properties, 'spec.metrics')).some(
    (metric) =>
      ['successCondition', 'failureCondition'].some((key) => valueAt(metric, key) !== undefined) ||
      ['provider.job', 'provider.kayenta'].some((key) => valueAt(metric, key) !== undefined),
  )
}
