import type { EnvironmentRef } from '../../../models/index.js'
import { classifyEnvironment } from '../../../models/environment-names.js'
import { valueAt } from '../../yaml/navigate.js'
import type { YamlMapping } from '../../yaml/node.js'
import { scalarOf, type AdapterReading } from '../reading.js'

/** The environment that `deployment` (or `environment`) of a step or stage names; each records its deployments. */
export function environmentOf(reading: AdapterReading, node: YamlMapping): EnvironmentRef | undefined {
  const written = valueAt(node, 'deployment') ?? valueAt(node, 'environment')
  const name = scalarOf(reading, written, 'deployment')
  if (name === undefined || name.text.trim() === '') return undefined
  const classes = classifyEnvironment(name.text, reading.context.settings)
  return { name: name.text, resolved: true, ...classes, records: true, at: name.at }
}
