import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { load } from 'js-yaml'
import type { Resource, Value } from '../../../../src/models/index.js'
import { readInfrastructure } from '../../../../src/readers/infrastructure/index.js'
import { ANY_TAGS } from '../../../helpers/any-tags.js'
import { describeReal, realRepositories } from '../../../helpers/corpus.js'
import { readerContext } from '../../../helpers/memory-files.js'
import { plainOf } from '../plain.js'

/** A property of a resource, and the text around its place. */
interface Property {
  readonly where: string
  readonly key: string
  readonly value: Value
  readonly before: string
  readonly covered: string
  readonly after: string
}

const DRAWN = 200
const SEED = 20_240_521

const all: Record<'terraform' | 'cloudformation' | 'kubernetes', Property[]> = {
  terraform: [],
  cloudformation: [],
  kubernetes: [],
}

function offsetOf(source: string, line: number, column: number): number {
  let start = 0
  for (let count = 1; count < line; count++) start = source.indexOf('\n', start) + 1
  return start + column - 1
}

function collect(resource: Resource, source: string, where: string): Property[] {
  const found: Property[] = []
  const visit = (key: string, value: Value): void => {
    // A template within a template is a text: what is in it has the place of the text.
    if (value.at.file !== resource.file || resource.at.route.includes('.TemplateBody.')) return
    const start = offsetOf(source, value.at.line, value.at.column)
    const end = offsetOf(source, value.at.endLine, value.at.endColumn)
    const texts = { before: source.slice(0, start), covered: source.slice(start, end), after: source.slice(end) }
    found.push({ where: `${where}:${value.at.line} ${key}`, key, value, ...texts })
    // What a name stands for, or a function makes, stands where it was written.
    if (value.kind !== 'dict' || value.via !== undefined || /^[a-z]\w*\(/.test(texts.covered)) return
    for (const [name, each] of value.entries) visit(name, each)
  }
  for (const [name, each] of resource.properties.entries) visit(name, each)
  return found
}

function drawn(properties: readonly Property[]): Property[] {
  const indexes = fc.sample(fc.noBias(fc.nat(properties.length - 1)), { numRuns: DRAWN, seed: SEED })
  return [...new Set(indexes)].flatMap((index) => properties[index] ?? [])
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** What is wrong with the place of an attribute of HCL; blocks are placed at their headers. */
function faultOfHcl({ key, value, before, covered, after }: Property): string | undefined {
  const name = escaped(key)
  if (
    /^[\w-]+(?:\s+"[^"]*")*$/.test(covered) &&
    new RegExp(`(?:^|")${name}"?$|^${name}|^dynamic "${name}"`).test(covered)
  ) {
    if (/^\s*\{/.test(after)) return undefined
  }
  if (!new RegExp(`(?:^|[\\s{,("])${name}"?\\s*\\)?\\s*[=:]\\s*(?:\\(\\s*)*$`).test(before.slice(-400))) return 'name'
  if (!/^\s*(?:#|\/\/|\/\*|[,}\])]|\n|$)/.test(after.replaceAll('\r', ''))) return 'end'
  if (value.kind === 'unresolved') return covered.includes(value.text) ? undefined : 'text'
  if (value.kind !== 'scalar' || value.via !== undefined) return undefined
  if (covered.startsWith('<<')) return undefined
  const text = /^"[^"\\]*"$/.test(covered)
    ? covered.slice(1, -1).replaceAll('$${', '${').replaceAll('%%{', '%{')
    : covered
  if (/^[-\w."]*$/.test(covered) && text !== String(value.value)) return 'value'
  return undefined
}

/** Block text is placed at its first line, behind the header. */
const BLOCK_HEADER = /[|>][-+0-9]*[ \t]*(?:#[^\n]*)?\n\s*$/

/** The text without the comments, anchors and tags that stand between a key and its value. */
function withoutExtras(before: string): string {
  const lines = before.split('\n')
  const isExtra = (line: string) => /^\s*(?:#.*)?$/.test(line)
  const last = lines.pop() ?? ''
  const indent = last.trim() === ''
  while (indent && isExtra(lines.at(-1) ?? 'x')) lines.pop()
  const head = indent ? (lines.at(-1) ?? '') : last
  return head
    .replace(/[ \t]#.*$/, '')
    .replace(/[&!]\S*\s*$/, '')
    .replace(/[&!]\S*\s*$/, '')
}

/** What is wrong with the place of a property of YAML or JSON. */
function faultOfYaml({ key, value, before, covered }: Property): string | undefined {
  const header = BLOCK_HEADER.exec(before)?.[0] ?? ''
  const bare = before.slice(-2_000, before.length - header.length)
  const tagged = /![\w:!]+\s*$/.test(bare)
  const anchored = /&\S+\s+$/.test(bare)
  const head = withoutExtras(bare)
  const name = escaped(key.replace(/^@/, ''))
  if (!anchored && !new RegExp(`(?:^|[\\s{,"'-])${name}["']?\\s*:\\s*$`).test(head)) return 'name'
  if (tagged || value.kind === 'unresolved') return undefined
  if (header === '' && /(?:^|[\s[{,])[&*!]|\{\{|\$\{|Fn::|"Ref"|Ref:/.test(covered)) return undefined
  const column = before.length - before.lastIndexOf('\n') - 1
  const read = loaded(value.kind === 'scalar' ? `k: ${header}${covered}` : `${' '.repeat(column)}${covered}`)
  if (read === undefined) return undefined
  const theirs = value.kind === 'scalar' && read instanceof Map ? read.get('k') : read
  return text(plain(theirs)) === text(plainOf(value)) ? undefined : 'value'
}

/** What js-yaml makes of the text; undefined if it refuses it, which it does where readers of YAML are more lenient. */
function loaded(source: string): unknown {
  try {
    return load(source, { schema: ANY_TAGS })
  } catch {
    return undefined
  }
}

/** The value to compare; how many line breaks end a block text is no matter of its place. */
function text(value: unknown): string {
  return JSON.stringify(comparable(typeof value === 'string' ? value.trimEnd() : value))
}

function plain(value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, each]) => [String(key), plain(each)]))
  return Array.isArray(value) ? value.map(plain) : value
}

/** Numbers with leading zeros are text to us, and a number to js-yaml. */
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable)
  if (value !== null && typeof value === 'object')
    return Object.entries(value)
      .map(([key, each]) => [key, comparable(each)])
      .sort()
  return typeof value === 'string' && /^[-+]?0[0-9]+$/.test(value) ? Number(value) : value
}

function faults(properties: readonly Property[], faultOf: (property: Property) => string | undefined): string[] {
  return properties.flatMap((property) => {
    const fault = faultOf(property)
    return fault === undefined ? [] : [`${fault}: ${property.where} ${property.covered.slice(0, 200)}`]
  })
}

describeReal('places of properties of real files', () => {
  test('are those of their text', () => {
    for (const repository of realRepositories()) {
      const files = repository.files()
      for (const resource of readInfrastructure(readerContext(files)).resources) {
        const source = files.text(resource.file) ?? ''
        const technology = ['argocd', 'flux'].includes(resource.technology) ? 'kubernetes' : resource.technology
        if (resource.type === 'kustomization' || !(technology in all)) continue
        const properties = collect(resource, source, `${repository.name}/${resource.file}`)
        all[technology as keyof typeof all].push(...properties)
      }
    }
    expect(all.terraform.length).toBeGreaterThan(10_000)
    expect(faults(drawn(all.terraform), faultOfHcl)).toEqual([])
    expect(faults(drawn(all.cloudformation), faultOfYaml)).toEqual([])
    expect(faults(drawn(all.kubernetes), faultOfYaml)).toEqual([])
  })
})
