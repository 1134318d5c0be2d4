import { literalName } from '../../core/glob.js'
import type { CompiledRule } from './parse-file.js'

/** Finds the rules that match a path without comparing all of them with it. */
export interface RuleIndex {
  /** All rules that match, in their order. */
  matching(path: string): CompiledRule[]
  /** The last rule that matches. */
  last(path: string): CompiledRule | undefined
  /** How many rules are compared to find those of a path, at most. */
  comparisons(path: string): number
}

/**
 * Most patterns name a folder from the root (`/src/app/`), a name at any depth (`docs/`) or an ending (`*.ts`): a path
 * then meets only the rules of its own folders, names and endings. The few others are compared with every path.
 */
export function indexRules(rules: readonly CompiledRule[]): RuleIndex {
  const byFolder = new Map<string, number[]>()
  const byName = new Map<string, number[]>()
  const byEnding = new Map<string, number[]>()
  const others: number[] = []
  rules.forEach((rule, index) => {
    const key = keyOf(rule)
    if (key === undefined) others.push(index)
    else add({ folder: byFolder, name: byName, ending: byEnding }[key.kind], key.text, index)
  })
  const candidates = (names: readonly string[]): number[][] => {
    const found: (number[] | undefined)[] = [others]
    let folder = ''
    for (const name of names) {
      folder = folder === '' ? name : `${folder}/${name}`
      found.push(byFolder.get(folder))
    }
    const distinct = new Set(names)
    for (const name of distinct) found.push(byName.get(name))
    for (const ending of new Set([...distinct].map(endingOf))) found.push(byEnding.get(ending))
    return found.filter((each) => each !== undefined && each.length > 0) as number[][]
  }
  const inOrder = (names: readonly string[]): readonly number[] => {
    const lists = candidates(names)
    return lists.length === 1 ? (lists[0] ?? []) : lists.flat().sort((a, b) => a - b)
  }
  return {
    matching(path) {
      const names = path.split('/')
      const found: CompiledRule[] = []
      for (const index of inOrder(names)) {
        const rule = rules[index]
        if (rule?.pattern.matches(names) === true) found.push(rule)
      }
      return found
    },
    last(path) {
      const names = path.split('/')
      const index = inOrder(names).findLast((each) => rules[each]?.pattern.matches(names))
      return index === undefined ? undefined : rules[index]
    },
    comparisons: (path) => candidates(path.split('/')).reduce((sum, { length }) => sum + length, 0),
  }
}

function add(map: Map<string, number[]>, key: string, index: number): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [index])
  else list.push(index)
}

/** What a path must have for the rule to match: a folder from the root on, a name, or the ending of a name. */
function keyOf({ pattern }: CompiledRule): { kind: 'folder' | 'name' | 'ending'; text: string } | undefined {
  const { segments, ranges } = pattern
  const literals = segments.map((segment) => (segment === '**' ? undefined : literalName(segment, ranges)))
  const wild = literals.indexOf(undefined)
  if (wild !== 0) return { kind: 'folder', text: (wild < 0 ? literals : literals.slice(0, wild)).join('/') }
  const name = literals.find((literal) => literal !== undefined)
  if (name !== undefined) return { kind: 'name', text: name }
  const ending = segments.flatMap((segment) => /^[^[\\]*[*?]([^*?[\]\\.]*\.[^*?[\]\\]*)$/.exec(segment)?.[1] ?? [])[0]
  return ending === undefined ? undefined : { kind: 'ending', text: endingOf(ending) }
}

/** From the last dot on; empty without a dot. */
function endingOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot < 0 ? '' : name.slice(dot)
}
