import { pathsFitting } from '../../../core/path-index.js'
import { fileLocation } from '../../../core/location.js'
import type { Pipeline, Unresolved } from '../../../models/index.js'
import { yamlOf } from '../../yaml/cache.js'
import { entriesOf, isNull, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode } from '../../yaml/node.js'
import type { Adapter } from '../adapter.js'
import { pipelineBudget, treeBudget, type Budget } from '../budget.js'
import { dollarsOf } from '../container-workflows/dollars.js'
import { readLegacyWorkflows } from '../container-workflows/legacy.js'
import { ruleOf } from '../container-workflows/rules.js'
import { ContainerRuns } from '../container-workflows/runs.js'
import { namesIn, type StepScope } from '../container-workflows/steps.js'
import { variablesIn } from '../container-workflows/values.js'
import {
  concurrencyOf,
  firstLine,
  jobsOf,
  missing,
  readSteps,
  rulesOf,
  servicesOf,
  type Workflow,
} from '../container-workflows/workflow.js'
import { newPipeline, unresolved } from '../parts.js'
import { literalBoolean, unfit, type AdapterReading } from '../reading.js'
import { DRONE, DRONE_BEFORE_1 } from './dialect.js'

const FILE = /^\.drone\.ya?ml$/

/** The names under which a build is reported (Drone server reference: DRONE_STATUS_NAME). */
const CHECK_NAMES = ['pr', 'push', 'tag'].map((event) => `continuous-integration/drone/${event}`)

const pluginName = (image: string): string => `drone:${image}`

/** Reads `.drone.yml`: each document of kind `pipeline` is a job, promotions are jobs beside those of other builds. */
function readDrone(reading: AdapterReading): Pipeline[] {
  const budget = treeBudget()
  return pathsFitting(reading.context.files.paths, [FILE]).flatMap((file): Pipeline[] => {
    const yaml = yamlOf(reading.context, file)
    if (yaml === undefined) return []
    if (yaml.error !== undefined) {
      reading.context.defect(yaml.error)
      return []
    }
    const documents = yaml.documents.filter((each) => !isNull(each))
    const mappings = documents.flatMap((each) => (each.kind === 'mapping' ? [each] : []))
    for (const each of documents) if (each.kind !== 'mapping') unfit(reading, each.at, 'a document must be a mapping')
    return mappings.length === 0 ? [] : [pipelineOf(reading, file, mappings, pipelineBudget(budget))]
  })
}

function pipelineOf(
  reading: AdapterReading,
  file: string,
  documents: readonly YamlMapping[],
  budget: Budget,
): Pipeline {
  const at = fileLocation(file)
  const legacy = documents.filter(
    (each) => valueAt(each, 'kind') === undefined && valueAt(each, 'pipeline') !== undefined,
  )
  const isLegacy = legacy.length > 0
  const workflows = isLegacy
    ? legacy.flatMap((each) =>
        readLegacyWorkflows(reading, each, { id: 'build', checkNames: CHECK_NAMES, pluginName }, budget),
      )
    : documents.filter((each) => kindOf(each) === 'pipeline').map((each) => workflowOf(reading, each, budget))
  const runs = new ContainerRuns(isLegacy ? DRONE_BEFORE_1 : DRONE, rulesOf(workflows), at)
  const jobs = jobsOf(workflows, runs, reading.context.settings)
  const used = new Set(jobs.flatMap(({ starts = [] }) => starts.map(({ trigger }) => trigger)))
  return newPipeline({
    system: 'drone',
    file,
    triggers: [...used],
    jobs,
    unresolved: [...templatesIn(documents), ...missing(workflows)],
    at,
  })
}

function kindOf(document: YamlMapping): string | undefined {
  return scalarAt(document, 'kind')?.text
}

function workflowOf(reading: AdapterReading, written: YamlMapping, budget: Budget): Workflow {
  const node = dollarsOf(written)
  const name = scalarAt(node, 'name')?.text || 'default'
  const env = variablesIn(valueAt(node, 'environment'))
  const platform = valueAt(node, 'platform')
  const scope: StepScope = {
    env,
    directory: literalBoolean(scalarAt(valueAt(node, 'clone'), 'disable')) === true ? undefined : '',
    windows: scalarAt(platform, 'os')?.text === 'windows',
    pluginName,
    looseSettings: false,
  }
  return {
    id: name,
    name,
    steps: readSteps(reading, valueAt(node, 'steps'), scope, budget),
    rule: ruleOf(valueAt(node, 'trigger')),
    dependsOn: namesIn(valueAt(node, 'depends_on')),
    services: servicesOf(valueAt(node, 'services')),
    env,
    runner: runnerOf(node, platform),
    concurrency: concurrencyOf(valueAt(node, 'concurrency'), name),
    checkNames: CHECK_NAMES,
    at: firstLine(written),
  }
}

/** The type of the runner, and what it must have. */
function runnerOf(node: YamlMapping, platform: YamlNode | undefined): string[] {
  const type = scalarAt(node, 'type')?.text
  const labels = [...entriesOf(platform), ...entriesOf(valueAt(node, 'node'))]
  return [
    ...(type === undefined ? [] : [type]),
    ...labels.flatMap(({ key, value }) => (value.kind === 'scalar' ? [`${key.text}=${value.text}`] : [])),
  ]
}

/** What a template makes is not in the file. */
function templatesIn(documents: readonly YamlMapping[]): Unresolved[] {
  return documents
    .filter((each) => kindOf(each) === 'template')
    .map((each) => unresolved(`template ${scalarAt(each, 'load')?.text ?? ''}`, 'remote', firstLine(each)))
}

export const drone: Adapter = {
  system: 'drone',
  label: 'Drone',
  isPipelineFile: (path) => FILE.test(path),
  read: readDrone,
}
