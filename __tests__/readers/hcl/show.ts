import type { HclFile } from '../../../src/readers/hcl/parse.js'
import { parseHcl } from '../../../src/readers/hcl/parse.js'
import type { HclBody, HclExpression, HclTemplate } from '../../../src/readers/hcl/syntax.js'

/** The expression as one line that shows how it was understood: `(call f "a" var.b)`. */
export function show(expression: HclExpression): string {
  switch (expression.kind) {
    case 'literal':
      return String(expression.value)
    case 'template':
      return showTemplate(expression)
    case 'tuple':
      return `[${expression.items.map(show).join(' ')}]`
    case 'object':
      return `{${expression.entries.map(({ key, value }) => `${show(key)}=${show(value)}`).join(' ')}}`
    case 'for':
      return `(for ${[...expression.names, show(expression.collection), ...expression.results.map(show)].join(' ')})`
    case 'variable':
      return expression.name
    case 'access':
      return show(expression.base) + expression.steps.map(showStep).join('')
    case 'call':
      return `(call ${[expression.name, ...expression.arguments.map(show)].join(' ')}${expression.expanded ? ' ...' : ''})`
    case 'unary':
      return `(${expression.operator} ${show(expression.operand)})`
    case 'operation':
      return `(${expression.operands.map((each, i) => [expression.operators[i - 1], show(each)].filter((x) => x !== undefined).join(' ')).join(' ')})`
    case 'conditional':
      return `(if ${[expression.condition, expression.whenTrue, expression.whenFalse].map(show).join(' ')})`
    case 'group':
      return `(group ${show(expression.inner)})`
    case 'embedded':
      return `(embedded ${show(expression.expression)})`
  }
}

function showTemplate({ parts }: HclTemplate): string {
  const shown = parts.map((part) => {
    if (typeof part === 'string') return JSON.stringify(part).slice(1, -1)
    if (part.kind === 'interpolation') return `<${show(part.expression)}>`
    const words = [part.keyword, ...part.names, ...(part.expression === undefined ? [] : [show(part.expression)])]
    return `<%${words.join(' ')}>`
  })
  return `"${shown.join('')}"`
}

function showStep(step: Extract<HclExpression, { kind: 'access' }>['steps'][number]): string {
  if (step.kind === 'attribute') return `.${step.name}`
  return step.kind === 'splat' ? '[*]' : `[${show(step.index)}]`
}

/** The body as one line: `a = 1; b "label" { c = 2 }`. */
export function showBody({ items }: HclBody): string {
  return items
    .map((item) =>
      item.kind === 'attribute'
        ? `${item.name} = ${show(item.value)}`
        : `${[item.type, ...item.labels.map((label) => JSON.stringify(label))].join(' ')} {${[showBody(item.body)].map((inner) => (inner === '' ? '' : ` ${inner} `)).join('')}}`,
    )
    .join('; ')
}

/** The value of `x` in a source that must be free of errors. */
export function expressionOf(text: string): HclExpression {
  const file = parseHcl('main.tf', `x = ${text}\n`)
  const [item, ...others] = file.body.items
  if (file.errors[0] !== undefined) throw new Error(`${file.errors[0].message} at ${file.errors[0].at.column}`)
  if (item?.kind !== 'attribute' || others.length > 0) throw new Error('not one attribute')
  return item.value
}

/** Line and message of each error. */
export function errorsOf(file: HclFile): string[] {
  return file.errors.map(({ message, at }) => `${at.line}: ${message}`)
}
