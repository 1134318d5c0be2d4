import type { Location } from '../../../core/location.js'
import type { Resource, Value } from '../../../models/index.js'
import { yamlOf } from '../../yaml/cache.js'
import { itemsOf, located, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { invented } from '../command-line.js'
import type { AdapterReading } from '../reading.js'
import { joined, rewritten, sourceOf, sourceOfText, type SourceText } from '../source-text.js'

/** `${Name}` of Fn::Sub; `${!Name}` stays `${Name}`. */
const SUBSTITUTED = /\$\{(!?)([^${}]{1,300})\}/g

/**
 * The text of a property, wherever its template writes it, with the place of every character. What the template does not
 * decide is an expression. Undefined where it is no text.
 * @param path from the resource's properties down: `['Source', 'BuildSpec']`
 */
export function templateText(
  reading: Pick<AdapterReading, 'context'>,
  resource: Resource,
  value: Value,
  path: readonly string[],
): SourceText | undefined {
  if (resource.technology === 'cloudformation') {
    const root = yamlOf(reading.context, resource.file)?.documents[0]
    const properties = valueAt(valueAt(valueAt(root, 'Resources'), resource.name), 'Properties')
    const node = path.reduce<YamlNode | undefined>((here, key) => valueAt(here, key), properties)
    return node && textOfNode(node)
  }
  const text =
    value.kind === 'unresolved' ? value.text : value.kind === 'scalar' ? String(value.value ?? '') : undefined
  return text === undefined ? undefined : textOfHcl(reading, text, value.at)
}

function textOfNode(node: YamlNode): SourceText | undefined {
  const { name, argument } = functionOf(node)
  if (name === 'Sub') {
    const template = argument.kind === 'sequence' ? argument.items[0] : argument
    return template?.kind === 'scalar' ? withoutSubstitutions(sourceOf(template)) : undefined
  }
  if (name === 'Join') return joinedText(argument)
  if (name !== undefined) return undefined
  return argument.kind === 'scalar' ? sourceOf(argument) : undefined
}

/** The function that a node calls, in its short or its long form, and its argument. */
function functionOf(node: YamlNode): { name?: string; argument: YamlNode } {
  if (node.tag !== undefined && /^!\w+$/.test(node.tag)) return { name: node.tag.slice(1), argument: node }
  const [entry, ...more] = node.kind === 'mapping' ? node.entries : []
  if (entry === undefined || more.length > 0) return { argument: node }
  const { text } = entry.key
  return text === 'Ref' || text.startsWith('Fn::')
    ? { name: text.replace('Fn::', ''), argument: entry.value }
    : { argument: node }
}

function withoutSubstitutions(source: SourceText): SourceText {
  return rewritten(source, SUBSTITUTED, ([, literal, name]) => (literal === '!' ? `\${${name}}` : `\${{ ${name} }}`))
}

/** `Fn::Join` of texts and references. */
function joinedText(argument: YamlNode): SourceText | undefined {
  const [separator, list] = itemsOf(argument)
  if (separator?.kind !== 'scalar') return undefined
  const parts = itemsOf(list).map((item) => {
    const { value, at } = item.kind === 'scalar' ? located(item) : { value: '', at: item.at }
    return textOfNode(item) ?? invented('${{ Ref }}', sourceOfText({ value, at }))
  })
  return joined(parts, separator.text)
}

/**
 * A text of HCL. Interpolations become expressions; the lines of a heredoc are looked up in the file, since their
 * indentation may be gone.
 */
function textOfHcl({ context }: Pick<AdapterReading, 'context'>, text: string, at: Location): SourceText {
  const lines = context.files.text(at.file)?.split('\n') ?? []
  const parts: SourceText[] = []
  let line = at.line
  for (const each of text.split('\n')) {
    const place = { line, column: at.column }
    const body = each.trim()
    for (let next = line; body !== '' && next <= at.endLine; next++) {
      const column = (lines[next - 1] ?? '').indexOf(body)
      if (column < 0) continue
      Object.assign(place, { line: next, column: column + 1 - (each.length - each.trimStart().length) })
      line = next + 1
      break
    }
    const { line: first, column } = place
    parts.push({
      text: each,
      file: at.file,
      route: at.route,
      place: (offset) => ({ line: first, column: Math.max(1, column + offset) }),
    })
  }
  const whole = joined(parts) ?? sourceOfText({ value: text, at })
  return rewritten(whole, /(\$?)\$\{([^{}]{0,500})\}/g, ([, escaped, inner]) =>
    escaped === '$' ? `\${${inner}}` : `\${{ ${(inner ?? '').trim()} }}`,
  )
}
