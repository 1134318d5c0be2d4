import type { Resource } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'
import { composeYaml } from '../../yaml/compose.js'
import { scalarAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import type { Interpret } from '../from-yaml.js'
import { objectsIn } from '../kubernetes/objects.js'
import { unresolved } from '../make-value.js'
import { NOTHING, unreadFile, type FileReading } from '../reading.js'
import { chartData } from './chart-data.js'
import { isMarked, type Holes } from './engine/data.js'
import { Engine } from './engine/engine.js'
import { Origins } from './rendered.js'
import { parseTemplate } from './template/parse.js'
import { Opaque } from './template/syntax.js'

export { chartOf, chartRoots, isChart, readChart } from './charts.js'

/**
 * Reads a file of a chart's `templates` folder by rendering it with the chart's default values, as `helm template`
 * does, for a current Kubernetes. Its objects have technology `helm` and the chart's folder as their module; scalars
 * that print values say so (`via`: `.Values.image.tag`), because an installation may set others. What only an
 * installation knows (the release's name, what the cluster has) is unresolved where it stands inside a value; where it
 * decides what is rendered, and where a template does anything this reader does not know, the file is unread.
 */
export function readChartTemplate(context: ReaderContext, path: string, chart: string): FileReading {
  const text = context.files.text(path)
  const partial = path.slice(path.lastIndexOf('/') + 1).startsWith('_') || !/\.(?:ya?ml|json)$/.test(path)
  if (partial || text === undefined || !text.includes('apiVersion')) return NOTHING
  try {
    return render(context, path, text, chart)
  } catch (error) {
    if (error instanceof Opaque) return unreadFile('helm', `a chart template: ${error.message}`)
    if (error instanceof RangeError) return unreadFile('helm', 'a chart template that nests too deep')
    throw error
  }
}

function render(context: ReaderContext, path: string, text: string, chart: string): FileReading {
  if (isMarked(text)) throw new Opaque('it holds private-use characters')
  const data = chartData(context, chart)
  const environment = data.environment(false)
  const engine = new Engine(environment)
  let output
  try {
    output = engine.render(parseTemplate(text).body, environment.root)
  } finally {
    if (engine.changedValues) data.environment(true)
  }
  const yaml = composeYaml(path, separated(output.text), { lastKeyCounts: true })
  if (yaml.error !== undefined || yaml.documents.some(hasUnknownKind)) {
    throw new Opaque('what it renders to with the default values cannot be read')
  }
  const origins = new Origins(path, text, output, engine.holes)
  const interpret = holeValue(engine.holes)
  const resources = yaml.documents
    .flatMap((document) => objectsIn(document, path, { complete: true, interpret }))
    .map((each): Resource => ({ ...origins.resource(each), technology: 'helm', module: chart }))
  return { resources }
}

/** Helm ends a document at three dashes whatever follows them; a comment there is blanked, which keeps all places. */
function separated(text: string): string {
  return text.includes('\n---#') ? text.replace(/^---#.*$/gm, (line) => '---'.padEnd(line.length)) : text
}

function hasUnknownKind(document: YamlNode): boolean {
  return ['apiVersion', 'kind'].some((key) => isMarked(scalarAt(document, key)?.text ?? ''))
}

/** A scalar with a hole: unresolved, the hole shown as the expression that it comes from. */
function holeValue(holes: Holes): Interpret {
  return (node) =>
    node.kind === 'scalar' && isMarked(node.text)
      ? unresolved(holes.explain(node.text), holes.names(node.text), node.at)
      : undefined
}
