import type { Pipeline } from '../../../models/index.js'
import { valueAt } from '../../yaml/navigate.js'
import type { Adapter } from '../adapter.js'
import { treeBudget } from '../budget.js'
import type { AdapterReading } from '../reading.js'
import { continuationOf } from './continuation.js'
import { mappingIn, readConfig } from './files.js'

const MAIN_FILE = /^\.circleci\/config\.ya?ml$/
const OTHER_FILE = /^\.circleci\/[^/]+\.ya?ml$/

/**
 * Reads the configs of CircleCI: `.circleci/config.yml`, those that its setup workflows go on with, and others beside it
 * that a project may be set up to run.
 */
function readCircleCi(shared: AdapterReading): Pipeline[] {
  const { paths } = shared.context.files
  const budget = treeBudget()
  const others = new Map(
    paths
      .filter((path) => OTHER_FILE.test(path) && !MAIN_FILE.test(path))
      .flatMap((path) => {
        const root = mappingIn(shared, path, false)
        const isConfig = valueAt(root, 'workflows') !== undefined && valueAt(root, 'version') !== undefined
        return root !== undefined && isConfig ? [[path, root] as const] : []
      }),
  )
  const pipelines = paths
    .filter((path) => MAIN_FILE.test(path))
    .flatMap((file): Pipeline[] => {
      const root = mappingIn(shared, file, true)
      if (root === undefined) return []
      const { config, pipelines: own } = readConfig(shared, file, root, 'only', budget)
      if (config.phase !== 'setup') return [...own]
      const { files, unresolved } = continuationOf(own, [...others.keys()])
      const continued = files.flatMap((path) => {
        const found = others.get(path)
        others.delete(path)
        return found === undefined ? [] : readConfig(shared, path, found, 'continued', budget).pipelines
      })
      return [...own.map((each, index) => (index === 0 ? withUnresolved(each, unresolved) : each)), ...continued]
    })
  for (const [path, root] of others) pipelines.push(...readConfig(shared, path, root, 'unnamed', budget).pipelines)
  return pipelines
}

function withUnresolved(pipeline: Pipeline, unresolved: Pipeline['unresolved']): Pipeline {
  return { ...pipeline, unresolved: [...pipeline.unresolved, ...unresolved] }
}

export const circleCi: Adapter = {
  system: 'circleci',
  label: 'CircleCI',
  isPipelineFile: (path) => MAIN_FILE.test(path),
  read: readCircleCi,
}
