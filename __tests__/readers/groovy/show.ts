import { parseGroovy } from '../../../src/readers/groovy/index.js'
import type { GroovyArgument, GroovyExpression, GroovyStatement } from '../../../src/readers/groovy/index.js'

/** The statements of a script in a notation that shows what was read as what. */
export function shown(source: string): string[] {
  return parseGroovy('Jenkinsfile', source).body.map(statement)
}

/** The only statement of a script. */
export function one(source: string): string {
  return shown(source).join(' ; ')
}

function statement(node: GroovyStatement): string {
  switch (node.kind) {
    case 'expression':
      return show(node.expression)
    case 'declaration':
      return `def ${node.names.join(',')}${node.value === undefined ? '' : ` = ${show(node.value)}`}`
    case 'if':
      return `if ${show(node.condition)} ${block(node.then)}${node.otherwise === undefined ? '' : ` else ${block(node.otherwise)}`}`
    case 'try':
      return [
        `try ${block(node.body)}`,
        ...node.catches.map(({ types, name, body }) => `catch ${[...types, name].join(' ')} ${block(body)}`),
        ...(node.finally === undefined ? [] : [`finally ${block(node.finally)}`]),
      ].join(' ')
    case 'loop':
      return `for ${node.variable ?? ''}:${node.items === undefined ? '' : show(node.items)}:${node.condition === undefined ? '' : show(node.condition)} ${block(node.body)}`
    case 'switch':
      return `switch ${show(node.subject)} ${node.cases.map(({ value, body }) => `${value === undefined ? 'default' : show(value)} ${block(body)}`).join(' ')}`
    case 'leave':
      return `${node.keyword}${node.value === undefined ? '' : ` ${show(node.value)}`}`
    case 'block':
      return block(node.body)
    case 'function':
      return `function ${node.name}(${node.parameters.map((each) => each.name + (each.default === undefined ? '' : `=${show(each.default)}`)).join(',')}) ${block(node.body)}`
    case 'annotation':
      return `@${node.name}(${args(node.arguments)})`
    case 'import':
      return `import ${node.name}`
    case 'opaque':
      return '?'
  }
}

function block(body: readonly GroovyStatement[]): string {
  return `{${body.map(statement).join('; ')}}`
}

function args(list: readonly GroovyArgument[]): string {
  return list.map(({ name, value }) => (name === undefined ? show(value) : `${name}: ${show(value)}`)).join(', ')
}

function show(node: GroovyExpression): string {
  switch (node.kind) {
    case 'string':
      return `'${node.parts.map((part) => (part.kind === 'text' ? part.value : `<${show(part.expression)}>`)).join('')}'`
    case 'literal':
      return String(node.value)
    case 'name':
      return node.name
    case 'property':
      return `${show(node.target)}.${node.name ?? '?'}`
    case 'index':
      return `${show(node.target)}[${show(node.index)}]`
    case 'call':
      return `${node.target === undefined ? '' : `${show(node.target)}.`}${node.name ?? ''}(${args(node.arguments)})`
    case 'new':
      return `new ${node.type}(${args(node.arguments)})`
    case 'list':
      return `[${node.items.map(show).join(', ')}]`
    case 'map':
      return `[${node.entries.map(({ key, computed, value }) => `${key ?? (computed === undefined ? '?' : `(${show(computed)})`)}: ${show(value)}`).join(', ') || ':'}]`
    case 'closure':
      return `{${node.parameters.length === 0 ? '' : `${node.parameters.map(({ name }) => name).join(',')} -> `}${node.body.map(statement).join('; ')}}`
    default:
      return operation(node)
  }
}

function operation(node: GroovyExpression): string {
  switch (node.kind) {
    case 'unary':
      return `(${node.operator}${show(node.operand)})`
    case 'binary':
      return `(${show(node.left)} ${node.operator} ${show(node.right)})`
    case 'ternary':
      return `(${show(node.condition)} ? ${node.then === undefined ? '' : show(node.then)} : ${show(node.otherwise)})`
    case 'assignment':
      return `${show(node.target)} ${node.operator} ${show(node.value)}`
    default:
      return '?'
  }
}
