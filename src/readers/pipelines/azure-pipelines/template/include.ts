import { because, type Because } from '../../../../core/location.js'
import { pathFrom } from '../../../shell/index.js'
import { folderOf } from '../../../paths.js'
import { yamlOf } from '../../../yaml/cache.js'
import { entriesOf, scalarAt, valueAt } from '../../../yaml/navigate.js'
import type { YamlMapping, YamlNode, YamlScalar } from '../../../yaml/node.js'
import { unresolved } from '../../parts.js'
import { noted, noteOf } from './notes.js'
import { bindParameters } from './parameters.js'
import type { Scope } from './scope.js'
import { expandScalar } from './scalars.js'

/** Lists that a template may hold. */
const LISTS = ['stages', 'jobs', 'steps', 'variables'] as const

/** Templates in one another (Azure Pipelines docs: Template types & usage, limits). */
const MAX_TEMPLATES = 50

/** The path of the template that an item of a list stands for. */
export function templateOf({ entries }: YamlMapping): YamlScalar | undefined {
  const [first] = entries
  if (first?.key.text !== 'template' || first.value.kind !== 'scalar') return undefined
  return entries.every(({ key }) => key.text === 'template' || key.text === 'parameters') ? first.value : undefined
}

/** The items of the template; one that stands for it where it cannot be read. */
export function includeTemplate(item: YamlMapping, path: YamlScalar, scope: Scope): YamlNode[] {
  const template = openTemplate(item, path, scope)
  if ('hole' in template) return [template.hole]
  const root = scope.expansion.expand.mapping(withoutParameters(template.root), template.scope)
  const lists = LISTS.flatMap((key) => valueAt(root, key) ?? [])
  return lists.flatMap((list) => {
    if (list.kind === 'sequence') return list.items.map((each) => withChain(each, template.scope.because))
    return list.kind === 'mapping' ? [withChain(list, template.scope.because)] : []
  })
}

interface OpenTemplate {
  readonly root: YamlMapping
  readonly scope: Scope
}

/** The file of a template, and the scope in which its expressions are read. */
export function openTemplate(
  item: YamlMapping,
  path: YamlScalar,
  scope: Scope,
): OpenTemplate | { readonly hole: YamlScalar } {
  const expanded = expandScalar(path, scope)
  const text = expanded.kind === 'scalar' ? expanded.text.trim() : ''
  const hole = (what: string, reason: 'dynamic' | 'remote' | 'missing' | 'too-deep') => {
    const node: YamlScalar = { ...path, text: `\${{ template }}` }
    return { hole: noted(node, { hole: unresolved(what, reason, path.at, scope.because), because: scope.because }) }
  }
  if (text === '' || text.includes('${{')) return hole('a template that an expression names', 'dynamic')
  const at = text.lastIndexOf('@')
  const alias = at < 0 ? 'self' : text.slice(at + 1).trim()
  if (alias.toLowerCase() !== 'self') {
    noteInclude(text, alias, path, scope)
    return hole(`template ${text}`, 'remote')
  }
  const { reading, files } = scope.expansion
  const file = fileOf(at < 0 ? text : text.slice(0, at).trim(), scope)
  const yaml = file === undefined ? undefined : yamlOf(reading.context, file)
  const root = yaml?.documents[0]
  if (file === undefined || yaml === undefined) return hole(`template ${text}`, 'missing')
  if (yaml.error !== undefined) reading.context.defect(yaml.error)
  if (root?.kind !== 'mapping') return hole(`template ${text}`, 'missing')
  if (scope.because.length >= MAX_TEMPLATES || --scope.expansion.templatesLeft < 0)
    return hole(`template ${text}`, 'too-deep')
  files.add(file)
  const given = valueAt(item, 'parameters')
  const chain = [...scope.because, because(path.at, `template ${text}`)]
  const inner: Scope = { ...scope, file, locals: new Map(), because: chain, depth: scope.depth + 1 }
  const values = given === undefined ? undefined : scope.expansion.expand.node(given, scope)
  return { root, scope: { ...inner, parameters: bindParameters(valueAt(root, 'parameters'), values, inner) } }
}

/** Paths are relative to the file that names them, or to the root if they start with a slash. */
function fileOf(path: string, { file, expansion }: Scope): string | undefined {
  const { files } = expansion.reading.context
  const normal = path.replaceAll('\\', '/')
  const folder = folderOf(file)
  const candidates = normal.startsWith('/')
    ? [pathFrom('', normal.slice(1))]
    : [pathFrom(folder, normal), pathFrom('', normal)]
  return candidates.find((each) => each !== undefined && files.has(each))
}

const COMMIT = /^[0-9a-f]{40}$/

function noteInclude(text: string, alias: string, path: YamlScalar, { expansion }: Scope): void {
  const { includes, repositories } = expansion
  const key = alias.toLowerCase()
  if (includes.has(key)) return
  const repository = repositories.get(key)
  const name = repository === undefined ? text : `${repository.name}@${repository.ref ?? 'its default branch'}`
  includes.set(key, {
    text: name,
    kind: 'template',
    ...(repository?.ref !== undefined && { ref: repository.ref }),
    pinned: COMMIT.test(repository?.ref ?? ''),
    official: false,
    at: repository === undefined ? path.at : (scalarAt(repository.node, 'ref') ?? repository.node).at,
  })
}

/** The template without the declaration of its parameters. */
export function withoutParameters(root: YamlMapping): YamlMapping {
  return { ...root, entries: entriesOf(root).filter(({ key }) => key.text !== 'parameters') }
}

function withChain(item: YamlNode, chain: readonly Because[]): YamlNode {
  return noteOf(item).because === undefined ? noted(item, { because: chain }) : item
}
