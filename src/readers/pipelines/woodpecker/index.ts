import { pathsFitting } from '../../../core/path-index.js'
import { fileLocation } from '../../../core/location.js'
import type { Pipeline } from '../../../models/index.js'
import { composeYaml } from '../../yaml/compose.js'
import { isNull, valueAt } from '../../yaml/navigate.js'
import type { Adapter } from '../adapter.js'
import { pipelineBudget, treeBudget, type Budget } from '../budget.js'
import { readLegacyWorkflows } from '../container-workflows/legacy.js'
import { ContainerRuns } from '../container-workflows/runs.js'
import { jobsOf, missing, rulesOf, type Workflow } from '../container-workflows/workflow.js'
import { newPipeline } from '../parts.js'
import { unfit, type AdapterReading } from '../reading.js'
import { WOODPECKER } from './dialect.js'

/** The folder comes before the file at the root, of which one is read (Woodpecker docs: Project settings, Pipeline path). */
const PLACES: readonly RegExp[] = [/^\.woodpecker\/[^/]+\.ya?ml$/, /^\.woodpecker\.yaml$/, /^\.woodpecker\.yml$/]

/** Images of Woodpecker's own plugins, up to the plugin's name. */
const OWN_IMAGE = /^(?:(?:quay\.io\/)?woodpeckerci\/plugin-|codeberg\.org\/woodpecker-plugins\/(?:plugin-)?)/

/** Reads the files of Woodpecker as one pipeline: each file is a workflow, and each workflow a job. */
function readWoodpecker(reading: AdapterReading): Pipeline[] {
  const { paths } = reading.context.files
  const files =
    PLACES.map((place) => pathsFitting(paths, [place]))
      .find((found) => found.length > 0)
      ?.toSorted() ?? []
  const budget = pipelineBudget(treeBudget())
  const workflows = files.flatMap((file) => workflowsIn(reading, file, budget))
  const [first] = files
  if (first === undefined || workflows.length === 0) return []
  const at = fileLocation(first)
  const runs = new ContainerRuns(WOODPECKER, rulesOf(workflows), at)
  const jobs = jobsOf(workflows, runs, reading.context.settings)
  const used = new Set(jobs.flatMap(({ starts = [] }) => starts.map(({ trigger }) => trigger)))
  return [
    newPipeline({
      system: 'woodpecker',
      file: first,
      name: files.length > 1 ? '.woodpecker' : first,
      triggers: [...used],
      jobs,
      unresolved: missing(workflows),
      at,
    }),
  ]
}

function workflowsIn(reading: AdapterReading, file: string, budget: Budget): Workflow[] {
  const source = reading.context.files.text(file)
  const yaml = source === undefined ? undefined : composeYaml(file, source, { listMerges: true })
  if (yaml?.error !== undefined) {
    reading.context.defect(yaml.error)
    return []
  }
  const root = yaml?.documents[0]
  if (root === undefined || isNull(root)) return []
  if (root.kind !== 'mapping' || (valueAt(root, 'steps') ?? valueAt(root, 'pipeline')) === undefined) {
    unfit(reading, root.at, 'a workflow must be a mapping with steps')
    return []
  }
  const id = nameOf(file)
  const checkNames = ['pr', 'push', 'tag'].map((event) => `ci/woodpecker/${event}/${id}`)
  return readLegacyWorkflows(reading, root, { id, checkNames, pluginName }, budget)
}

/** The name of a workflow: that of its file without ending and leading dot (Woodpecker docs: Workflows, Flow control). */
function nameOf(file: string): string {
  return file
    .slice(file.lastIndexOf('/') + 1)
    .replace(/^\.+/, '')
    .replace(/\.ya?ml$/, '')
}

/** The lexicon's name of a plugin; those that are not Woodpecker's own are such as Drone runs too. */
function pluginName(image: string): string {
  return OWN_IMAGE.test(image) ? `woodpecker:${image.replace(OWN_IMAGE, '')}` : `drone:${image}`
}

export const woodpecker: Adapter = {
  system: 'woodpecker',
  label: 'Woodpecker',
  isPipelineFile: (path) => PLACES.some((pattern) => pattern.test(path)),
  read: readWoodpecker,
}
