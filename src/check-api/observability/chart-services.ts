import type { Location } from '../../core/location.js'
import type { FileIndex, Infrastructure, Project, Resource } from '../../models/index.js'
import { itemsOf, textOf, valueAt } from '../../models/value.js'
import type { CheckOutcome } from '../check.js'
import { isForUse } from '../common/paths.js'
import { folderPrefix } from '../../core/paths.js'

/** Objects of controllers that install a chart which they fetch from elsewhere. */
const RELEASES = /^helm\.toolkit\.fluxcd\.io\/\w+\/HelmRelease$|^helm\.cattle\.io\/\w+\/HelmChart$/
const APPLICATION = /^argoproj\.io\/\w+\/Application$/

/** A chart from elsewhere that is installed from here. */
interface ElsewhereChart {
  readonly chart: string
  readonly at: Location
}

/**
 * The outcome where what runs is declared by charts that are not in the tree, so that its workloads cannot be looked at;
 * undefined where no such chart is installed from here.
 */
export function chartServices(
  { resources }: Pick<Infrastructure, 'resources'>,
  { kind }: Pick<Project, 'kind'>,
  files: FileIndex,
): Extract<CheckOutcome, { kind: 'unknown' }> | undefined {
  if (kind === 'library' || kind === 'pipeline-library' || kind === 'docs-only') return undefined
  const found = resources.filter(({ file }) => isForUse(file, files)).flatMap((resource) => chartOf(resource, files))[0]
  if (found === undefined) return undefined
  const reason = 'what runs is declared by chart {chart}, which is not in this repository'
  return { kind: 'unknown', origin: 'files', reason, data: { chart: found.chart }, at: found.at }
}

function chartOf(resource: Resource, files: FileIndex): ElsewhereChart[] {
  const { type, technology, properties, at, name } = resource
  if (technology === 'helm' && type === 'chart') return dependencyOf(resource, files)
  if (type === 'helm_release') return [{ chart: textOf(valueAt(properties, 'chart')) ?? name, at }]
  if (RELEASES.test(type)) {
    const chart = valueAt(properties, 'spec.chart.spec.chart') ?? valueAt(properties, 'spec.chart')
    const path = textOf(chart)
    return path?.startsWith('.') === true ? [] : [{ chart: path ?? name, at }]
  }
  if (!APPLICATION.test(type)) return []
  const chart = textOf(valueAt(properties, 'spec.source.chart'))
  return chart === undefined ? [] : [{ chart, at }]
}

/** A dependency that does not lie in the tree. */
function dependencyOf({ properties, file, at }: Resource, files: FileIndex): ElsewhereChart[] {
  const folder = folderPrefix(file)
  return ['dependencies', '@requirements.dependencies']
    .flatMap((list) => itemsOf(valueAt(properties, list)))
    .flatMap((dependency) => {
      const chart = textOf(valueAt(dependency, 'name'))
      const isLocal = /^file:/.test(textOf(valueAt(dependency, 'repository')) ?? '')
      return chart === undefined || isLocal || files.has(`${folder}charts/${chart}/Chart.yaml`) ? [] : [{ chart, at }]
    })
}
