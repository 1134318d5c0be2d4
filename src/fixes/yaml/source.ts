import { composeYaml } from '../../readers/yaml/compose.js'
import type { YamlEntry, YamlFile, YamlNode, YamlScalar } from '../../readers/yaml/node.js'
import { Positions } from '../../readers/yaml/positions.js'
import { routeOfDocument, routeOfItem, routeOfKey } from '../../readers/yaml/route.js'

/** Why a place that {@link YamlSource.at} does not give is left alone, as a part of a sentence. */
export const SHARED = 'it is shared with other places by an anchor, an alias or a merge key'

/** A place in the tree that is written where it stands, and nowhere else. */
export interface YamlPlace {
  readonly node: YamlNode
  /** The key that it is the value of, if it is one. */
  readonly key?: YamlScalar
  /** Route of the mapping or sequence that holds it. */
  readonly parent?: string
}

/** A YAML file with what is needed to change it: offsets, and which nodes stand for nothing but themselves. */
export class YamlSource {
  readonly file: string
  readonly text: string
  readonly tree: YamlFile
  readonly positions: Positions
  readonly #places = new Map<string, YamlPlace>()
  /** Routes of what anchors stand for that are used elsewhere, and of mappings that merge others in. */
  readonly #shared = new Set<string>()

  private constructor(file: string, text: string, tree: YamlFile) {
    this.file = file
    this.text = text
    this.tree = tree
    this.positions = new Positions(file, text)
    tree.documents.forEach((node, index) => this.#walk(node, { node }, routeOfDocument(index)))
  }

  /** The file as YAML; undefined if it has a fault. */
  static read(file: string, text: string): YamlSource | undefined {
    const tree = composeYaml(file, text)
    return tree.error === undefined ? new YamlSource(file, text, tree) : undefined
  }

  /** What stands at a route, if it is written there itself and nothing of it is shared with other places. */
  at(route: string): YamlPlace | undefined {
    const place = this.#places.get(route)
    return place === undefined || this.#isShared(route) ? undefined : place
  }

  /** Routes of everything that is written in the file itself. */
  routes(): Iterable<string> {
    return this.#places.keys()
  }

  offset(line: number, column: number): number {
    return this.positions.lineStart(line) + column - 1
  }

  start({ at }: YamlNode): number {
    return this.offset(at.line, at.column)
  }

  end({ at }: YamlNode): number {
    return this.offset(at.endLine, at.endColumn)
  }

  #walk(node: YamlNode, place: YamlPlace, route: string): void {
    if (node.at.route !== route) {
      this.#shared.add(node.at.route)
      return
    }
    this.#places.set(route, place)
    if (node.kind === 'sequence') {
      node.items.forEach((item, index) => this.#walk(item, { node: item, parent: route }, routeOfItem(route, index)))
    }
    if (node.kind === 'mapping') for (const entry of node.entries) this.#entry(entry, route)
  }

  /** A key is placed at the route of the mapping that it is written in. */
  #entry({ key, value }: YamlEntry, route: string): void {
    if (key.at.route === route)
      return this.#walk(value, { node: value, key, parent: route }, routeOfKey(route, key.text))
    this.#shared.add(key.at.route)
    this.#shared.add(route)
  }

  #isShared(route: string): boolean {
    for (let each: string | undefined = route; each !== undefined; each = this.#places.get(each)?.parent) {
      if (this.#shared.has(each)) return true
    }
    return false
  }
}
