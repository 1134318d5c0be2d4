import type { GroovyExpression, GroovyStatement } from './syntax.js'

/** A node of the syntax tree. */
export type GroovyNode = GroovyExpression | GroovyStatement

/** Every statement and expression in `body`, in the order in which they stand. Not recursive: chains may be long. */
export function* nodesIn(body: readonly GroovyNode[]): Generator<GroovyNode> {
  const waiting: GroovyNode[] = [...body].reverse()
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node
    const inner = childrenOf(node)
    for (let index = inner.length - 1; index >= 0; index -= 1) {
      const child = inner[index]
      if (child !== undefined) waiting.push(child)
    }
  }
}

function childrenOf(node: GroovyNode): readonly (GroovyNode | undefined)[] {
  switch (node.kind) {
    case 'string':
      return node.parts.map((part) => (part.kind === 'interpolation' ? part.expression : undefined))
    case 'property':
      return [node.target]
    case 'index':
      return [node.target, node.index]
    case 'call':
      return [node.target, ...node.arguments.map(({ value }) => value)]
    case 'new':
    case 'annotation':
      return node.arguments.map(({ value }) => value)
    case 'list':
      return node.items
    case 'map':
      return node.entries.flatMap(({ computed, value }) => [computed, value])
    case 'closure':
    case 'function':
      return [...node.parameters.map((parameter) => parameter.default), ...node.body]
    case 'unary':
      return [node.operand]
    case 'binary':
      return [node.left, node.right]
    case 'ternary':
      return [node.condition, node.then, node.otherwise]
    case 'assignment':
      return [node.target, node.value]
    default:
      return childrenOfStatement(node)
  }
}

function childrenOfStatement(node: GroovyNode): readonly (GroovyNode | undefined)[] {
  switch (node.kind) {
    case 'expression':
      return [node.expression]
    case 'declaration':
    case 'leave':
      return [node.value]
    case 'if':
      return [node.condition, ...node.then, ...(node.otherwise ?? [])]
    case 'try':
      return [...node.body, ...node.catches.flatMap(({ body }) => body), ...(node.finally ?? [])]
    case 'loop':
      return [node.items, node.condition, ...node.body]
    case 'switch':
      return [node.subject, ...node.cases.flatMap(({ value, body }) => [value, ...body])]
    case 'block':
      return node.body
    default:
      return []
  }
}
