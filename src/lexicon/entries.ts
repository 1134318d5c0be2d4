import { LEXICON } from './data.generated.js'
import type { ActionData, ImageData, ProgramData } from './types.js'

/** Entries by name. Each is kept as text until it is asked for: a run needs few of them. */
interface Entries<T> {
  /** The entry that describes `name`, or undefined. */
  get(name: string): T | undefined
  all(): { readonly names: readonly string[]; readonly entry: T }[]
}

function entriesOf<T>(lines: readonly string[]): Entries<T> {
  let byName: Map<string, string> | undefined
  const parsed = new Map<string, T>()
  const entry = (line: string): T => JSON.parse(line.slice(line.indexOf('{'))) as T
  return {
    get(name) {
      byName ??= new Map(lines.flatMap((line) => namesOf(line).map((each) => [each, line] as const)))
      const line = byName.get(name)
      if (line === undefined) return undefined
      const found = parsed.get(line) ?? entry(line)
      parsed.set(line, found)
      return found
    },
    all: () => lines.map((line) => ({ names: namesOf(line), entry: entry(line) })),
  }
}

/** A line is the names, a blank each, and the entry as JSON. */
function namesOf(line: string): string[] {
  return line.slice(0, line.indexOf('{') - 1).split(' ')
}

export const PROGRAMS: Entries<ProgramData> = entriesOf(LEXICON.programs)
export const ACTIONS: Entries<ActionData> = entriesOf(LEXICON.actions)
export const IMAGES: Entries<ImageData> = entriesOf(LEXICON.images)
