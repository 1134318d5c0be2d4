import type { HclDirective, HclExpression, HclInterpolation, HclStep } from './syntax.js'

const NO_NAMES: ReadonlySet<string> = new Set()

/**
 * The names that the expression refers to, once each, in source order: `var.tag`, `aws_lambda_alias.live.name`. Indexes
 * and splats are left out (`aws_instance.web[0].id` reads `aws_instance.web.id`), and so are the names that a `for`
 * declares and names of one part, which are keywords (`string`, `any`).
 */
export function referencesOf(expression: HclExpression): string[] {
  const found = new Set<string>()
  collect(expression, NO_NAMES, found)
  return [...found]
}

/** The names of a reference from its root up to the first step that is not a name. */
export function leadingNames(expression: HclExpression): string[] {
  if (expression.kind === 'variable') return [expression.name]
  if (expression.kind !== 'access' || expression.base.kind !== 'variable') return []
  const names = [expression.base.name]
  for (const step of expression.steps) {
    if (step.kind !== 'attribute') break
    names.push(step.name)
  }
  return names
}

function collect(expression: HclExpression, declared: ReadonlySet<string>, found: Set<string>): void {
  switch (expression.kind) {
    case 'access':
      return collectAccess(expression.base, expression.steps, declared, found)
    case 'template':
      return collectParts(expression.parts, declared, found)
    case 'object':
      for (const { key, value } of expression.entries) {
        collect(key, declared, found)
        collect(value, declared, found)
      }
      return
    case 'for': {
      collect(expression.collection, declared, found)
      const inner = new Set([...declared, ...expression.names])
      for (const result of expression.results) collect(result, inner, found)
      return
    }
    default:
      for (const child of childrenOf(expression)) collect(child, declared, found)
  }
}

function collectAccess(
  base: HclExpression,
  steps: readonly HclStep[],
  declared: ReadonlySet<string>,
  found: Set<string>,
): void {
  if (base.kind !== 'variable') collect(base, declared, found)
  else if (!declared.has(base.name)) {
    let name = base.name
    for (const step of steps) if (step.kind === 'attribute') name += `.${step.name}`
    if (name !== base.name) found.add(name)
  }
  for (const step of steps) if (step.kind === 'index') collect(step.index, declared, found)
}

function collectParts(
  parts: readonly (string | HclInterpolation | HclDirective)[],
  declared: ReadonlySet<string>,
  found: Set<string>,
): void {
  let names = declared
  for (const part of parts) {
    if (typeof part === 'string') continue
    if (part.expression !== undefined) collect(part.expression, names, found)
    if (part.kind === 'directive' && part.names.length > 0) names = new Set([...names, ...part.names])
  }
}

function childrenOf(expression: HclExpression): readonly HclExpression[] {
  switch (expression.kind) {
    case 'tuple':
      return expression.items
    case 'call':
      return expression.arguments
    case 'unary':
      return [expression.operand]
    case 'operation':
      return expression.operands
    case 'conditional':
      return [expression.condition, expression.whenTrue, expression.whenFalse]
    case 'group':
      return [expression.inner]
    case 'embedded':
      return [expression.expression]
    default:
      return []
  }
}
