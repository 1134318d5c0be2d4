import type { YamlNode } from '../../readers/yaml/node.js'
import { routeOfDocument, routeOfItem, routeOfKey } from '../../readers/yaml/route.js'
import { HclSource } from '../hcl/source.js'
import { HCL, YAML } from '../kinds.js'
import type { Edit } from '../types.js'
import { YamlSource } from '../yaml/source.js'

/** A text of a file before and after, and what was meant to change in it. */
export interface Change {
  readonly file: string
  readonly before: string
  readonly after: string
  readonly edits: readonly Edit[]
  /** Routes; see `Fix.touches`. */
  readonly touches: readonly string[]
}

/**
 * Whether the file reads as before but for what the fix touches: every value at every other route, every comment outside of
 * the edits. Files that are neither YAML nor HCL have no structure to compare; their edits speak for themselves.
 */
export function keepsTheRest(change: Change): boolean {
  const { file, before, after } = change
  if (YAML.test(file)) {
    const [was, is] = [YamlSource.read(file, before), YamlSource.read(file, after)]
    return (
      was !== undefined &&
      is !== undefined &&
      sameLeaves(yamlLeaves(was), yamlLeaves(is), change) &&
      keepsComments(was, is, change)
    )
  }
  if (HCL.test(file)) {
    const [was, is] = [HclSource.read(file, before), HclSource.read(file, after)]
    return was !== undefined && is !== undefined && sameLeaves(new Map(was.leaves()), new Map(is.leaves()), change)
  }
  return true
}

function sameLeaves(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  { touches }: Change,
): boolean {
  const isTouched = (route: string): boolean =>
    touches.some((each) => route === each || (route.startsWith(each) && /^[.[]/.test(route.slice(each.length))))
  for (const [route, text] of before) if (after.get(route) !== text && !isTouched(route)) return false
  for (const route of after.keys()) if (!before.has(route) && !isTouched(route)) return false
  return true
}

/** What stands at each route; a collection has its kind, and so is there even if it is empty. */
function yamlLeaves(source: YamlSource): Map<string, string> {
  const leaves = new Map<string, string>()
  source.tree.documents.forEach((node, index) => addLeaves(node, routeOfDocument(index), leaves))
  return leaves
}

function addLeaves(node: YamlNode, route: string, into: Map<string, string>): void {
  const { at, tag = '' } = node
  // What an alias stands for is compared where it is written.
  if (at.route !== route) return void into.set(route, `* ${at.route}`)
  if (node.kind === 'scalar') return void into.set(route, `${tag} ${node.style} ${node.text}`)
  into.set(route, `${tag} ${node.kind}`)
  if (node.kind === 'sequence') node.items.forEach((item, index) => addLeaves(item, routeOfItem(route, index), into))
  else for (const { key, value } of node.entries) addLeaves(value, routeOfKey(route, key.text), into)
}

function keepsComments(was: YamlSource, is: YamlSource, { edits }: Change): boolean {
  const kept = was.tree.comments
    .filter(({ at }) => {
      const [from, to] = [was.offset(at.line, at.column), was.offset(at.endLine, at.endColumn)]
      return !edits.some((edit) => edit.from < to && from < edit.to)
    })
    .map(({ text }) => text)
  let next = 0
  for (const { text } of is.tree.comments) if (text === kept[next]) next++
  return next === kept.length
}
