import { fileLocation } from '../../../core/location.js'
import type { Pipeline } from '../../../models/index.js'
import { yamlOf } from '../../yaml/cache.js'
import { entriesOf, isNull, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode, YamlScalar } from '../../yaml/node.js'
import type { Budget } from '../budget.js'
import { newPipeline } from '../parts.js'
import { unfit, type AdapterReading } from '../reading.js'
import { configOf, type Config, type Elements, type Reading } from './config.js'
import { includeOf } from './orb-ref.js'
import { pipelineOf, readWorkflow } from './workflow.js'

/** Enough for every workflow that people maintain, whose jobs are written out for each of their matrices. */
const STEPS_PER_FILE = 30_000

/** The mapping in a file, or undefined; with `must`, what is no config is a defect. */
export function mappingIn(shared: AdapterReading, file: string, must: boolean): YamlMapping | undefined {
  const { context } = shared
  const yaml = context.files.has(file) ? yamlOf(context, file) : undefined
  const root = yaml?.documents[0]
  if (yaml?.error === undefined && root?.kind === 'mapping') return root
  if (!must) return undefined
  if (yaml?.error !== undefined) context.defect(yaml.error)
  else
    unfit(
      shared,
      fileLocation(file),
      root === undefined || isNull(root) ? 'this config is empty' : 'a config must be a mapping',
    )
  return undefined
}

/** The pipelines of one config: one for each workflow. */
export function readConfig(
  shared: AdapterReading,
  file: string,
  root: YamlMapping,
  phase: Config['phase'],
  within: Budget,
): { readonly config: Config; readonly pipelines: readonly Pipeline[] } {
  const config = configOf(file, root, phase)
  const reading: Reading = { ...shared, config, budget: { steps: STEPS_PER_FILE, within } }
  const workflows = entriesOf(valueAt(root, 'workflows')).filter(({ key }) => key.text !== 'version')
  const pipelines =
    workflows.length > 0
      ? workflows.flatMap((entry) => readWorkflow(reading, entry) ?? [])
      : withoutWorkflows(reading, root)
  const includes = orbsOf(config).map(includeOf)
  const [first = newPipeline({ system: 'circleci', file, at: fileLocation(file) }), ...others] = pipelines
  return { config, pipelines: includes.length === 0 ? pipelines : [{ ...first, includes }, ...others] }
}

/** Without workflows the job `build` is the pipeline (docs: Concepts, Jobs). */
function withoutWorkflows(reading: Reading, root: YamlMapping): Pipeline[] {
  const build = entriesOf(valueAt(root, 'jobs')).find(({ key }) => key.text === 'build')
  if (build === undefined) return []
  const jobs: YamlNode = { kind: 'sequence', items: [build.key], at: build.key.at }
  const key: YamlScalar = { ...build.key, text: 'jobs' }
  const workflow: YamlMapping = { kind: 'mapping', entries: [{ key, value: jobs }], at: build.key.at }
  return [pipelineOf(reading, reading.config.file, workflow, build.key.at)]
}

/** Every orb of the registry, those that inline orbs use included. */
function orbsOf({ orbs }: Elements): Parameters<typeof includeOf>[0][] {
  return [...orbs.values()].flatMap((orb) => (orb.kind === 'registry' ? [orb.reference] : orbsOf(orb.elements)))
}
