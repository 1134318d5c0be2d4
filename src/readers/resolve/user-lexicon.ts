import type { CommandMeaning } from '../../lexicon/index.js'
import type { ActionRef, LexiconEntry } from '../../models/index.js'
import type { Argument } from '../shell/index.js'

/** What the configuration says about a command: the entry whose words it starts with, the longest first. */
export function userMeaning(entries: readonly LexiconEntry[], words: readonly Argument[]): CommandMeaning | undefined {
  let best: { readonly entry: LexiconEntry; readonly length: number } | undefined
  for (const entry of entries) {
    const prefix = entry.command?.split(/\s+/).filter((word) => word !== '') ?? []
    const fits = prefix.length > 0 && prefix.every((text, index) => words[index]?.text === text)
    if (fits && prefix.length > (best?.length ?? 0)) best = { entry, length: prefix.length }
  }
  return best === undefined ? undefined : meaningOf(best.entry, words[0]?.text ?? '')
}

/** What the configuration says about an action, with or without its path. */
export function userActionMeaning(entries: readonly LexiconEntry[], ref: ActionRef): CommandMeaning | undefined {
  const full = ref.path === undefined ? ref.repository : `${ref.repository ?? ''}/${ref.path}`
  const entry = entries.find(({ action }) => action !== undefined && action.toLowerCase() === full?.toLowerCase())
  return entry === undefined ? undefined : meaningOf(entry, full ?? '')
}

function meaningOf({ intents, tool }: LexiconEntry, name: string): CommandMeaning {
  return { intents: intents.map((kind) => ({ kind, tool: tool ?? name, covers: [] })) }
}
