import { fixOf, refuse } from '../edits.js'
import type { Proposal } from '../types.js'
import { SHARED, type YamlSource } from './source.js'

/** Writes `to` in the place of the scalar at `route`, which must be `from` as it is written, without quotation marks. */
export function flipScalar(source: YamlSource, route: string, from: RegExp, to: string): Proposal {
  const node = source.at(route)?.node
  if (node?.kind !== 'scalar') return refuse(SHARED)
  const [start, end] = [source.start(node), source.end(node)]
  if (!from.test(source.text.slice(start, end))) return refuse('the value is written in a way that is not changed')
  return fixOf(source.file, [route], [{ from: start, to: end, text: to }])
}
