import { pathsStartingWith } from '../../../core/path-index.js'
import { posix } from 'node:path'
import type { Files } from '../../../snapshot/snapshot.js'
import type { ReaderContext } from '../../context.js'
import { yamlOf } from '../../yaml/cache.js'
import { composeYaml } from '../../yaml/compose.js'
import { itemsOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { capabilities } from './engine/capabilities.js'
import { Hole, cloned, isList, type Data } from './engine/data.js'
import type { Environment } from './engine/engine.js'
import { dataOf } from './engine/from-yaml.js'
import { parseTemplate } from './template/parse.js'
import { Opaque, type Node } from './template/syntax.js'

/** What the templates of a chart are run with. */
export interface ChartEnvironment extends Environment {
  /** The dot of a template file. */
  readonly root: Data
}

/** What all templates of a chart have in common. */
export interface ChartData {
  /** The environment for one more template; `fresh` if the one before may have changed it. */
  environment(fresh: boolean): ChartEnvironment
}

interface Kept {
  readonly charts: Map<string, ChartData | Opaque>
  /** By the outermost chart. */
  readonly defines: Map<string, ReadonlyMap<string, readonly Node[]>>
}

const caches = new WeakMap<Files, Kept>()

/** The chart in folder `chart`, read once. Throws {@link Opaque} if its values cannot be read. */
export function chartData(context: ReaderContext, chart: string): ChartData {
  const kept = caches.get(context.files) ?? { charts: new Map<string, ChartData | Opaque>(), defines: new Map() }
  caches.set(context.files, kept)
  let data = kept.charts.get(chart)
  if (data === undefined) kept.charts.set(chart, (data = readOrExcuse(context, chart, kept)))
  if (data instanceof Opaque) throw data
  return data
}

function readOrExcuse(context: ReaderContext, chart: string, kept: Kept): ChartData | Opaque {
  try {
    return readChartData(context, chart, kept)
  } catch (error) {
    if (error instanceof Opaque) return error
    throw error
  }
}

function readChartData(context: ReaderContext, chart: string, kept: Kept): ChartData {
  const info =
    documentOf(context, posix.join(chart, 'Chart.yaml')) ?? documentOf(context, posix.join(chart, 'Chart.yml'))
  const values = valuesOf(context, chart, 0)
  const dependencies = [info, documentOf(context, posix.join(chart, 'requirements.yaml'))].flatMap((each) =>
    itemsOf(valueAt(each, 'dependencies')).flatMap((item) => scalarAt(item, 'alias') ?? scalarAt(item, 'name') ?? []),
  )
  const top = outermost(context, chart)
  const defines = kept.defines.get(top) ?? definesBelow(context, top)
  kept.defines.set(top, defines)
  const create = (): ChartEnvironment => {
    const paths = new WeakMap<object, string>()
    const open = new WeakSet<object>()
    const own = cloned(values)
    if (own instanceof Map) for (const { text } of dependencies) opened(own, text, open)
    locate(own, '.Values', paths, 0)
    return { defines, paths, open, root: rootObject(info, own, chart) }
  }
  let current: ChartEnvironment | undefined
  return { environment: (fresh) => (current = fresh || current === undefined ? create() : current) }
}

/** The chart whose `charts` folder holds this one. */
function parentOf({ files }: ReaderContext, chart: string): { folder: string; name: string } | undefined {
  const [, before, name] = /^(.+\/|)charts\/([^/]+)$/.exec(chart) ?? []
  if (before === undefined || name === undefined) return undefined
  const folder = before === '' ? '.' : before.slice(0, -1)
  return ['Chart.yaml', 'Chart.yml'].some((each) => files.has(posix.join(folder, each))) ? { folder, name } : undefined
}

function outermost(context: ReaderContext, chart: string): string {
  let top = chart
  for (let parent = parentOf(context, top); parent !== undefined; parent = parentOf(context, top)) top = parent.folder
  return top
}

/** The values of a dependency hold its own defaults too, which are not in the tree. */
function opened(values: Map<string, Data>, name: string, open: WeakSet<object>): void {
  const own = values.get(name)
  if (own !== undefined && !(own instanceof Map)) return
  const map = own ?? new Map<string, Data>()
  values.set(name, map)
  open.add(map)
}

function locate(value: Data, path: string, paths: WeakMap<object, string>, depth: number): void {
  if (depth > 20) return
  if (value instanceof Map) {
    paths.set(value, path)
    for (const [key, each] of value) locate(each, `${path}.${key}`, paths, depth + 1)
  } else if (isList(value)) {
    paths.set(value, path)
    for (const each of value) locate(each, path, paths, depth + 1)
  }
}

/** Helm docs: Built-in Objects. */
function rootObject(info: YamlNode | undefined, values: Data, chart: string): Data {
  const name = scalarAt(info, 'name')?.text ?? ''
  return new Map<string, Data>([
    ['Values', values],
    ['Chart', chartObject(info)],
    [
      'Release',
      new Map<string, Data>([
        ['Service', 'Helm'],
        ...['Name', 'Namespace', 'Revision', 'IsUpgrade', 'IsInstall'].map((key): [string, Data] => [
          key,
          new Hole(`.Release.${key}`),
        ]),
      ]),
    ],
    ['Capabilities', capabilities()],
    [
      'Template',
      new Map<string, Data>([
        ['BasePath', `${name || chart}/templates`],
        ['Name', new Hole('.Template.Name')],
      ]),
    ],
    ['Files', new Hole('.Files')],
    ['Subcharts', new Hole('.Subcharts')],
  ])
}

/** `Chart.yaml` with the names of Go's fields; fields that templates commonly read are always there. */
function chartObject(info: YamlNode | undefined): Data {
  const written = dataOf(info)
  const entries: [string, Data][] = ['Name', 'Version', 'AppVersion', 'Description', 'Type', 'KubeVersion'].map(
    (key) => [key, ''],
  )
  if (written instanceof Map)
    for (const [key, value] of written) entries.push([key.charAt(0).toUpperCase() + key.slice(1), value])
  return new Map(entries)
}

/** The first document of a file beside the chart. Helm takes the last of two equal keys. */
function documentOf(context: ReaderContext, path: string): YamlNode | undefined {
  const whole = yamlOf(context, path)
  const text = whole?.error === undefined ? undefined : context.files.text(path)
  const yaml = text === undefined ? whole : composeYaml(path, text, { lastKeyCounts: true })
  if (yaml === undefined ? context.files.has(path) : yaml.error !== undefined)
    throw new Opaque(`${path} cannot be read`)
  return yaml?.documents[0]
}

/** Parents of parents are asked this often. */
const MAX_PARENTS = 10

/** A chart's default values, under what its parent chart in the tree sets for it (Helm docs: Subcharts and Global Values). */
function valuesOf(context: ReaderContext, chart: string, depth: number): Data {
  const own = dataOf(documentOf(context, posix.join(chart, 'values.yaml'))) ?? new Map<string, Data>()
  const parent = parentOf(context, chart)
  if (parent === undefined || !(own instanceof Map) || depth > MAX_PARENTS) return own
  const outer = valuesOf(context, parent.folder, depth + 1)
  if (!(outer instanceof Map)) return own
  const merged = overridden(own, outer.get(parent.name) ?? null, 0)
  const globals = outer.get('global')
  return merged instanceof Map && globals !== undefined
    ? merged.set('global', overridden(merged.get('global') ?? null, globals, 0))
    : merged
}

/** `over` over `base`, maps at every level; null in `over` removes a key (Helm docs: Values files). */
function overridden(base: Data, over: Data, depth: number): Data {
  if (!(base instanceof Map) || !(over instanceof Map) || depth > 60) return over ?? base
  const result = new Map(base)
  for (const [key, value] of over) {
    if (value === null) result.delete(key)
    else result.set(key, overridden(base.get(key) ?? null, value, depth + 1))
  }
  return result
}

/** Named templates of a chart and of all charts in it, which share one set of names. A broken file defines none. */
function definesBelow({ files }: ReaderContext, top: string): ReadonlyMap<string, readonly Node[]> {
  const folder = top === '.' ? '' : `${top}/`
  const defines = new Map<string, readonly Node[]>()
  for (const path of pathsStartingWith(files.paths, folder)) {
    if (!/(?:^|\/)templates\/.*\.(?:tpl|ya?ml)$/.test(path)) continue
    const text = files.text(path)
    if (text === undefined || !text.includes('define')) continue
    for (const [name, body] of definesIn(text)) defines.set(name, body)
  }
  return defines
}

function definesIn(text: string): ReadonlyMap<string, readonly Node[]> {
  try {
    return parseTemplate(text).defines
  } catch (error) {
    if (error instanceof Opaque) return new Map()
    throw error
  }
}
