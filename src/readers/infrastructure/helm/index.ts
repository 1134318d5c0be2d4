import type { ReaderContext } from '../../context.js'
import { readManifest } from '../kubernetes/manifest.js'
import { NOTHING, unreadFile, type FileReading } from '../reading.js'

export { chartOf, chartRoots, isChart, readChart } from './charts.js'

/**
 * Reads a file of a chart's `templates` folder: objects have technology `helm` and the chart's folder as their module.
 */
export function readChartTemplate(context: ReaderContext, path: string, chart: string): FileReading {
  const text = context.files.text(path)
  if (text === undefined || !text.includes('apiVersion')) return NOTHING
  if (text.includes('{{')) return unreadFile('helm', 'a chart template')
  const { resources, unread } = readManifest(context, path)
  return {
    resources: resources.map((each) => ({ ...each, technology: 'helm', module: chart })),
    ...(unread !== undefined && { unread: { ...unread, technology: 'helm' } }),
  }
}
