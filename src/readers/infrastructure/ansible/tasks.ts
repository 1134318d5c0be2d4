import type { AnsibleBlock, AnsibleTask, DictValue, Value } from '../../../models/index.js'
import { entriesOf, itemsOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlEntry, YamlNode } from '../../yaml/node.js'
import { valueFrom } from '../from-yaml.js'
import { dict } from '../make-value.js'
import { freeFormArguments, textValue } from './free-form.js'
import { isTaskKeyword, moduleName } from './names.js'

/** Blocks within blocks deeper than this are not read. */
const MAX_DEPTH = 30

const PARTS = ['block', 'rescue', 'always'] as const

/** The tasks of a list, in order; those of blocks stand in the place of their block. */
export function tasksOf(
  list: YamlNode | undefined,
  kind: AnsibleTask['kind'],
  blocks: readonly AnsibleBlock[] = [],
): AnsibleTask[] {
  if (blocks.length > MAX_DEPTH) return []
  return itemsOf(list).flatMap((item) => {
    if (item.kind !== 'mapping') return []
    return valueAt(item, 'block') === undefined ? taskOf(item, kind, blocks) : tasksOfBlock(item, kind, blocks)
  })
}

function tasksOfBlock(item: YamlNode, kind: AnsibleTask['kind'], blocks: readonly AnsibleBlock[]): AnsibleTask[] {
  const hasRescue = itemsOf(valueAt(item, 'rescue')).length > 0
  const keywords = keywordsOf(item)
  return PARTS.flatMap((part) => tasksOf(valueAt(item, part), kind, [...blocks, { part, hasRescue, keywords }]))
}

function taskOf(item: YamlNode, kind: AnsibleTask['kind'], blocks: readonly AnsibleBlock[]): AnsibleTask[] {
  const call = callOf(item)
  if (call === undefined) return []
  const name = scalarAt(item, 'name')?.text
  const given = valueAt(item, 'args')
  const more = given === undefined ? undefined : ansibleValue(given)
  const entries = [...call.arguments.entries, ...(more?.kind === 'dict' ? more.entries : [])]
  return [
    {
      kind,
      ...(name !== undefined && name !== '' && { name }),
      module: call.module,
      arguments: dict(entries, call.arguments.at),
      keywords: keywordsOf(item),
      blocks,
      file: item.at.file,
      at: {
        ...item.at,
        ...(({ line, column, endLine, endColumn }) => ({ line, column, endLine, endColumn }))(headOf(item)),
      },
    },
  ]
}

/** The task's first entry: what a reader takes for its head. */
function headOf(item: YamlNode): YamlNode['at'] {
  const [first] = entriesOf(item)
  if (first === undefined) return item.at
  const { at } = first.value.kind === 'scalar' && first.value.at.line === first.key.at.line ? first.value : first.key
  return { ...first.key.at, endLine: at.endLine, endColumn: at.endColumn }
}

interface Call {
  readonly module: string
  readonly arguments: DictValue
}

/** What the task calls: the key that is no keyword, or `action` and `local_action`, which name it. */
function callOf(item: YamlNode): Call | undefined {
  const own = entriesOf(item).find(({ key }) => !isTaskKeyword(key.text))
  if (own !== undefined)
    return { module: moduleName(own.key.text), arguments: argumentsOf(own, moduleName(own.key.text)) }
  const entry = entriesOf(item).find(({ key }) => key.text === 'action' || key.text === 'local_action')
  if (entry === undefined) return undefined
  const { value } = entry
  if (value.kind === 'scalar') {
    const [written = '', ...rest] = value.text.trim().split(/\s+/)
    const module = moduleName(written)
    return { module, arguments: freeFormArguments(rest.join(' '), module, value.at) }
  }
  const module = moduleName(scalarAt(value, 'module')?.text ?? '')
  return module === '' ? undefined : { module, arguments: argumentsOf(entry, module) }
}

function argumentsOf({ value }: YamlEntry, module: string): DictValue {
  if (value.kind === 'scalar' && value.tag === undefined) return freeFormArguments(value.text, module, value.at)
  const read = ansibleValue(value)
  return read.kind === 'dict' ? read : dict([['_raw_params', read]], value.at)
}

function keywordsOf(item: YamlNode): DictValue {
  const own = entriesOf(item).filter(
    ({ key }) => isTaskKeyword(key.text) && !(PARTS as readonly string[]).includes(key.text),
  )
  return dict(
    own.map(({ key, value }) => [key.text, ansibleValue(value)]),
    item.at,
  )
}

/** The node as a value; text with Jinja, and what a vault keeps, is unresolved. */
export function ansibleValue(node: YamlNode): Value {
  return valueFrom(node, (each) =>
    each.kind === 'scalar' && each.tag === undefined && each.text.includes('{') ? jinja(each.text, each) : undefined,
  )
}

function jinja(text: string, node: YamlNode): Value | undefined {
  const value = textValue(text, node.at)
  return value.kind === 'unresolved' ? value : undefined
}
