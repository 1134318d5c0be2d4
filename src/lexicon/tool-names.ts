import type { IntentKind } from '../core/intent-kind.js'
import { repositoryName } from './actions.js'
import { LEXICON } from './data.generated.js'

/** What an entry with `levels` is named for; the other levels are too rare to suggest the tool for them. */
const USUAL_LEVELS: readonly IntentKind[] = ['unit-test', 'integration-test']

let tools: ReadonlyMap<IntentKind, readonly string[]> | undefined

/** The tools whose commands or actions can have this intent, sorted: what a check that finds none of them looked for. */
export function toolNames(kind: IntentKind): readonly string[] {
  tools ??= collect()
  return tools.get(kind) ?? []
}

function collect(): Map<IntentKind, string[]> {
  const found = new Map<IntentKind, Set<string>>()
  const add = (kinds: readonly IntentKind[] | undefined, tool: string): void => {
    for (const kind of kinds ?? []) {
      const names = found.get(kind)
      if (names === undefined) found.set(kind, new Set([tool]))
      else names.add(tool)
    }
  }
  for (const { programs, tool, entries } of LEXICON.programs) {
    for (const each of entries ?? []) {
      const own = each.tool ?? tool
      const kinds = each.levels === true ? [...USUAL_LEVELS, ...(each.intents ?? [])] : each.intents
      for (const name of own === undefined ? programs : [own]) add(kinds, name)
    }
  }
  for (const { actions, tool, intents, cases } of LEXICON.actions) {
    for (const name of tool === undefined ? actions.map(repositoryName) : [tool]) {
      add(intents, name)
      for (const each of cases ?? []) add(each.intents, each.tool ?? name)
    }
  }
  return new Map([...found].map(([kind, names]) => [kind, [...names].sort()]))
}
