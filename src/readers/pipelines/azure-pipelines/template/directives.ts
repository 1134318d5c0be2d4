import type { YamlScalar } from '../../../yaml/node.js'

/** What a key such as `${{ if … }}` asks for. */
export type Directive =
  | { readonly kind: 'if' | 'elseif'; readonly expression: string }
  | { readonly kind: 'else' | 'insert' }
  | { readonly kind: 'each'; readonly name: string; readonly expression: string }

/** The directive that a key of a mapping is (Azure Pipelines docs: Template expressions), or undefined. */
export function directiveOf({ text }: YamlScalar): Directive | undefined {
  const trimmed = text.trim()
  if (!trimmed.startsWith('${{') || !trimmed.endsWith('}}')) return undefined
  const inner = trimmed.slice(3, -2).trim()
  const word = /^[A-Za-z]+/.exec(inner)?.[0].toLowerCase() ?? ''
  const rest = inner.slice(word.length)
  switch (word) {
    case 'if':
    case 'elseif':
      return { kind: word, expression: rest.trim() }
    case 'else':
    case 'insert':
      return rest.trim() === '' ? { kind: word } : undefined
    case 'each': {
      const name = /^\s+(\w+)\s+in\s/i.exec(rest)
      return name?.[1] === undefined
        ? undefined
        : { kind: 'each', name: name[1].toLowerCase(), expression: rest.slice(name[0].length).trim() }
    }
    default:
      return undefined
  }
}
