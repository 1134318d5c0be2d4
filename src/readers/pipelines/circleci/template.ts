import { UNKNOWN, dataText } from '../../../models/expression-data.js'
import type { Located } from '../../../core/location.js'
import { located } from '../../yaml/navigate.js'
import type { YamlScalar } from '../../yaml/node.js'
import { rewritten, sourceOf, type SourceText } from '../source-text.js'
import { evaluateExpression } from './expression.js'
import { followed, type Argument, type Scope } from './scope.js'
import { defaultScalar } from './values.js'

/** `<< … >>`, or a `<<` that is no template because it is escaped. */
export const TEMPLATE = /\\<<|<<([^<>\n]*(?:>(?!>)[^<>\n]*)*)>>/g

/** What begins a template; anything else between `<<` and `>>` is shell. */
const BEGINS = /^\s*(?:[#/^]\s*)?(?:\(\s*|not\s+)*(?:parameters|pipeline|matrix|orb)\./

/** A text grows no further than this by templates in templates. */
const MAX_TEXT = 200_000

const known = new WeakMap<Argument, SourceText>()

/** The text with the value of each template that is known in its place, and the others as `${{ … }}`. */
export function textIn(scalar: YamlScalar, scope: Scope): SourceText {
  if (!scope.config.reusable || !scalar.text.includes('<<')) return sourceOf(scalar)
  const argument = followed(scalar, scope)
  const { node } = argument
  if (node.kind !== 'scalar') return replacedIn(scalar, scope)
  if (node === scalar) return replacedIn(scalar, scope)
  const before = known.get(argument)
  if (before !== undefined) return before
  const text = node.text.includes('<<') ? replacedIn(node, argument.scope) : sourceOf(node)
  known.set(argument, text)
  return text
}

/** The same as a value with the place where it is written. */
export function locatedIn(scalar: YamlScalar, scope: Scope): Located<string> {
  const { text } = textIn(scalar, scope)
  return text === scalar.text ? located(scalar) : { value: text, at: scalar.at }
}

function replacedIn(scalar: YamlScalar, scope: Scope): SourceText {
  let length = scalar.text.length
  return rewritten(sourceOf(scalar), TEMPLATE, ({ 0: whole, 1: inner }) => {
    if (inner === undefined) return whole.slice(1)
    if (!BEGINS.test(inner)) return undefined
    const value = valueOf(inner.trim(), scope)
    if (value === undefined || length + value.length > MAX_TEXT) return `\${{ ${inner.trim()} }}`
    length += value.length
    return value
  })
}

/** The text that a template stands for; undefined where that is known in the run alone. */
function valueOf(expression: string, scope: Scope): string | undefined {
  const path = /^[\w.-]+$/.test(expression) ? expression : undefined
  if (path === undefined) {
    const value = evaluateExpression(expression, (name) => textOf(name, scope) ?? UNKNOWN)
    return value === undefined || value === UNKNOWN ? undefined : dataText(value)
  }
  return textOf(path, scope)
}

function textOf(path: string, scope: Scope): string | undefined {
  const [kind, ...rest] = path.split('.')
  const name = rest.join('.')
  if (kind === 'pipeline') {
    const standard = rest[0] === 'parameters' ? defaultScalar(scope.config, rest.slice(1).join('.')) : undefined
    return standard?.text
  }
  const argument = (kind === 'matrix' ? scope.matrix : scope.parameters).get(name)
  if (argument?.node.kind !== 'scalar') return undefined
  const before = known.get(argument)
  if (before !== undefined) return before.text
  const source = textIn(argument.node, argument.scope)
  known.set(argument, source)
  return source.text
}
