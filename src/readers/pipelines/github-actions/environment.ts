import type { EnvironmentRef, Settings } from '../../../models/index.js'
import { classifyEnvironment } from '../../../models/environment-names.js'
import { isNull, valueAt } from '../../yaml/navigate.js'
import type { YamlNode, YamlScalar } from '../../yaml/node.js'
import { withMatrix } from './check-names.js'
import { defined } from '../defined.js'
import type { Contexts } from './expressions.js'
import type { Matrix } from './matrix.js'
import { literalBoolean, scalarOf, unfit, type Reading } from './reading.js'
import { substitute } from './template.js'

/** Reads a job's `environment`: a name, or a mapping of name, url and deployment. An empty name means none. */
export function readEnvironment(
  reading: Reading,
  node: YamlNode | undefined,
  contexts: Contexts,
  matrix: Matrix | undefined,
): EnvironmentRef | undefined {
  if (node === undefined || isNull(node)) return undefined
  const name = scalarOf(reading, node.kind === 'mapping' ? valueAt(node, 'name') : node, 'the environment')
  if (name === undefined) {
    if (node.kind === 'mapping') unfit(reading, node.at, 'the environment needs a name')
    return undefined
  }
  const named = namedEnvironment(name, contexts, matrix, reading.context.settings)
  if (named.resolved && named.name.trim() === '') return undefined
  const url = scalarOf(reading, valueAt(node, 'url'), 'the url of the environment')
  const deployment = scalarOf(reading, valueAt(node, 'deployment'), 'deployment')
  return {
    ...named,
    ...defined({ url: url?.text }),
    records: literalBoolean(deployment) !== false,
    at: name.at,
  }
}

/** A name that differs within the matrix stays unresolved, and has a tier if all of its values share one. */
function namedEnvironment(
  { text }: YamlScalar,
  contexts: Contexts,
  matrix: Matrix | undefined,
  settings: Settings,
): Pick<EnvironmentRef, 'name' | 'resolved' | 'values' | 'tier' | 'ephemeral'> {
  const own = substitute(text, contexts)
  if (own.complete || matrix === undefined || !matrix.complete) {
    return { name: own.text, resolved: own.complete, ...classifyEnvironment(own.text, settings) }
  }
  const values = matrix.combinations.map((combination) => substitute(text, withMatrix(contexts, combination)))
  const names = [...new Set(values.map((value) => value.text))]
  const resolved = names.length === 1 && values.every(({ complete }) => complete)
  const classes = names.map((name) => classifyEnvironment(name, settings))
  const tiers = new Set(classes.map(({ tier }) => tier))
  return {
    name: resolved ? (names[0] ?? text) : own.text,
    resolved,
    ...(!resolved && { values: names }),
    tier: tiers.size === 1 ? (classes[0]?.tier ?? 'unknown') : 'unknown',
    ephemeral: classes.length > 0 && classes.every(({ ephemeral }) => ephemeral),
  }
}
