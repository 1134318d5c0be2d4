import type { CommandMeaning, LexiconWord } from '../../src/lexicon/index.js'
import { splitWords } from '../../src/lexicon/split-words.js'

/** The words of a plain command line, quotes removed; words with a variable are not literal. */
export function words(line: string): LexiconWord[] {
  return splitWords(line)
}

/** `deploy helm, lint helm`; ends in `?` if the meaning is opaque; `unknown` without one. */
export function said(meaning: CommandMeaning | undefined): string {
  if (meaning === undefined) return 'unknown'
  const intents = meaning.intents.map(({ kind, tool }) => `${kind} ${tool}`).join(', ')
  return meaning.opaque === undefined ? intents : `${intents} ?`.trim()
}
