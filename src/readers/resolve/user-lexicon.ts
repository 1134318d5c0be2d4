import type { CommandMeaning } from '../../lexicon/index.js'
import type { ActionRef, LexiconEntry } from '../../models/index.js'
import { pathFrom, type Argument } from '../shell/index.js'

/**
 * What the configuration says about a command: the entry whose words it starts with, the longest first. A path is the same
 * however it is written (`./bin/ship`, `bin/ship`, `./ship` in bin).
 * @param directory the folder that the command runs in, or undefined if it cannot be told
 */
export function userMeaning(
  entries: readonly LexiconEntry[],
  words: readonly Pick<Argument, 'text'>[],
  directory: string | undefined,
): CommandMeaning | undefined {
  let best: { readonly entry: LexiconEntry; readonly length: number } | undefined
  for (const entry of entries) {
    const prefix = entry.command?.split(/\s+/).filter((word) => word !== '') ?? []
    const fits = prefix.length > 0 && prefix.every((text, index) => isSame(text, words[index]?.text, index, directory))
    if (fits && prefix.length > (best?.length ?? 0)) best = { entry, length: prefix.length }
  }
  return best === undefined ? undefined : meaningOf(best.entry, words[0]?.text ?? '')
}

function isSame(wanted: string, given: string | undefined, index: number, directory: string | undefined): boolean {
  if (given === undefined || wanted === given) return given !== undefined
  // A first word without a slash is no path.
  if (!wanted.includes('/') || (index === 0 && !given.includes('/'))) return false
  const path = pathFrom('', wanted)
  return path !== undefined && path === pathFrom(directory, given)
}

/** What the configuration says about an action, with or without its path; which version of it makes no difference. */
export function userActionMeaning(entries: readonly LexiconEntry[], ref: ActionRef): CommandMeaning | undefined {
  const full =
    ref.kind === 'local'
      ? ref.path
      : ref.path === undefined
        ? (ref.repository ?? ref.text)
        : `${ref.repository ?? ''}/${ref.path}`
  const name = full === undefined ? undefined : nameOf(full)
  const entry = entries.find(({ action }) => action !== undefined && nameOf(action) === name)
  return entry === undefined ? undefined : meaningOf(entry, full ?? '')
}

/** The name of an action without its version, `./`, a slash at its end and differences of case; empty for the root's. */
function nameOf(action: string): string {
  const at = action.startsWith('docker://') ? -1 : action.indexOf('@')
  const name = (at < 0 ? action : action.slice(0, at)).replace(/^\.(?:\/|$)/, '').toLowerCase()
  return name.endsWith('/') ? name.slice(0, -1) : name
}

function meaningOf({ intents, tool, covers = [] }: LexiconEntry, name: string): CommandMeaning {
  return { intents: intents.map((kind) => ({ kind, tool: tool ?? name, covers })) }
}
