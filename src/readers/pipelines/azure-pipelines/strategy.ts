import type { Located } from '../../../core/location.js'
import type { Job, Step } from '../../../models/index.js'
import { itemsOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode, YamlScalar } from '../../yaml/node.js'

/** Strategies of deployment jobs, and what they are in the words of the model (Azure Pipelines docs: Deployment jobs). */
const STRATEGIES = [
  ['runOnce', 'once'],
  ['rolling', 'rolling'],
  ['canary', 'canary'],
] as const

/** Lifecycle hooks in the order in which they run. */
const HOOKS = ['preDeploy', 'deploy', 'routeTraffic', 'postRouteTraffic'] as const

/** Steps that run together, and whether they run only if the deployment failed. */
export interface Hook {
  readonly steps: readonly YamlNode[]
  readonly after?: Step['after']
  /** The pool of the hook, where it has one of its own. */
  readonly pool?: YamlNode
}

export interface Deployment {
  readonly strategy?: NonNullable<Job['strategy']>
  readonly hooks: readonly Hook[]
}

/** Reads the strategy of a deployment job; `on: failure` runs if a hook before it failed. */
export function readDeployment(job: YamlMapping): Deployment {
  const strategies = valueAt(job, 'strategy')
  for (const [key, word] of STRATEGIES) {
    const node = valueAt(strategies, key)
    if (node === undefined || node.kind === 'scalar') continue
    const hooks = HOOKS.flatMap((name): Hook[] => {
      const hook = valueAt(node, name)
      return hook === undefined ? [] : [hookOf(hook)]
    })
    const on = valueAt(node, 'on')
    const strategy: Located<'once' | 'rolling' | 'canary'> = { value: word, at: node.at }
    return {
      strategy,
      hooks: [...hooks, hookOf(valueAt(on, 'success')), { ...hookOf(valueAt(on, 'failure')), after: 'failure' }],
    }
  }
  return { hooks: [] }
}

function hookOf(node: YamlNode | undefined): Hook {
  const pool = valueAt(node, 'pool')
  return { steps: itemsOf(valueAt(node, 'steps')), ...(pool !== undefined && { pool }) }
}

/** What a job's matrix sets: a name and its texts, one for each leg. */
export interface MatrixLegs {
  readonly variables: ReadonlyMap<string, { readonly node: YamlScalar; readonly texts: readonly string[] }>
  readonly shape: NonNullable<Job['matrix']>
}

/** Reads `strategy: matrix` or `strategy: parallel`; undefined for a job that runs once. */
export function readMatrix(job: YamlMapping): MatrixLegs | undefined {
  const strategy = valueAt(job, 'strategy')
  const matrix = valueAt(strategy, 'matrix')
  const parallel = valueAt(strategy, 'parallel')
  const node = matrix ?? parallel
  if (node === undefined) return undefined
  const limit = scalarAt(strategy, 'maxParallel')?.text ?? ''
  const variables = new Map<string, { node: YamlScalar; texts: string[] }>()
  if (matrix?.kind === 'mapping') {
    for (const leg of matrix.entries) {
      if (leg.value.kind !== 'mapping') continue
      for (const { key, value } of leg.value.entries) {
        if (value.kind !== 'scalar') continue
        const known = variables.get(key.text) ?? { node: value, texts: [] }
        known.texts.push(value.text)
        variables.set(key.text, known)
      }
    }
  }
  const expressions = node.kind === 'scalar' && /\$[[({]/.test(node.text)
  return {
    variables,
    shape: { expressions, ...(/^\d{1,6}$/.test(limit) && { maxParallel: Number(limit) }), at: node.at },
  }
}
