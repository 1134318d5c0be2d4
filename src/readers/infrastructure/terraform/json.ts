import type { Location } from '../../../core/location.js'
import { parseHclTemplate } from '../../hcl/parse.js'
import type { HclAttribute, HclBlock, HclBody, HclExpression, Span } from '../../hcl/syntax.js'
import type { YamlEntry, YamlNode, YamlScalar } from '../../yaml/node.js'
import type { Positions } from '../../yaml/positions.js'
import { typed } from '../../yaml/to-value.js'

/** How many labels the blocks of a type have. What is not named here is an attribute. */
type Labels = ReadonlyMap<string, number>

/** Blocks at the top of a file (Terraform docs: JSON Configuration Syntax; Tests). */
const TOP_LEVEL: Labels = new Map([
  ['terraform', 0],
  ['locals', 0],
  ['moved', 0],
  ['import', 0],
  ['removed', 0],
  ['provider', 1],
  ['variable', 1],
  ['output', 1],
  ['module', 1],
  ['check', 1],
  ['resource', 2],
  ['data', 2],
  ['ephemeral', 2],
  ['run', 1],
  ['mock_provider', 1],
])

/** Blocks within `terraform`. Within other blocks only a provider's schema tells blocks from attributes. */
const IN_TERRAFORM: Labels = new Map([
  ['backend', 1],
  ['cloud', 0],
  ['required_providers', 0],
  ['provider_meta', 1],
])

const NONE: Labels = new Map()

/** A Terraform file in JSON syntax as the body that the same text in HCL would give. */
export function bodyFromJson(root: YamlNode | undefined, positions: Positions): HclBody {
  return new JsonBody(positions).body(root, TOP_LEVEL)
}

class JsonBody {
  readonly #positions: Positions

  constructor(positions: Positions) {
    this.#positions = positions
  }

  body(node: YamlNode | undefined, labels: Labels): HclBody {
    const items: (HclAttribute | HclBlock)[] = []
    for (const entry of node?.kind === 'mapping' ? node.entries : []) {
      const { key, value } = entry
      if (key.text === '//') continue
      const count = labels.get(key.text)
      if (count === undefined) items.push(this.#attribute(entry))
      else items.push(...this.#blocks(key.text, count, [], key, value))
    }
    return { items, ...(node === undefined ? { start: 0, end: 0 } : this.#span(node.at)) }
  }

  /** The blocks that `node` holds, one level of keys for each label still missing; a list repeats what it stands for. */
  #blocks(type: string, missing: number, labels: readonly string[], header: YamlScalar, node: YamlNode): HclBlock[] {
    if (node.kind === 'sequence') {
      return node.items
        .filter((item) => item.kind === 'mapping')
        .flatMap((item) => this.#blocks(type, missing, labels, header, item))
    }
    if (node.kind === 'scalar') return []
    if (missing > 0) {
      return node.entries
        .filter(({ key }) => key.text !== '//')
        .flatMap(({ key, value }) => this.#blocks(type, missing - 1, [...labels, key.text], key, value))
    }
    const body = this.body(node, type === 'terraform' ? IN_TERRAFORM : NONE)
    const place = this.#span(header.at)
    return [{ kind: 'block', type, labels, header: place, body, start: place.start, end: body.end }]
  }

  #attribute({ key, value }: YamlEntry): HclAttribute {
    const expression = this.#expression(value)
    return {
      kind: 'attribute',
      name: key.text,
      value: expression,
      start: this.#span(key.at).start,
      end: expression.end,
    }
  }

  #expression(node: YamlNode): HclExpression {
    const span = this.#span(node.at)
    switch (node.kind) {
      case 'scalar':
        return this.#scalar(node, span)
      case 'sequence':
        return { kind: 'tuple', items: node.items.map((item) => this.#expression(item)), ...span }
      case 'mapping': {
        const entries = node.entries.map(({ key, value }) => ({
          key: this.#scalar(key, this.#span(key.at)),
          value: this.#expression(value),
        }))
        return { kind: 'object', entries, ...span }
      }
    }
  }

  /** A string is a template: one that is none is taken as it stands. */
  #scalar(scalar: YamlScalar, span: Span): HclExpression {
    const value = typed(scalar)
    if (typeof value !== 'string') return { kind: 'literal', value, ...span }
    const expression = value.includes('{') ? parseHclTemplate(value) : undefined
    if (expression !== undefined) return { kind: 'embedded', text: value, expression, ...span }
    return { kind: 'template', parts: value === '' ? [] : [value], content: span, ...span }
  }

  #span(at: Location): Span {
    const start = this.#positions.lineStart(at.line) + at.column - 1
    return { start, end: this.#positions.lineStart(at.endLine) + at.endColumn - 1 }
  }
}
