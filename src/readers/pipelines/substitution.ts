import { scalarWith } from './source-text.js'
import type { YamlMapping, YamlNode, YamlScalar } from '../yaml/node.js'
import type { Replacement } from './replace.js'

/** What a match stands for; undefined leaves it as it is. */
export type Substitute = (match: RegExpExecArray) => string | undefined

/** The tree with all matches in its texts replaced; parts without any stay the same nodes. */
export function substituted(node: YamlNode, pattern: RegExp, substitute: Substitute): YamlNode {
  const known = new Map<YamlNode, YamlNode>()
  const scalar = (each: YamlScalar): YamlScalar => {
    const replacements = [...each.text.matchAll(pattern)].flatMap((match): Replacement[] => {
      const value = substitute(match)
      return value === undefined ? [] : [{ start: match.index, end: match.index + match[0].length, value }]
    })
    return scalarWith(each, replacements)
  }
  const mapping = (each: YamlMapping): YamlMapping => ({
    ...each,
    entries: each.entries.map(({ key, value }) => ({ key: scalar(key), value: visit(value) })),
  })
  // Aliases share nodes: each is visited once, so that aliases of aliases cost no more than they are written.
  const visit = (each: YamlNode): YamlNode => {
    const done = known.get(each)
    if (done !== undefined) return done
    const made =
      each.kind === 'scalar'
        ? scalar(each)
        : each.kind === 'mapping'
          ? mapping(each)
          : { ...each, items: each.items.map(visit) }
    known.set(each, made)
    return made
  }
  return visit(node)
}
