import { parsePipeline } from './expressions.js'
import { scanTemplate, type Piece } from './scan.js'
import { Opaque, type Branch, type Node, type TemplateFile } from './syntax.js'

/** Control structures nest at most this deep. */
const MAX_DEPTH = 60

/** Parses a template (Go package text/template: "Actions"). Throws {@link Opaque} for what is no valid template. */
export function parseTemplate(source: string): TemplateFile {
  const parser = new Parser(scanTemplate(source))
  const body = parser.body(0, [])
  return { body: body.nodes, defines: parser.defines }
}

/** What ended a body: the keyword and the rest of its action. */
interface Stop {
  readonly nodes: Node[]
  readonly keyword: string
  readonly rest: string
  readonly end: number
}

class Parser {
  readonly defines = new Map<string, readonly Node[]>()
  readonly #pieces: readonly Piece[]
  #index = 0

  constructor(pieces: readonly Piece[]) {
    this.#pieces = pieces
  }

  /** Nodes up to one of the keywords `until`, or up to the end of the file if there is none. */
  body(depth: number, until: readonly string[]): Stop {
    if (depth > MAX_DEPTH) throw new Opaque(`control structures nest deeper than ${MAX_DEPTH} levels`)
    const nodes: Node[] = []
    for (let piece = this.#pieces[this.#index++]; piece !== undefined; piece = this.#pieces[this.#index++]) {
      const { start, end } = piece
      if (piece.kind === 'text') {
        nodes.push({ kind: 'text', text: piece.text, start, end })
        continue
      }
      const [, keyword = '', rest = ''] = /^\s*([A-Za-z]*)((?!\w)[^]*)/.exec(piece.text) ?? []
      if (until.includes(keyword)) return { nodes, keyword, rest, end }
      const node = this.#node(piece, keyword, rest, depth)
      if (node !== undefined) nodes.push(node)
    }
    if (until.length > 0) throw new Opaque('a control structure does not end')
    return { nodes, keyword: '', rest: '', end: 0 }
  }

  #node(piece: Piece, keyword: string, rest: string, depth: number): Node | undefined {
    const { start, text } = piece
    switch (keyword) {
      case 'if':
      case 'with':
        return { kind: keyword, ...this.#branches(keyword, rest, depth), start }
      case 'range': {
        const { nodes, otherwise, end } = this.#withElse(depth)
        return { kind: 'range', over: parsePipeline(rest), body: nodes, otherwise, start, end }
      }
      case 'define':
        this.defines.set(nameIn(rest).name, this.body(depth + 1, ['end']).nodes)
        return undefined
      case 'block': {
        const { name, argument } = nameIn(rest)
        const { nodes, end } = this.body(depth + 1, ['end'])
        this.defines.set(name, nodes)
        return { kind: 'template', name, argument: parsePipeline(argument), start, end }
      }
      case 'template': {
        const { name, argument } = nameIn(rest)
        const { end } = piece
        if (argument.trim() === '') return { kind: 'template', name, start, end }
        return { kind: 'template', name, argument: parsePipeline(argument), start, end }
      }
      case 'break':
      case 'continue':
        return { kind: keyword, start, end: piece.end }
      case 'end':
      case 'else':
        throw new Opaque(`${keyword} stands where it cannot be followed`)
      default:
        return { kind: 'action', pipeline: parsePipeline(text), start, end: piece.end }
    }
  }

  #branches(keyword: string, condition: string, depth: number) {
    const branches: Branch[] = []
    let next = condition
    for (;;) {
      const stop = this.body(depth + 1, ['else', 'end'])
      branches.push({ condition: parsePipeline(next), body: stop.nodes })
      if (stop.keyword === 'end') return { branches, otherwise: [], end: stop.end }
      const [, again, rest = ''] = /^\s*(if|with)\b([^]*)$/.exec(stop.rest) ?? []
      if (again === undefined) {
        const last = this.body(depth + 1, ['end'])
        return { branches, otherwise: last.nodes, end: last.end }
      }
      if (again !== keyword) throw new Opaque(`else ${again} of ${keyword}`)
      next = rest
    }
  }

  #withElse(depth: number): { nodes: Node[]; otherwise: Node[]; end: number } {
    const stop = this.body(depth + 1, ['else', 'end'])
    if (stop.keyword === 'end') return { nodes: stop.nodes, otherwise: [], end: stop.end }
    const last = this.body(depth + 1, ['end'])
    return { nodes: stop.nodes, otherwise: last.nodes, end: last.end }
  }
}

/** The quoted name that starts the text, and what follows it. */
function nameIn(text: string): { name: string; argument: string } {
  const [, quoted, raw, argument = ''] = /^\s*(?:"([^"\\\n]*)"|`([^`]*)`)([^]*)$/.exec(text) ?? []
  const name = quoted ?? raw
  if (name === undefined) throw new Opaque('a template without a name')
  return { name, argument }
}
