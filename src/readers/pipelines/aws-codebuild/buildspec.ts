import type { Because, Located } from '../../../core/location.js'
import type { Job, Step } from '../../../models/index.js'
import { scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping } from '../../yaml/node.js'
import { newJob, opaqueStep } from '../parts.js'
import { defined } from '../defined.js'
import { mappingEntries, type AdapterReading } from '../reading.js'
import { batchBuilds, type BatchBuild } from './batch.js'
import { literalVariables, readVariables, withVariables, type BuildVariables } from './environment.js'
import { keptFiles } from './kept-files.js'
import { readPhases } from './phases.js'

/** What a buildspec is run with. */
export interface BuildScope {
  readonly because: readonly Because[]
  /** What the project, or who starts the build, sets: it counts more than what the buildspec says. */
  readonly variables: BuildVariables
  /** Windows images start PowerShell. */
  readonly windows: boolean
  /** The build images, where they are known. */
  readonly images: readonly Located<string>[]
  /** False where a buildspec with a batch runs as one build. */
  readonly batch?: boolean
  readonly timeout?: Located<string>
  readonly retries?: Located<number>
}

/**
 * The builds of a buildspec as jobs: one, or those of its `batch`. Ids are unique within the buildspec. (AWS CodeBuild
 * User Guide: Buildspec syntax; Batch build buildspec reference.)
 */
export function readBuildspec(reading: AdapterReading, root: YamlMapping, scope: BuildScope): Job[] {
  const builds = batchBuilds(reading, scope.batch === false ? undefined : valueAt(root, 'batch'), root)
  return builds.map((build) => jobOf(reading, root, build, scope))
}

function jobOf(reading: AdapterReading, root: YamlMapping, build: BatchBuild, scope: BuildScope): Job {
  const spec = build.root ?? root
  const env = valueAt(spec, 'env')
  const own = withVariables(readVariables(env), build.variables)
  const variables = withVariables(own, scope.variables)
  const image = build.image ?? scope.images[0]
  const windows = build.windows ?? scope.windows
  const { missing } = build
  const read = (): Step[] =>
    readPhases(reading, valueAt(spec, 'phases'), {
      because: [...scope.because, ...build.because],
      env: literalVariables(variables),
      shell: scalarAt(env, 'shell')?.text.replace(/\.exe$/, '') ?? (windows ? 'powershell' : 'sh'),
      oneShell: scalarAt(spec, 'version')?.text !== '0.1',
    })
  return newJob({
    ...build.fields,
    env: variables.variables,
    steps: missing === undefined ? read() : [opaqueStep(missing)],
    ...(variables.secrets.length > 0 && { secrets: variables.secrets }),
    ...(image !== undefined && { images: [image] }),
    ...defined({ keeps: keptFiles(spec) }),
    ...(scope.timeout !== undefined && { timeoutMinutes: scope.timeout }),
    ...(scope.retries !== undefined && { retries: scope.retries }),
  })
}

/** Whether the tree is a buildspec, and not another file of the name: it has phases, or a batch of builds. */
export function isBuildspec(reading: AdapterReading, root: YamlMapping): boolean {
  const keys = new Set(mappingEntries(reading, root, 'a buildspec').map(({ key }) => key.text))
  return keys.has('phases') || keys.has('batch')
}
