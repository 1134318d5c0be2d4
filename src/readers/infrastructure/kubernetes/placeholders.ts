import type { Value } from '../../../models/index.js'
import type { YamlNode } from '../../yaml/node.js'
import { unresolved } from '../make-value.js'

/** Keys whose text belongs to something else (a shell, a query language, a file): `${X}` and `{{ x }}` are its own. */
const VERBATIM: ReadonlySet<string> = new Set([
  'annotations',
  'args',
  'binaryData',
  'command',
  'data',
  'description',
  'expr',
  'failureCondition',
  'message',
  'query',
  'script',
  'stringData',
  'successCondition',
  'summary',
])

/** Longer text is data. */
const LONGEST = 2_000

/**
 * A scalar that a tool fills in before the cluster sees it (`${TAG}` of envsubst and Flux, `{{ path }}` of Argo CD,
 * Jinja): unresolved, with the names it reads. An image may read `$TAG` too.
 */
export function placeholderValue(node: YamlNode, key: string): Value | undefined {
  if (node.kind !== 'scalar' || node.text.length > LONGEST || node.text.includes('\n')) return undefined
  const { text } = node
  if (!text.includes('$') && !text.includes('{{')) return undefined
  const names = [...namesIn(text, /\$\{([A-Za-z_][A-Za-z0-9_]*)/g), ...namesIn(text, /\{\{-?\s*([^\s{}|]{1,100})/g)]
  if (key === 'image') names.push(...namesIn(text, /\$([A-Za-z_][A-Za-z0-9_]*)/g))
  return names.length === 0 ? undefined : unresolved(text, names, node.at)
}

/** Whether what stands at `key`, at any depth, is text of another language. */
export function isVerbatim(key: string): boolean {
  return VERBATIM.has(key)
}

function namesIn(text: string, pattern: RegExp): string[] {
  return Array.from(text.matchAll(pattern), (match) => match[1] ?? '')
}
