import type { Location } from '../../core/location.js'
import { composeYaml } from '../yaml/compose.js'
import type { YamlFile, YamlNode } from '../yaml/node.js'
import { Positions } from '../yaml/positions.js'
import type { SourceText } from './source-text.js'

type Place = (line: number, column: number) => { readonly line: number; readonly column: number }

/** YAML (or JSON) that stands as a text inside another file. Every node has the place where it stands in that file. */
export function inlineYaml(source: SourceText): YamlFile {
  const inner = composeYaml(source.file, source.text)
  const positions = new Positions(source.file, source.text)
  const place: Place = (line, column) => source.place(positions.lineStart(line) + column - 1)
  return {
    documents: inner.documents.map((node) => moved(node, source.route, place)),
    comments: inner.comments.map((comment) => ({ ...comment, at: movedPlace(comment.at, source.route, place) })),
    ...(inner.error !== undefined && {
      error: { message: inner.error.message, at: movedPlace(inner.error.at, source.route, place) },
    }),
  }
}

function moved<T extends YamlNode>(node: T, route: string, place: Place): T
function moved(node: YamlNode, route: string, place: Place): YamlNode {
  const at = movedPlace(node.at, route, place)
  switch (node.kind) {
    case 'scalar': {
      const segments = node.segments?.map(({ offset, line, column }) => ({ offset, ...place(line, column) }))
      const lines = node.lines.map(({ line, column }) => place(line, column))
      return { ...node, at, lines, ...(segments !== undefined && { segments }) }
    }
    case 'sequence':
      return { ...node, at, items: node.items.map((item) => moved(item, route, place)) }
    case 'mapping':
      return {
        ...node,
        at,
        entries: node.entries.map(({ key, value }) => ({
          key: moved(key, route, place),
          value: moved(value, route, place),
        })),
      }
  }
}

function movedPlace(at: Location, route: string, place: Place): Location {
  const start = place(at.line, at.column)
  const end = place(at.endLine, at.endColumn)
  return {
    ...at,
    ...start,
    endLine: end.line,
    endColumn: end.column,
    route: at.route === '' ? route : `${route}.${at.route}`,
  }
}
