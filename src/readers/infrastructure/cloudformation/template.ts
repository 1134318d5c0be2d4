import type { Location } from '../../../core/location.js'
import type { DictValue, Resource, Value } from '../../../models/index.js'
import { truthOf } from '../../../models/value.js'
import { entriesOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlEntry, YamlNode } from '../../yaml/node.js'
import { dict } from '../make-value.js'
import { converter, type Convert, type Parameters } from './convert.js'
import { globalsOf, withGlobals, type Globals } from './globals.js'

/** Sections that do not become resources or are merged into them. */
const SECTIONS_LEFT_OUT: ReadonlySet<string> = new Set(['Resources', 'Globals'])

/** Whether a document is a CloudFormation template: it has the version, or a resource of an AWS or custom type. */
export function isTemplate(root: YamlNode | undefined): root is YamlNode {
  const resources = valueAt(root, 'Resources')
  if (resources?.kind !== 'mapping') return false
  if (valueAt(root, 'AWSTemplateFormatVersion') !== undefined) return true
  return resources.entries.some(({ value }) => /^(?:AWS|Custom|Alexa)::/.test(scalarAt(value, 'Type')?.text ?? ''))
}

/**
 * The template itself as a resource of type `template` named by its path, with the sections beside Resources as
 * properties (`Parameters`, `Conditions`, `Outputs`, `Transform` …).
 */
export function templateItself(root: YamlNode, source: string, complete: boolean): Resource {
  const convert = converter(source, root)
  const { file } = root.at
  const sections = entriesOf(root).filter(({ key }) => !SECTIONS_LEFT_OUT.has(key.text))
  return {
    technology: 'cloudformation',
    type: 'template',
    name: file,
    file,
    properties: dict(
      sections.map(({ key, value }) => [key.text, convert(value)]),
      root.at,
    ),
    at: entriesOf(root)[0]?.key.at ?? root.at,
    complete,
  }
}

/**
 * What the section Resources makes, with what the template's parameters are set to, if that is known: a resource whose
 * condition then does not hold is left out.
 *
 * A resource's properties are its Properties, with what the SAM section Globals adds; its other attributes stand beside
 * them under keys with an `@`: `@DependsOn`, `@DeletionPolicy`, `@UpdateReplacePolicy`, `@UpdatePolicy`,
 * `@CreationPolicy`, `@Condition`, `@Metadata`.
 */
export function resourcesIn(root: YamlNode, source: string, complete: boolean, parameters?: Parameters): Resource[] {
  const convert = converter(source, root, parameters)
  const globals = globalsOf(valueAt(root, 'Globals'), convert)
  return entriesOf(valueAt(root, 'Resources'))
    .filter(({ value }) => isMade(value, convert))
    .flatMap((entry) => resourceOf(entry, convert, globals, complete))
}

function isMade(resource: YamlNode, convert: Convert): boolean {
  const condition = scalarAt(resource, 'Condition')
  return condition === undefined || truthOf(convert({ ...condition, tag: '!Condition' })) !== false
}

/** The resource of an entry of a Resources section; none for entries without a type (loops and fragments of macros). */
export function resourceOf(entry: YamlEntry, convert: Convert, globals: Globals, complete: boolean): Resource[] {
  const { key, value } = entry
  const type = scalarAt(value, 'Type')
  if (type === undefined || type.text === '' || type.tag !== undefined || key.text.startsWith('Fn::')) return []
  const at: Location = { ...key.at, route: value.at.route }
  const written = valueAt(value, 'Properties')
  const own = written && convert(written)
  const properties = withGlobals(
    globals.get(type.text),
    own?.kind === 'dict' ? own : dict([], at),
    valueAt(value, 'IgnoreGlobals'),
  )
  const opaque = own?.kind === 'unresolved' || properties.entries.has('Fn::Transform')
  return [
    {
      technology: 'cloudformation',
      type: type.text,
      name: key.text,
      file: key.at.file,
      properties: withAttributes(properties, value, convert),
      at,
      complete: complete && !opaque,
    },
  ]
}

function withAttributes(properties: DictValue, resource: YamlNode, convert: Convert): DictValue {
  const attributes = entriesOf(resource).flatMap(({ key, value }): [string, Value][] =>
    key.text === 'Type' || key.text === 'Properties' ? [] : [[`@${key.text}`, convert(value)]],
  )
  return dict([...properties.entries, ...attributes], properties.at)
}
