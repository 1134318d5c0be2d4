import { because, type Because, type Located } from '../../../core/location.js'
import type { Job, Unresolved } from '../../../models/index.js'
import { yamlOf } from '../../yaml/cache.js'
import { entriesOf, isNull, itemsOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode } from '../../yaml/node.js'
import { unresolved } from '../parts.js'
import { literallyTrue, type AdapterReading } from '../reading.js'
import { NO_VARIABLES, readVariables, type BuildVariables } from './environment.js'

/** Builds of one batch that are told apart (AWS CodeBuild User Guide: Quotas, builds in a batch). */
const MAX_BUILDS = 100

/** One build of a batch; the whole buildspec is a batch of one where it has no `batch`. */
export interface BatchBuild {
  readonly fields: Pick<Job, 'id' | 'at'> & Partial<Pick<Job, 'needs' | 'allowFailure' | 'matrix' | 'runner'>>
  /** Another buildspec that it runs. */
  readonly root?: YamlMapping
  /** Set if that is not in the tree. */
  readonly missing?: Unresolved
  readonly because: readonly Because[]
  readonly variables: BuildVariables
  readonly image?: Located<string>
  readonly windows?: boolean
}

/** The builds that a buildspec starts (AWS CodeBuild User Guide: Batch build buildspec reference). */
export function batchBuilds(reading: AdapterReading, batch: YamlNode | undefined, root: YamlMapping): BatchBuild[] {
  const listed = ['build-list', 'build-graph'].flatMap((key) => itemsOf(valueAt(batch, key)))
  const single = ['build-matrix', 'build-fanout'].flatMap((key) => {
    const node = valueAt(batch, key)
    return node?.kind === 'mapping' ? [{ key, node }] : []
  })
  const builds = [
    ...listed.slice(0, MAX_BUILDS).map((node, index) => listedBuild(reading, node, index)),
    ...single.map(({ key, node }) => repeatedBuild(reading, key, node)),
  ]
  return builds.length > 0 ? builds : [{ fields: { id: 'build', at: placeOf(root) }, ...NOTHING }]
}

const NOTHING = { because: [], variables: NO_VARIABLES }

function placeOf(root: YamlMapping) {
  return root.entries.find(({ key }) => key.text === 'phases')?.key.at ?? root.at
}

function listedBuild(reading: AdapterReading, node: YamlNode, index: number): BatchBuild {
  const identifier = scalarAt(node, 'identifier')
  const allowFailure = literallyTrue(scalarAt(node, 'ignore-failure'))
  return {
    fields: {
      id: identifier?.text ?? `build${index + 1}`,
      at: identifier?.at ?? node.at,
      needs: itemsOf(valueAt(node, 'depend-on')).flatMap((need) => (need.kind === 'scalar' ? [need.text] : [])),
      ...(allowFailure !== undefined && { allowFailure }),
      ...runnerOf(valueAt(node, 'env')),
    },
    ...settingsOf(reading, node, valueAt(node, 'env')),
  }
}

/** A matrix or fan-out: the same build several times. */
function repeatedBuild(reading: AdapterReading, id: string, node: YamlMapping): BatchBuild {
  const fixed = valueAt(node, 'static')
  const dynamic = valueAt(node, 'dynamic')
  const holder = dynamic ?? node
  const allowFailure = literallyTrue(scalarAt(fixed, 'ignore-failure') ?? scalarAt(node, 'ignore-failure'))
  const settings = settingsOf(reading, holder, valueAt(fixed, 'env'))
  return {
    fields: {
      id,
      at: node.at,
      matrix: { expressions: false, at: node.at },
      ...(allowFailure !== undefined && { allowFailure }),
    },
    ...settings,
    variables: { ...settings.variables, variables: new Map([...settings.variables.variables, ...changing(dynamic)]) },
  }
}

/** Variables of a matrix, each of which has another value in every build. */
function changing(dynamic: YamlNode | undefined): (readonly [string, Located<string>])[] {
  return entriesOf(valueAt(valueAt(dynamic, 'env'), 'variables')).map(({ key }) => [
    key.text,
    { value: `\${{ matrix.${key.text} }}`, at: key.at },
  ])
}

function runnerOf(env: YamlNode | undefined): { runner?: readonly string[] } {
  const type = scalarAt(env, 'compute-type')
  return type === undefined ? {} : { runner: [type.text] }
}

function settingsOf(
  reading: AdapterReading,
  holder: YamlNode,
  env: YamlNode | undefined,
): Omit<BatchBuild, 'fields' | 'variables'> & { readonly variables: BuildVariables } {
  const image = scalarAt(env, 'image')
  const type = scalarAt(env, 'type')?.text
  return {
    variables: readVariables(env),
    because: [],
    ...(image !== undefined && { image: located(image) }),
    ...(type !== undefined && { windows: type.startsWith('WINDOWS') }),
    ...otherBuildspec(reading, holder),
  }
}

/** The buildspec that one build of a batch names. One that is not in the tree leaves the build without steps. */
function otherBuildspec(
  reading: AdapterReading,
  holder: YamlNode,
): Partial<Pick<BatchBuild, 'root' | 'because' | 'missing'>> {
  const named = scalarAt(holder, 'buildspec')
  if (named === undefined || isNull(named)) return {}
  const file = named.text.replace(/^\.\//, '')
  const root = reading.context.files.has(file) ? yamlOf(reading.context, file)?.documents[0] : undefined
  if (root?.kind === 'mapping') return { root, because: [because(named.at, `buildspec ${named.text}`)] }
  return { missing: unresolved(`buildspec ${named.text}`, 'missing', named.at) }
}
