import type { Resource, ScalarValue, Value } from '../../../models/index.js'
import { itemsOf, textOf, valueAt } from '../../../models/value.js'
import { moduleFolder, resolveFolder } from '../terraform/paths.js'

/** Types that make a stack of another template → the property that says where it is. */
const CALLS: ReadonlyMap<string, string> = new Map([
  ['AWS::CloudFormation::Stack', 'TemplateURL'],
  ['AWS::CloudFormation::StackSet', 'TemplateURL'],
  ['AWS::Serverless::Application', 'Location'],
])

/** Whether a template can make stacks of others. A few substring tests. */
export function mayCallStacks(text: string): boolean {
  return [...CALLS.keys()].some((type) => text.includes(type))
}

/** Whether the resource makes stacks of another template. */
export function isStackCall({ type }: Resource): boolean {
  return CALLS.has(type)
}

/** The text of the template that a StackSet holds itself, with its place. */
export function ownTemplate({ type, properties }: Resource): ScalarValue | undefined {
  const body = type === 'AWS::CloudFormation::StackSet' ? valueAt(properties, 'TemplateBody') : undefined
  return body?.kind === 'scalar' && typeof body.value === 'string' ? body : undefined
}

/**
 * The file of the tree that a stack is made of: by its path, as `aws cloudformation package` and `sam build` take it, or
 * by its name where the address is that of a copy: beside the caller, or the only one of that name.
 */
export function calledTemplate(
  { type, file, properties }: Resource,
  named: (name: string) => readonly string[],
): string | undefined {
  const value = valueAt(properties, CALLS.get(type) ?? '')
  const text = value?.kind === 'unresolved' ? value.text : textOf(value)
  if (text === undefined) return undefined
  const path = value?.kind === 'scalar' && !text.includes('://') ? resolveFolder(moduleFolder(file), text) : undefined
  const name = nameIn(text)
  const candidates = named(name).filter((each) => each !== file)
  if (path !== undefined && candidates.includes(path)) return path
  // A path of the tree that leads nowhere is none of an upload.
  if (path !== undefined && /^\.{1,2}\//.test(text)) return undefined
  const beside = candidates.find((each) => moduleFolder(each) === moduleFolder(file))
  return beside ?? (candidates.length === 1 ? candidates[0] : undefined)
}

/** The last name of an address, which may end in the brackets and quotes of a function. */
function nameIn(text: string): string {
  const end = text.trimEnd().replace(/["'\])]{1,20}$/, '')
  const start = Math.max(...['/', '}', '"', "'", ' '].map((each) => end.lastIndexOf(each)))
  return end.slice(start + 1)
}

/** What a call sets the parameters to. Those that single accounts or regions of a StackSet replace are unresolved. */
export function parametersGiven({ type, properties }: Resource): ReadonlyMap<string, Value> {
  const value = valueAt(properties, 'Parameters')
  if (type !== 'AWS::CloudFormation::StackSet') return value?.kind === 'dict' ? value.entries : new Map()
  const given = keyed(value)
  for (const group of itemsOf(valueAt(properties, 'StackInstancesGroup'))) {
    const overrides = valueAt(group, 'ParameterOverrides')
    for (const [name, each] of keyed(overrides)) {
      given.set(name, { kind: 'unresolved', text: `ParameterOverrides of ${name}`, references: [], at: each.at })
    }
  }
  return given
}

/** A list of `ParameterKey` and `ParameterValue`. */
function keyed(list: Value | undefined): Map<string, Value> {
  return new Map(
    itemsOf(list).flatMap((item): [string, Value][] => {
      const key = textOf(valueAt(item, 'ParameterKey'))
      const value = valueAt(item, 'ParameterValue')
      return key === undefined || value === undefined ? [] : [[key, value]]
    }),
  )
}
