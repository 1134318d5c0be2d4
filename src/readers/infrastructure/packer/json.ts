import type { Resource, Value } from '../../../models/index.js'
import { textOf } from '../../../models/value.js'
import type { ReaderContext } from '../../context.js'
import { yamlOf } from '../../yaml/cache.js'
import { entriesOf, itemsOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode } from '../../yaml/node.js'
import { valueFrom } from '../from-yaml.js'
import { dict, list, unresolved } from '../make-value.js'
import { NOTHING, type FileReading } from '../reading.js'
import { startsWithBrace } from '../sniff.js'
import { moduleFolder } from '../terraform/paths.js'

/** Whether the text can be a template in JSON. A few substring tests. */
export function looksLikePacker(text: string): boolean {
  return startsWithBrace(text) && text.includes('"builders"') && text.includes('"type"')
}

/**
 * Reads a template in JSON into the same resources as code in HCL: builders are sources, and there is one build (Packer
 * docs: Legacy JSON templates). Functions in braces are unresolved, those that read a variable with its name.
 */
export function readPackerJson(context: ReaderContext, path: string): FileReading {
  const yaml = yamlOf(context, path)
  const root = yaml?.documents[0]
  const builders = itemsOf(valueAt(root, 'builders')).filter((each) => each.kind === 'mapping')
  if (root?.kind !== 'mapping' || !builders.some((each) => scalarAt(each, 'type') !== undefined)) return NOTHING
  if (yaml?.error !== undefined) context.defect(yaml.error)
  const common = {
    technology: 'packer' as const,
    file: path,
    module: moduleFolder(path),
    complete: yaml?.error === undefined,
  }
  const sources = builders.flatMap((builder): Resource[] => {
    const type = scalarAt(builder, 'type')
    if (type === undefined) return []
    const name = `${type.text}.${scalarAt(builder, 'name')?.text ?? type.text}`
    return [{ ...common, type: 'packer-source', name, properties: contentOf(builder), at: type.at }]
  })
  return { resources: [...variablesOf(root, common), ...sources, buildOf(root, sources, common)] }
}

type Common = Pick<Resource, 'technology' | 'file' | 'module' | 'complete'>

function variablesOf(root: YamlMapping, common: Common): Resource[] {
  const secret = new Set(itemsOf(valueAt(root, 'sensitive-variables')).map((each) => textOf(valueOf(each))))
  return entriesOf(valueAt(root, 'variables')).map(({ key, value }) => {
    const sensitive: Value | undefined = secret.has(key.text) ? { kind: 'scalar', value: true, at: key.at } : undefined
    const properties = dict(
      [
        ['default', valueOf(value)],
        ['sensitive', sensitive],
      ],
      key.at,
    )
    return { ...common, type: 'variable', name: key.text, properties, at: key.at }
  })
}

function buildOf(root: YamlMapping, sources: readonly Resource[], common: Common): Resource {
  const at = root.entries.find(({ key }) => key.text === 'builders')?.key.at ?? root.at
  const blocks = (key: string): Value | undefined => {
    const node = valueAt(root, key)
    return node && list(itemsOf(node).flatMap(stepsIn), node.at)
  }
  const names = sources.map(({ name, at: place }): Value => ({ kind: 'scalar', value: `source.${name}`, at: place }))
  const entries: [string, Value | undefined][] = [
    ['sources', list(names, at)],
    ['provisioner', blocks('provisioners')],
    ['post-processor', blocks('post-processors')],
  ]
  return { ...common, type: 'packer-build', name: common.module ?? '.', properties: dict(entries, at), at }
}

/** A step by its type; post-processors may stand in lists of their own, and as a mere name. */
function stepsIn(node: YamlNode): Value[] {
  if (node.kind === 'sequence') return node.items.flatMap(stepsIn)
  if (node.kind === 'scalar') return [dict([[node.text, dict([], node.at)]], node.at)]
  const type = scalarAt(node, 'type')
  return type === undefined ? [] : [dict([[type.text, contentOf(node)]], node.at)]
}

function contentOf(node: YamlNode) {
  const entries = entriesOf(node).filter(({ key }) => key.text !== 'type')
  return dict(
    entries.map(({ key, value }) => [key.text, valueOf(value)]),
    node.at,
  )
}

function valueOf(node: YamlNode): Value {
  return valueFrom(node, (each) =>
    each.kind === 'scalar' && each.text.includes('{{')
      ? unresolved(each.text, userNames(each.text), each.at)
      : undefined,
  )
}

/** The variables that the text reads with the function user, in quotes or backquotes. */
function userNames(text: string): string[] {
  return Array.from(text.matchAll(/\buser\s{1,5}["'`]([\w.-]{1,100})["'`]/g), ([, name]) => `var.${name ?? ''}`)
}
