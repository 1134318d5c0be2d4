import { fileLocation } from '../../../core/location.js'
import type { Job, Pipeline, Unresolved } from '../../../models/index.js'
import { itemsOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode } from '../../yaml/node.js'
import { defined } from '../defined.js'
import { newPipeline, unresolved } from '../parts.js'
import { unfit, type AdapterReading } from '../reading.js'
import { expandPipeline, type Entry, type Expanded, type Role, type TreeBudget } from './expand-pipeline.js'
import { scalarIn } from './fields.js'
import { plainText } from './macros.js'
import { DEFAULT_POOL, readPool } from './pool.js'
import { containersOf } from './resources.js'
import type { PipelineScope } from './scope.js'
import { readJobs, readStages, type StageOfJobs } from './stages.js'
import type { BodyKey, Structure } from './structure.js'
import type { Expansion } from './template/scope.js'

/** A pipeline, and the files of the tree that are parts of it. */
export interface ReadPipeline {
  readonly pipeline: Pipeline | undefined
  readonly parts: ReadonlySet<string>
}

/** Reads a pipeline file, or a template as a pipeline that others start. */
export function readPipeline(reading: AdapterReading, entry: Entry, budget: TreeBudget): ReadPipeline {
  const expanded = expandPipeline(reading, entry, budget)
  const { structure, expansion } = expanded
  const isEmpty = structure.body === undefined && structure.unresolved.length === 0
  if (isEmpty && entry.role === 'pipeline') {
    unfit(reading, fileLocation(entry.file), 'a pipeline needs stages, jobs, steps or a template that it extends')
    return { pipeline: undefined, parts: expansion.files }
  }
  return { pipeline: pipelineOf(reading, entry.file, expanded, entry.role), parts: expansion.files }
}

function pipelineOf(
  reading: AdapterReading,
  file: string,
  { structure, expansion, batch }: Expanded,
  role: Role,
): Pipeline {
  const { runs } = expansion
  const notResolved: Unresolved[] = [...structure.unresolved]
  const scope = scopeOf(reading, file, structure, expansion, notResolved)
  const jobs = structure.body === undefined ? [] : jobsOf(structure.body, scope, structure.root)
  if (expansion.nodesLeft < 0 || expansion.templatesLeft < 0)
    notResolved.push(unresolved('templates beyond what is followed', 'too-deep', fileLocation(file)))
  const includes = [...expansion.includes.values()]
  const lock = scalarAt(structure.root, 'lockBehavior')
  return newPipeline({
    system: 'azure-pipelines',
    file,
    kind: role === 'pipeline' ? 'workflow' : 'reusable',
    triggers: runs.map(({ trigger }) => trigger),
    jobs: structure.handedOver ? jobs.map(uncertain) : jobs,
    env: new Map(
      Array.from(structure.variables.own, ({ name, node }) => [
        name,
        plainText(node, {
          variables: structure.variables,
          runs,
          checkout: { own: false, several: false, others: new Set() },
        }),
      ]),
    ),
    unresolved: notResolved,
    ...(includes.length > 0 && { includes }),
    ...defined({ concurrency: lock === undefined ? batch : undefined }),
    at: fileLocation(file),
  })
}

/** What a template elsewhere does with what it is given is not known. */
function uncertain(job: Job): Job {
  return { ...job, starts: (job.starts ?? []).map((start) => ({ ...start, certain: false })) }
}

function scopeOf(
  reading: AdapterReading,
  file: string,
  { root, variables, groups }: Structure,
  { runs, allowedValues, repositories }: Expansion,
  notResolved: Unresolved[],
): PipelineScope {
  const lock = scalarIn(root, 'lockBehavior', runs)
  return {
    reading,
    file,
    runs,
    variables,
    groups,
    pool: readPool(valueAt(root, 'pool') ?? valueAt(root, 'queue'), DEFAULT_POOL),
    containers: containersOf(valueAt(root, 'resources')),
    allowedValues,
    repositoryFolders: new Map(
      Array.from(repositories, ([alias, { name }]) => [alias, name.slice(name.lastIndexOf('/') + 1)]),
    ),
    unresolved: notResolved,
    because: [],
    ...(lock !== undefined && { lock: located(lock) }),
  }
}

function jobsOf({ key, node }: { key: BodyKey; node: YamlNode }, scope: PipelineScope, root: YamlMapping): Job[] {
  const always = scope.runs.map(() => true)
  const alone: StageOfJobs = { reach: { well: always, failed: always }, waits: false, needs: [] }
  if (node.kind !== 'sequence') {
    const what = node.kind === 'scalar' && node.text.includes('${{')
    if (what) scope.unresolved.push(unresolved(`${key} that an expression gives`, 'dynamic', node.at))
    else unfit(scope.reading, node.at, `${key} must be a list`)
    return []
  }
  if (key === 'stages') return readStages(itemsOf(node), scope)
  if (key !== 'steps') return readJobs(itemsOf(node), scope, alone)
  // The keys of a job may stand at the root.
  const entries = root.entries.filter(({ key: each }) => ROOT_JOB_KEYS.has(each.text))
  const job: YamlMapping = { kind: 'mapping', entries: [...entries, { key: stepsKey(node), value: node }], at: node.at }
  return readJobs([job], scope, alone)
}

/** Keys of a job that a pipeline without jobs has at its root (Azure Pipelines YAML schema: pipeline). */
const ROOT_JOB_KEYS = new Set([
  'condition',
  'container',
  'continueOnError',
  'services',
  'strategy',
  'timeoutInMinutes',
  'workspace',
])

function stepsKey(node: YamlNode): YamlMapping['entries'][number]['key'] {
  return { kind: 'scalar', text: 'steps', style: 'plain', lines: [], at: node.at }
}
