import { pathsFitting } from '../../../core/path-index.js'
import { fileLocation } from '../../../core/location.js'
import type { Include, Job, Pipeline, Unresolved } from '../../../models/index.js'
import { yamlOf } from '../../yaml/cache.js'
import { isNull, itemsOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode, YamlScalar } from '../../yaml/node.js'
import type { Adapter } from '../adapter.js'
import type { Budget } from '../budget.js'
import { newJob, newPipeline, unresolved } from '../parts.js'
import { unfit, type AdapterReading } from '../reading.js'
import { deployJobs, deploysOf } from './deploy.js'
import { jobsOf, keyOf, type TravisJob } from './jobs.js'
import { TravisRuns } from './runs.js'
import { stepsOf } from './steps.js'

/** Commands of all jobs of a build. */
const STEPS_PER_FILE = 3_000

const FILE = /^\.travis\.ya?ml$/

/** The names under which GitHub shows a build as a whole, as a check and as the status that it was before. */
const CHECK_NAMES = [
  'Travis CI - Pull Request',
  'Travis CI - Branch',
  'continuous-integration/travis-ci/pr',
  'continuous-integration/travis-ci/push',
]

/** Reads `.travis.yml`: its jobs by stage, their phases, and the deployments as jobs behind them. */
function readTravis(reading: AdapterReading): Pipeline[] {
  return pathsFitting(reading.context.files.paths, [FILE]).flatMap((file): Pipeline[] => {
    const yaml = yamlOf(reading.context, file)
    const root = yaml?.documents[0]
    if (yaml?.error === undefined && root?.kind === 'mapping') return [pipelineOf(reading, file, root)]
    if (yaml?.error !== undefined) reading.context.defect(yaml.error)
    else if (root !== undefined && !isNull(root)) unfit(reading, fileLocation(file), 'a build must be a mapping')
    return []
  })
}

function pipelineOf(reading: AdapterReading, file: string, root: YamlMapping): Pipeline {
  const at = fileLocation(file)
  const listed = jobsOf(root)
  const runs = new TravisRuns(root, listed, deploysOf(listed), at)
  const order = stagesOf(root, listed)
  const budget: Budget = { steps: STEPS_PER_FILE }
  const deploys = deployJobs(reading, listed, runs, budget)
  const needed = [...listed, ...deploys]
  const jobs = listed.map((job) => readJob({ reading, runs, budget }, job, neededBy(job, needed, order)))
  const all = [...jobs, ...deploys]
  const used = new Set(all.flatMap(({ starts = [] }) => starts.map(({ trigger }) => trigger)))
  const imports = importsOf(root)
  return newPipeline({
    system: 'travis-ci',
    file,
    triggers: [...used],
    jobs: all,
    includes: imports.map(({ include }) => include),
    unresolved: imports.map((each) => each.unresolved),
    at,
  })
}

function readJob(
  { reading, runs, budget }: { reading: AdapterReading; runs: TravisRuns; budget: Budget },
  job: TravisJob,
  needs: readonly string[],
): Job {
  const { id, at, stage, variables, matrix, allowFailure } = job
  const labels = ['os', 'dist', 'arch', 'osx_image'].flatMap((key) => scalarsOf(keyOf(job, key)))
  return newJob({
    id,
    at,
    stage,
    needs,
    starts: runs.starts(job),
    checkNames: allowFailure === undefined ? CHECK_NAMES : [],
    env: variables,
    runner: labels.map(({ text }) => text),
    steps: stepsOf(reading, job, budget),
    ...(matrix !== undefined && { matrix: { expressions: false, at: matrix } }),
    ...(allowFailure !== undefined && { allowFailure: { value: true, at: allowFailure } }),
  })
}

/** The stages in the order in which they run: that of `stages`, then that of the jobs. */
function stagesOf(root: YamlNode, jobs: readonly TravisJob[]): string[] {
  const listed = itemsOf(valueAt(root, 'stages')).flatMap((each) => {
    const name = each.kind === 'scalar' ? each : scalarAt(each, 'name')
    return name === undefined ? [] : [name.text.toLowerCase()]
  })
  return [...new Set([...listed, ...jobs.map(({ stage }) => stage)])]
}

/** The jobs and deployments of the nearest earlier stage that has some: a stage waits for all of the one before. */
function neededBy(
  { stage }: TravisJob,
  jobs: readonly { readonly id: string; readonly stage?: string }[],
  order: readonly string[],
): string[] {
  for (let index = order.indexOf(stage) - 1; index >= 0; index--) {
    const before = jobs.filter((each) => each.stage === order[index])
    if (before.length > 0) return before.map(({ id }) => id)
  }
  return []
}

function scalarsOf(node: YamlNode | undefined): YamlScalar[] {
  if (node?.kind === 'scalar') return [node]
  return itemsOf(node).flatMap((item) => (item.kind === 'scalar' ? [item] : []))
}

/** Configs that the file takes in from elsewhere (Travis CI docs: Importing shared build configuration). */
function importsOf(root: YamlNode): { include: Include; unresolved: Unresolved }[] {
  const written = valueAt(root, 'import')
  const items = written?.kind === 'sequence' ? itemsOf(written) : written === undefined ? [] : [written]
  return items.flatMap((item) => {
    const source = item.kind === 'scalar' ? item : scalarAt(item, 'source')
    if (source === undefined || isNull(source)) return []
    const ref = source.text.includes('@') ? source.text.slice(source.text.indexOf('@') + 1) : undefined
    const include: Include = {
      text: source.text,
      kind: 'project',
      ...(ref !== undefined && { ref }),
      pinned: /^[0-9a-f]{40}$/.test(ref ?? ''),
      official: false,
      at: source.at,
    }
    return [{ include, unresolved: unresolved(`imported config ${source.text}`, 'remote', source.at) }]
  })
}

export const travisCi: Adapter = {
  system: 'travis-ci',
  label: 'Travis CI',
  isPipelineFile: (path) => FILE.test(path),
  read: readTravis,
}
