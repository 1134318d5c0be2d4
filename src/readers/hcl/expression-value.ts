import type { DictValue, ListValue, ScalarValue, Value } from '../../models/index.js'
import { routeOfItem, routeOfKey } from '../yaml/route.js'
import type { HclContext } from './context.js'
import { leadingNames, referencesOf } from './references.js'
import { followSteps, MAX_VIA, viaOf, withVia } from './resolve.js'
import { operate } from './operations.js'
import type { HclExpression, HclTemplate, Span } from './syntax.js'

/** Templates, conditionals and calls nested deeper than this in one another are not resolved: each tries its inside first. */
const MAX_ATTEMPTS = 8

/** A resolved string longer than this stays unresolved: names that repeat one another grow without end. */
const MAX_TEXT = 65_536

/**
 * The expression as a value. Literals, lists, objects, strings without interpolation, and what the scope resolves are
 * values; anything else is unresolved, with its text (of a string, what stands in the quotation marks) and references.
 */
export function expressionValue(expression: HclExpression, context: HclContext, route: string): Value {
  return new Conversion(context).convert(expression, route)
}

class Conversion {
  readonly #context: HclContext
  #attempts = 0

  constructor(context: HclContext) {
    this.#context = context
  }

  convert(expression: HclExpression, route: string): Value {
    switch (expression.kind) {
      case 'literal':
        return this.#scalar(expression.value, expression, route)
      case 'tuple':
        return this.#list(expression.items, expression, route)
      case 'object':
        return this.#object(expression, route)
      case 'group':
        return this.convert(expression.inner, route)
      case 'embedded':
        return this.#embedded(expression, route)
      case 'template':
        if (expression.parts.every((part) => typeof part === 'string')) {
          return this.#scalar(expression.parts.join(''), expression, route)
        }
    }
    return this.#attempt(expression, route) ?? this.#unresolved(expression, route)
  }

  /** The value if it can be worked out. */
  #attempt(expression: HclExpression, route: string): Value | undefined {
    if (this.#attempts >= MAX_ATTEMPTS) return undefined
    this.#attempts += 1
    const value = this.#resolve(expression, route)
    this.#attempts -= 1
    return value
  }

  #resolve(expression: HclExpression, route: string): Value | undefined {
    switch (expression.kind) {
      case 'template':
        return this.#template(expression, route)
      case 'variable':
        return this.#reference(expression, route)
      case 'access':
        return expression.base.kind === 'variable'
          ? this.#reference(expression, route)
          : this.#accessed(expression, route)
      case 'unary':
        return this.#unary(expression, route)
      case 'conditional':
        return this.#conditional(expression, route)
      case 'operation':
        return this.#operation(expression, route)
      case 'call':
        return this.#call(expression, route)
      default:
        return undefined
    }
  }

  #scalar(value: ScalarValue['value'], span: Span, route: string): ScalarValue {
    return { kind: 'scalar', value, at: this.#context.at(span, route) }
  }

  #list(items: readonly HclExpression[], span: Span, route: string): ListValue {
    const values = items.map((item, index) => this.convert(item, routeOfItem(route, index)))
    return { kind: 'list', items: values, at: this.#context.at(span, route) }
  }

  #object(object: Extract<HclExpression, { kind: 'object' }>, route: string): DictValue {
    const entries = new Map<string, Value>()
    for (const { key, value } of object.entries) {
      const name = this.convert(key, route)
      if (name.kind === 'scalar' && name.value !== null) {
        const text = String(name.value)
        entries.set(text, this.convert(value, routeOfKey(route, text)))
      } else {
        // What the entry is called is not known, so neither is whether it is the one that somebody looks for.
        const text = this.#textOf(key)
        const references = [...this.#referencesOf(key), ...this.#referencesOf(value)]
        const at = this.#context.at({ start: key.start, end: value.end }, routeOfKey(route, text))
        entries.set(text, { kind: 'unresolved', text: this.#textOf(value), references: [...new Set(references)], at })
      }
    }
    return { kind: 'dict', entries, at: this.#context.at(object, route) }
  }

  #embedded(expression: Extract<HclExpression, { kind: 'embedded' }>, route: string): Value {
    const { scope } = this.#context
    const context: HclContext = {
      source: expression.text,
      at: () => this.#context.at(expression, route),
      ...(scope !== undefined && { scope }),
    }
    return new Conversion(context).convert(expression.expression, route)
  }

  /** A template of one interpolation is the value itself; others are text if all of their parts are. */
  #template(template: HclTemplate, route: string): Value | undefined {
    const [only] = template.parts
    if (template.parts.length === 1 && typeof only === 'object' && only.kind === 'interpolation') {
      const value = this.convert(only.expression, route)
      return { ...value, at: this.#context.at(template, route) }
    }
    let text = ''
    const via: string[] = []
    for (const part of template.parts) {
      const value = typeof part === 'string' ? part : this.#interpolated(part, via)
      if (value === undefined) return undefined
      text += value
      if (text.length > MAX_TEXT) return undefined
    }
    return withVia(this.#scalar(text, template, route), via)
  }

  #interpolated(part: Exclude<HclTemplate['parts'][number], string>, via: string[]): string | undefined {
    if (part.kind === 'directive') return undefined
    const value = this.convert(part.expression, '')
    if (value.kind !== 'scalar' || value.value === null) return undefined
    via.push(...viaOf(value))
    return String(value.value)
  }

  #reference(expression: HclExpression, route: string): Value | undefined {
    const names = leadingNames(expression)
    const { scope } = this.#context
    const found = names.length < 2 ? undefined : scope?.lookup(names)
    if (found === undefined) return undefined
    const steps = expression.kind === 'access' ? expression.steps.slice(found.taken - 1) : []
    const value = followSteps(found.value, steps)
    if (value === undefined || value.kind === 'unresolved' || scope?.admits(value) !== true) return undefined
    const via = [...(found.via ?? [names.slice(0, found.taken).join('.')]), ...viaOf(found.value), ...viaOf(value)]
    return withVia({ ...value, at: this.#context.at(expression, route) }, via)
  }

  /** A part of what a call or a group gives: `jsondecode(x).name`. */
  #accessed({ base, steps, ...span }: Extract<HclExpression, { kind: 'access' }>, route: string): Value | undefined {
    const whole = this.convert(base, route)
    const value = whole.kind === 'unresolved' ? undefined : followSteps(whole, steps)
    if (value === undefined || value.kind === 'unresolved' || this.#context.scope?.admits(value) !== true)
      return undefined
    return withVia({ ...value, at: this.#context.at(span, route) }, [...viaOf(whole), ...viaOf(value)])
  }

  #operation({ operands, operators, ...span }: Extract<HclExpression, { kind: 'operation' }>, route: string) {
    const values = operands.map((operand) => this.convert(operand, route))
    const result = operate(values, operators)
    const via = values.flatMap((value) => (value.kind === 'unresolved' ? [] : viaOf(value)))
    return result === undefined ? undefined : withVia(this.#scalar(result, span, route), via)
  }

  #call(call: Extract<HclExpression, { kind: 'call' }>, route: string): Value | undefined {
    const run = this.#context.scope?.functions.get(call.name)
    if (run === undefined) return undefined
    const values = call.arguments.map((argument) => this.convert(argument, route))
    const last = call.expanded ? values.pop() : undefined
    if (call.expanded && last?.kind !== 'list') return undefined
    const all = last?.kind === 'list' ? [...values, ...last.items] : values
    const at = this.#context.at(call, route)
    const result = run(all, at)
    if (result === undefined || result.kind === 'unresolved') return undefined
    return withVia({ ...result, at }, [
      ...viaOf(result),
      ...all.flatMap((value) => (value.kind === 'unresolved' ? [] : viaOf(value))),
    ])
  }

  #unary(expression: Extract<HclExpression, { kind: 'unary' }>, route: string): Value | undefined {
    const operand = this.convert(expression.operand, route)
    if (operand.kind !== 'scalar') return undefined
    const { value } = operand
    const result =
      expression.operator === '-'
        ? typeof value === 'number'
          ? -value
          : undefined
        : typeof value === 'boolean'
          ? !value
          : undefined
    return result === undefined ? undefined : withVia(this.#scalar(result, expression, route), viaOf(operand))
  }

  /** The branch that a known condition selects. */
  #conditional(expression: Extract<HclExpression, { kind: 'conditional' }>, route: string): Value | undefined {
    const condition = this.convert(expression.condition, route)
    if (condition.kind !== 'scalar' || typeof condition.value !== 'boolean') return undefined
    const value = this.convert(condition.value ? expression.whenTrue : expression.whenFalse, route)
    if (value.kind === 'unresolved') return undefined
    return withVia({ ...value, at: this.#context.at(expression, route) }, [...viaOf(condition), ...viaOf(value)])
  }

  #unresolved(expression: HclExpression, route: string): Value {
    return {
      kind: 'unresolved',
      text: this.#textOf(expression),
      references: this.#referencesOf(expression),
      at: this.#context.at(expression, route),
    }
  }

  #textOf(expression: HclExpression): string {
    const { start, end } = expression.kind === 'template' ? expression.content : expression
    return this.#context.source.slice(start, end)
  }

  /** References of the expression and, where the scope knows what they stand for, of that too. */
  #referencesOf(expression: HclExpression): string[] {
    const references = new Set<string>()
    for (const reference of referencesOf(expression)) {
      references.add(reference)
      const names = reference.split('.')
      const found = this.#context.scope?.lookup(names)
      if (found === undefined) continue
      const steps = names.slice(found.taken).map((name) => ({ kind: 'attribute', name }) as const)
      const value = followSteps(found.value, steps) ?? found.value
      for (const name of viaOf(value).slice(0, MAX_VIA)) references.add(name)
    }
    return [...references]
  }
}
