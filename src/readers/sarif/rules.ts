import { at, countAt, listAt, textAt } from './json.js'

/** What a tool says of one of its rules. */
export interface Rule {
  readonly id: string
  readonly level?: string
  readonly help?: string
  readonly title?: string
  readonly labels: readonly string[]
  readonly texts: unknown
}

/** More rules than this no tool has. */
const MAX_RULES = 20_000
const MAX_EXTENSIONS = 100
const MAX_LABELS = 30

/** The rules of a run: those of the driver, and of each extension (SARIF 2.1.0, 3.18). */
export interface Rules {
  /** The rule of a result, by its place in the lists or by its id; undefined if the run does not describe it. */
  ruleOf(result: unknown): Rule | undefined
  readonly labels: ReadonlySet<string>
}

/** Reads them once a run, so that each result is looked up in constant time. */
export function rulesOf(run: unknown): Rules {
  const driver = rulesIn(at(run, 'tool', 'driver'), run)
  const extensions = listAt(run, 'tool', 'extensions')
    .slice(0, MAX_EXTENSIONS)
    .map((extension) => rulesIn(extension, run))
  const all = [driver, ...extensions].flat().slice(0, MAX_RULES)
  const byId = new Map<string, Rule>()
  for (const rule of all) if (!byId.has(rule.id)) byId.set(rule.id, rule)
  return {
    labels: new Set(all.flatMap(({ labels }) => labels)),
    ruleOf(result) {
      const id = ruleIdOf(result)
      const extension = countAt(result, 0, 'rule', 'toolComponent', 'index')
      const index = countAt(result, 0, 'rule', 'index') ?? countAt(result, 0, 'ruleIndex')
      const list = extension === undefined ? driver : extensions[extension]
      const placed = index === undefined ? undefined : list?.[index]
      // An index that contradicts the id is not believed.
      if (placed !== undefined && (id === undefined || isOf(placed.id, id))) return placed
      return id === undefined ? undefined : (byId.get(id) ?? byId.get(id.slice(0, Math.max(0, id.lastIndexOf('/')))))
    },
  }
}

/** The id that a result names, in either of the two ways. */
export function ruleIdOf(result: unknown): string | undefined {
  return textAt(result, 'ruleId') ?? textAt(result, 'rule', 'id')
}

/** A result may name a part of a rule: `CA1000/1` (SARIF 2.1.0, 3.27.5). */
function isOf(rule: string, id: string): boolean {
  return id === rule || id.startsWith(`${rule}/`)
}

function rulesIn(component: unknown, run: unknown): Rule[] {
  return listAt(component, 'rules')
    .slice(0, MAX_RULES)
    .map((rule) => {
      const level = textAt(rule, 'defaultConfiguration', 'level')
      const help = textAt(rule, 'helpUri')
      const title = textAt(rule, 'shortDescription', 'text') ?? textAt(rule, 'fullDescription', 'text')
      return {
        id: textAt(rule, 'id') ?? '',
        labels: labelsOf(rule, run),
        texts: at(rule, 'messageStrings'),
        ...(level !== undefined && { level }),
        ...(help !== undefined && { help }),
        ...(title !== undefined && { title }),
      }
    })
}

/** Its name, its tags, and the categories of the run's own taxonomies that it belongs to. */
function labelsOf(rule: unknown, run: unknown): string[] {
  const name = textAt(rule, 'name')
  const tags = listAt(rule, 'properties', 'tags').filter((tag) => typeof tag === 'string')
  const categories = listAt(rule, 'relationships')
    .slice(0, MAX_LABELS)
    .flatMap((each) => categoryOf(each, run))
  return [...(name === undefined ? [] : [name]), ...tags, ...categories].slice(0, MAX_LABELS)
}

function categoryOf(relationship: unknown, run: unknown): string[] {
  const target = at(relationship, 'target')
  const taxonomy = listAt(run, 'taxonomies')[countAt(target, 0, 'toolComponent', 'index') ?? 0]
  const named = textAt(target, 'toolComponent', 'name')
  if (named !== undefined && named !== textAt(taxonomy, 'name')) return []
  const taxon = listAt(taxonomy, 'taxa')[countAt(target, 0, 'index') ?? 0]
  const id = textAt(target, 'id')
  if (id !== undefined && id !== textAt(taxon, 'id')) return []
  return [textAt(taxon, 'name') ?? textAt(taxon, 'id') ?? []].flat()
}
