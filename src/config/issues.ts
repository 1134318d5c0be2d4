import type * as z from 'zod/mini'
import { nearest } from '../core/nearest.js'
import type { YamlNode } from '../readers/yaml/node.js'
import { routeOfItem, routeOfKey } from '../readers/yaml/route.js'
import { typed } from '../readers/yaml/to-value.js'
import type { ConfigError } from './errors.js'
import { keysAt } from './schema-at.js'

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

/** More alternatives than these are not listed. */
const MAX_LISTED = 12

/** What zod says of an issue for which the schema has no text of its own. */
const NO_TEXT = 'Invalid input'

/**
 * Every issue as errors with the place in the file: unknown keys point at the key, wrong values at the value, missing
 * keys at the mapping that lacks them. `root` stands at `prefix` of the file.
 */
export function errorsOf(
  issues: readonly Issue[],
  schema: z.ZodMiniType,
  root: YamlNode,
  prefix: Path = [],
): ConfigError[] {
  return issues.flatMap((issue) => {
    const flat = issue.code === 'invalid_union' ? likeliest(issue) : [issue]
    return flat.flatMap((each) =>
      each.code === 'unrecognized_keys'
        ? each.keys.map((key) => unknownKey(key, each.path, schema, root, prefix))
        : [wrongValue(each, root, prefix)],
    )
  })
}

/** Of the alternatives that failed, the one that got furthest: the one that was meant. */
function likeliest(issue: z.core.$ZodIssueInvalidUnion): Issue[] {
  const depth = (issues: readonly Issue[]) =>
    Math.max(...issues.map(({ path, code }) => path.length + (code === 'invalid_type' ? 0 : 1)))
  const [best] = [...issue.errors].sort((a, b) => depth(b) - depth(a))
  if (best === undefined || depth(best) === 0) return [{ ...issue, errors: [] }]
  return best.map((each) => ({ ...each, path: [...issue.path, ...each.path] }))
}

function unknownKey(key: string, path: Path, schema: z.ZodMiniType, root: YamlNode, prefix: Path): ConfigError {
  const mapping = nodeAt(root, path).node
  const entry = mapping.kind === 'mapping' ? mapping.entries.find((each) => each.key.text === key) : undefined
  const where = path.length + prefix.length === 0 ? '' : ` in ${routeOf([...prefix, ...path])}`
  const hint = alternatives(key, keysAt(schema, path), 'known keys')
  return { at: entry?.key.at ?? mapping.at, message: `there is no key "${key}"${where}${hint}` }
}

function wrongValue(issue: Issue, root: YamlNode, prefix: Path): ConfigError {
  const { node, missing } = nodeAt(root, issue.path)
  const route = routeOf([...prefix, ...issue.path])
  if (missing !== undefined) {
    const owner = routeOf([...prefix, ...issue.path.slice(0, -1)])
    return { at: node.at, message: `${owner || 'the file'} needs the key "${missing}"` }
  }
  return { at: node.at, message: `${route || 'the file'} ${complaint(issue, node)}` }
}

/** The node at `path`; where a key is missing, the mapping that lacks it. */
function nodeAt(root: YamlNode, path: Path): { node: YamlNode; missing?: string } {
  let node = root
  for (const step of path) {
    const next: YamlNode | undefined =
      node.kind === 'sequence'
        ? node.items[Number(step)]
        : node.kind === 'mapping'
          ? node.entries.find(({ key }) => key.text === step)?.value
          : undefined
    if (next === undefined) return { node, missing: String(step) }
    node = next
  }
  return { node }
}

/** The path as a user writes it: `exceptions[0].paths`. */
function routeOf(path: Path): string {
  return path.reduce<string>(
    (route, step) => (typeof step === 'number' ? routeOfItem(route, step) : routeOfKey(route, String(step))),
    '',
  )
}

function complaint(issue: Issue, node: YamlNode): string {
  if (issue.message !== NO_TEXT) return `is not right: ${issue.message}`
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${EXPECTED[issue.expected] ?? issue.expected}, not ${found(node)}${quotingHint(issue.expected, node)}`
    case 'invalid_value':
      return `must be one of its known values, not ${found(node)}${alternatives(textOf(node), issue.values.map(String), 'known values')}`
    case 'too_small':
      return isCount(issue.origin) && issue.minimum === 1 ? 'must not be empty' : `must be at least ${issue.minimum}`
    case 'too_big':
      return `must be at most ${issue.maximum}`
    case 'invalid_format':
      return `does not have the form of ${issue.pattern ?? issue.format}`
    case 'invalid_union':
      return `must be of another kind than ${found(node)}`
    default:
      return 'is not valid'
  }
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
}

function isCount(origin: string): boolean {
  return origin === 'string' || origin === 'array'
}

/** What stands there, short. */
function found(node: YamlNode): string {
  if (node.kind !== 'scalar') return node.kind === 'sequence' ? 'a list' : 'a mapping'
  const value = typed(node)
  if (value === null) return 'empty'
  return typeof value === 'string' ? `"${short(value)}"` : String(value)
}

function quotingHint(expected: string, node: YamlNode): string {
  return expected === 'string' && node.kind === 'scalar' && typed(node) !== null ? '; put it in quotes' : ''
}

/** `; did you mean "x"?`, or the list where nothing is near and the list is short. */
function alternatives(word: string, all: readonly string[], what: string): string {
  const near = nearest(word, all)
  if (near !== undefined) return `; did you mean "${near}"?`
  if (all.length === 0) return ''
  const more = all.length > MAX_LISTED ? `, and ${all.length - MAX_LISTED} more` : ''
  return `; ${what}: ${all.slice(0, MAX_LISTED).join(', ')}${more}`
}

function textOf(node: YamlNode): string {
  return node.kind === 'scalar' ? node.text : ''
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
