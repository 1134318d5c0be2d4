import type { Concurrency } from '../../../models/index.js'
import { located, valueAt } from '../../yaml/navigate.js'
import type { YamlNode, YamlScalar } from '../../yaml/node.js'
import { defined } from '../defined.js'
import { literalBoolean, scalarOf, unfit, type Reading } from './reading.js'

/** Reads `concurrency`: a group's name, or a mapping of group, cancel-in-progress and queue. */
export function readConcurrency(reading: Reading, node: YamlNode | undefined): Concurrency | undefined {
  if (node === undefined) return undefined
  if (node.kind === 'scalar') return { group: located(node), cancelInProgress: undefined, at: node.at }
  const group = scalarOf(reading, valueAt(node, 'group'), 'the concurrency group')
  if (group === undefined) {
    unfit(reading, node.at, 'concurrency must name a group')
    return undefined
  }
  const cancel = scalarOf(reading, valueAt(node, 'cancel-in-progress'), 'cancel-in-progress')
  const queue = scalarOf(reading, valueAt(node, 'queue'), 'queue')
  return {
    group: located(group),
    cancelInProgress: cancellation(cancel),
    ...defined({ queue: queue?.text }),
    at: node.at,
  }
}

function cancellation(scalar: YamlScalar | undefined): Concurrency['cancelInProgress'] {
  if (scalar === undefined) return undefined
  const value = literalBoolean(scalar)
  return value === undefined ? { value, text: scalar.text, at: scalar.at } : { value, at: scalar.at }
}
