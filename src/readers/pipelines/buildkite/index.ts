import { fileLocation } from '../../../core/location.js'
import type { Pipeline } from '../../../models/index.js'
import { yamlOf } from '../../yaml/cache.js'
import type { Adapter } from '../adapter.js'
import { pipelineBudget, treeBudget } from '../budget.js'
import { newPipeline } from '../parts.js'
import type { AdapterReading } from '../reading.js'
import { Build } from './build.js'
import { candidatesIn, DEFAULT_FILES, isPipelineFile, pipelineRoot } from './files.js'
import { BuildRuns } from './rules.js'

/**
 * Reads the pipelines of Buildkite. Which file a build starts with, and what starts it, stands in Buildkite's settings:
 * every file that no step of another uploads counts as a pipeline, and no kind of run is certain.
 */
function readBuildkite(reading: AdapterReading): Pipeline[] {
  const { context } = reading
  const budget = treeBudget()
  const builds = new Map<string, Build>()
  for (const file of candidatesIn(context.files.paths)) {
    const error = yamlOf(context, file)?.error
    if (error !== undefined) {
      if (DEFAULT_FILES.includes(file)) context.defect(error)
      else if (isPipelineFile(file)) context.unread({ file, reason: 'it is no YAML before something is put into it' })
      continue
    }
    const root = pipelineRoot(reading, file)
    if (root === undefined) continue
    const build = new Build(reading, pipelineBudget(budget))
    build.addFile(file, root)
    builds.set(file, build)
  }
  return [...builds].filter(([file]) => isStart(file, builds)).map(([file, build]) => pipelineOf(file, build))
}

/** Whether no other file uploads the file, but for those that it uploads itself. */
function isStart(file: string, builds: ReadonlyMap<string, Build>): boolean {
  const own = builds.get(file)
  return ![...builds].some(([other, { uploaded }]) => other !== file && uploaded.has(file) && !own?.uploaded.has(other))
}

function pipelineOf(file: string, build: Build): Pipeline {
  const at = fileLocation(file)
  const runs = new BuildRuns(
    build.order.drafts.flatMap(({ rules }) => rules),
    at,
  )
  const { jobs, missing } = build.order.jobs((rules) => runs.starts(rules))
  const used = new Set(jobs.flatMap(({ starts = [] }) => starts.map(({ trigger }) => trigger)))
  return newPipeline({
    system: 'buildkite',
    file,
    triggers: [...used],
    jobs,
    env: build.env,
    ...(build.includes.length > 0 && { includes: build.includes }),
    unresolved: [...build.unresolved, ...missing],
    at,
  })
}

export const buildkite: Adapter = {
  system: 'buildkite',
  label: 'Buildkite',
  isPipelineFile,
  read: readBuildkite,
}
