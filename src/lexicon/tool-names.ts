import type { IntentKind } from '../core/intent-kind.js'
import { toolOf } from './actions.js'
import { ACTIONS, PROGRAMS } from './entries.js'

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
  for (const { names, entry } of PROGRAMS.all()) {
    for (const each of entry.entries ?? []) {
      const own = each.tool ?? entry.tool
      const kinds = each.levels === true ? [...USUAL_LEVELS, ...(each.intents ?? [])] : each.intents
      for (const tool of own === undefined ? names : [own]) add(kinds, tool)
    }
  }
  for (const { names, entry } of ACTIONS.all()) {
    for (const tool of entry.tool === undefined ? names.map(toolOf) : [entry.tool]) {
      add(entry.intents, tool)
      for (const each of entry.cases ?? []) add(each.intents, each.tool ?? tool)
    }
  }
  return new Map([...found].map(([kind, names]) => [kind, [...names].sort()]))
}
