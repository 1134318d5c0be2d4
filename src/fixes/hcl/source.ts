import { parseHcl, type HclFile } from '../../readers/hcl/parse.js'
import type { HclAttribute, HclBlock, HclBody } from '../../readers/hcl/syntax.js'
import type { Location } from '../../core/location.js'

/** A block or an attribute with the body that holds it. */
export interface HclPlace<Item extends HclBlock | HclAttribute = HclBlock | HclAttribute> {
  readonly item: Item
  readonly parent: HclBody
}

/** An HCL file with what is needed to change it: every block and attribute by its route. */
export class HclSource {
  readonly file: string
  readonly text: string
  readonly tree: HclFile
  readonly #places = new Map<string, HclPlace>()

  private constructor(file: string, text: string, tree: HclFile) {
    this.file = file
    this.text = text
    this.tree = tree
    this.#walk(tree.body, '')
  }

  /** The file as HCL; undefined if it has a fault. */
  static read(file: string, text: string): HclSource | undefined {
    const tree = parseHcl(file, text)
    return tree.errors.length === 0 ? new HclSource(file, text, tree) : undefined
  }

  /**
   * What stands at a route: type and labels of blocks and names of attributes, joined by dots
   * (`resource.aws_s3_bucket.logs.versioning.enabled`); `[1]` and so on behind the second of several equal ones.
   */
  at(route: string): HclPlace | undefined {
    return this.#places.get(route)
  }

  /** The block at a route. */
  block(route: string): HclPlace<HclBlock> | undefined {
    const place = this.#places.get(route)
    return place?.item.kind === 'block' ? { item: place.item, parent: place.parent } : undefined
  }

  /** The attribute at a route. */
  attribute(route: string): HclPlace<HclAttribute> | undefined {
    const place = this.#places.get(route)
    return place?.item.kind === 'attribute' ? { item: place.item, parent: place.parent } : undefined
  }

  /** The route of the innermost block whose header or body holds the place. */
  routeAt({ line, column }: Pick<Location, 'line' | 'column'>): string | undefined {
    const offset = this.tree.positions.lineStart(line) + column - 1
    let found: string | undefined
    for (const [route, { item }] of this.#places) {
      // Blocks come before what they hold.
      if (item.kind === 'block' && item.start <= offset && offset < item.end) found = route
    }
    return found
  }

  /** Every route with the source of what stands there; of a block its header alone. */
  *leaves(): Generator<readonly [route: string, text: string]> {
    for (const [route, { item }] of this.#places) {
      const span = item.kind === 'block' ? item.header : item.value
      yield [route, this.text.slice(span.start, span.end)]
    }
  }

  #walk(body: HclBody, above: string): void {
    const seen = new Map<string, number>()
    for (const item of body.items) {
      const name = item.kind === 'block' ? [item.type, ...item.labels].join('.') : item.name
      const count = seen.get(name) ?? 0
      seen.set(name, count + 1)
      const route = `${above === '' ? '' : `${above}.`}${name}${count === 0 ? '' : `[${count}]`}`
      this.#places.set(route, { item, parent: body })
      if (item.kind === 'block') this.#walk(item.body, route)
    }
  }
}
