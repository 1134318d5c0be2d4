import {
  authoredResources,
  because,
  defineCheck,
  deploysForUse,
  isForUse,
  isNamedForProduction,
  isOpen,
  itemsOf,
  MOST_SPINNAKER_STAGES,
  namesNoProduction,
  rollsServersBack,
  spinnakerAncestors,
  spinnakerStages,
  textOf,
  valueAt,
  z,
  type CheckOutcome,
  type Resource,
  type SpinnakerStage,
} from '../../src/check-api/index.js'

type Message = 'none' | 'unreached' | 'manual'

type Verdict = CheckOutcome<Message>

/** Stages that bring the version before back, by their type or by the name that somebody gave them. */
const ROLLBACK_TYPES: ReadonlySet<string> = new Set(['undoRolloutManifest', 'rollbackCluster'])
const ROLLBACK_NAME = /roll(?:ing)?[-_ ]?back|\bundo\b|\brevert/i

/** Stages that compare a new version with the one before. */
const ANALYSES: ReadonlySet<string> = new Set(['kayentaCanary', 'canary', 'monitoredDeploy'])

const TYPES = ['spinnaker-pipeline', 'spinnaker-template'] as const

export default defineCheck({
  id: 'rollback-spinnaker',
  title: 'Spinnaker pipeline has no rollback branch',
  severity: 'warning',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: ['DL.ADS.2', 'ops05-bp10.boundaries.rollback', 'OPS06-BP04'],
  judgesExamples: false,
  needs: ['infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'When stage {stage} of pipeline {pipeline} brings a version that fails, nothing takes it back.',
      remedy:
        'Let the stage continue on failure (continuePipeline) and add an Undo Rollout or Rollback Cluster stage that runs when it did not succeed; for server groups, set rollback.onFailure.',
    },
    unreached: {
      text: 'Stage {rollback} would take {stage} of pipeline {pipeline} back, but a failure ends the branch before it gets there.',
      remedy: 'Set continuePipeline to true (and failPipeline to false) for the stage that it waits for.',
    },
    manual: {
      text: 'Only a person takes stage {stage} of pipeline {pipeline} back: nothing starts {rollback} when it fails.',
      remedy: 'Start the rollback from the failure of the deployment or of the stage that verifies it.',
    },
  },

  *run({ infrastructure, files }) {
    const pipelines = authoredResources(infrastructure, files, ...TYPES).filter(
      ({ name, file }) => !namesNoProduction(name) && !namesNoProduction(file),
    )
    const ways = pipelines.filter((each) => spinnakerStages(each).some(bringsBack))
    const outcomes = [
      ...pipelines.flatMap((each) => judge(each, ways) ?? []),
      ...infrastructure.unread
        .filter(({ technology, file }) => technology === 'spinnaker' && isForUse(file, files))
        .map(({ file }): Verdict => unknown('the pipeline in {file} is a template that is not read', { file })),
    ]
    if (outcomes.length === 0)
      return yield { kind: 'not-applicable', reason: 'no pipeline of Spinnaker deploys to production' }
    yield* outcomes
  },
})

/** One verdict for a pipeline: of the stage that is worst off; undefined if it deploys nothing. */
function judge(pipeline: Resource, ways: readonly Resource[]): Verdict | undefined {
  const stages = spinnakerStages(pipeline)
  const deploying = stages.filter(deploysForUse)
  // The stage that is named for production speaks for the others.
  deploying.sort((one, other) => Number(isNamedForProduction(other)) - Number(isNamedForProduction(one)))
  const { name, type, properties, at } = pipeline
  if (deploying.length === 0) {
    if (valueAt(properties, 'template') === undefined) return undefined
    return { ...unknown('the stages of pipeline {name} come from a template', { name }), at }
  }
  if (itemsOf(valueAt(properties, 'stages')).length > MOST_SPINNAKER_STAGES)
    return { ...unknown('pipeline {name} has too many stages to be judged', { name }), at }
  const verdicts = deploying.map((stage) => verdictOf(stage, stages, pipeline, ways))
  const problems = verdicts.filter((each) => each.kind === 'problem')
  const [first, ...others] = problems
  if (first !== undefined && type === 'spinnaker-template')
    return { ...unknown('what is made from template {name} may add what takes it back', { name }), at }
  if (first === undefined) return verdicts.find(({ kind }) => kind === 'unknown') ?? verdicts[0]
  const worst = problems.find(({ severity }) => severity === undefined) ?? first
  const rest = [first, ...others].filter((each) => each !== worst)
  const named = rest.flatMap(({ at: place, data }) =>
    place === undefined ? [] : because(place, `stage ${String(data?.['stage'])}, too`),
  )
  return { ...worst, because: named.slice(0, 10) }
}

function verdictOf(
  stage: SpinnakerStage,
  stages: readonly SpinnakerStage[],
  pipeline: Resource,
  allWays: readonly Resource[],
): Verdict {
  const { name, value } = stage
  const data = { stage: name, pipeline: pipeline.name }
  const at = valueAt(value, 'name')?.at ?? value.at
  const ownWay = rollsServersBack(stage)
  const after = stages.filter((each) => spinnakerAncestors(each).has(stage))
  const analysis = [...spinnakerAncestors(stage), ...after].find(({ type }) => ANALYSES.has(type))
  if (ownWay === true) return { kind: 'evidence', text: 'server groups of {stage} that fail give way', data, at }
  if (analysis !== undefined) return { kind: 'evidence', text: 'a canary analysis judges {stage}', data, at }
  const reached = after.filter((each) => isReached(each, stage))
  const ways = reached.filter(bringsBack)
  if (ways.length > 0) return { kind: 'evidence', text: 'a failure of {stage} is taken back', data, at }
  const elsewhere = allWays.filter((each) => each !== pipeline)
  if (elsewhere.some(startsOnFailure))
    return { kind: 'evidence', text: 'a pipeline that failures start takes {stage} back', data, at }
  const why = openIn(stage, ownWay, stages, reached)
  if (why !== undefined) return { ...unknown(why, data), at }
  const vain = after.find(bringsBack)
  const way = vain ?? stages.find((each) => each !== stage && bringsBack(each)) ?? elsewhere[0]
  if (way === undefined) return { kind: 'problem', message: 'none', data, at }
  const asked = vain === undefined || between(vain, stage).some(({ type }) => type === 'manualJudgment')
  const found = { kind: 'problem', data: { ...data, rollback: way.name }, at } as const
  return asked ? { ...found, message: 'manual', severity: 'notice' } : { ...found, message: 'unreached' }
}

function openIn(
  { value }: SpinnakerStage,
  ownWay: boolean | undefined,
  stages: readonly SpinnakerStage[],
  reached: readonly SpinnakerStage[],
): string | undefined {
  if (ownWay === undefined || isOpen(valueAt(value, 'clusters')))
    return 'how server groups of {stage} roll back is decided elsewhere'
  if (stages.some(({ continues, value: each }) => continues === undefined || isOpen(each)))
    return 'what runs after a failure of {stage} is decided elsewhere'
  if (reached.some(({ type }) => type === 'pipeline')) return 'the pipeline that runs after {stage} failed is not known'
  return undefined
}

function bringsBack({ type, name }: SpinnakerStage): boolean {
  return ROLLBACK_TYPES.has(type) || (type !== 'manualJudgment' && ROLLBACK_NAME.test(name))
}

/** Whether it runs after a failure of the deployment, or of what looks at the new version. */
function isReached(stage: SpinnakerStage, deploying: SpinnakerStage): boolean {
  return [deploying, ...between(stage, deploying)].some(({ continues }) => continues === true)
}

function between(stage: SpinnakerStage, deploying: SpinnakerStage): SpinnakerStage[] {
  return [...spinnakerAncestors(stage)].filter((each) => spinnakerAncestors(each).has(deploying))
}

/** Whether a run of another pipeline that failed starts it (Spinnaker docs: Triggering a pipeline from another). */
function startsOnFailure({ properties }: Resource): boolean {
  return itemsOf(valueAt(properties, 'triggers')).some(
    (trigger) =>
      textOf(valueAt(trigger, 'type')) === 'pipeline' &&
      itemsOf(valueAt(trigger, 'status')).some((status) => textOf(status) === 'failed'),
  )
}

function unknown(reason: string, data: Record<string, string>): Extract<Verdict, { kind: 'unknown' }> {
  return { kind: 'unknown', origin: 'files', reason, data }
}
