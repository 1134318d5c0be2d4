import { LEVELS, PRACTICES } from './data/practices.generated.js'
import type { MaturityLevel, Practice, PracticeText } from './types.js'

export type { MaturityLevel, Practice, PracticeText } from './types.js'

/** Every practice of every framework, in the frameworks' own order. */
export function practices(): readonly Practice[] {
  parsed ??= JSON.parse(PRACTICES) as Practice[]
  return parsed
}

let parsed: readonly Practice[] | undefined

/** The practice of that id (`DL.CI.2`, `OPS05-BP10`, `hc.full`), or undefined. */
export function practiceById(id: string): Practice | undefined {
  return practices().find((practice) => practice.id === id)
}

/** The five levels of the maturity model, lowest first. */
export function maturityLevels(): readonly MaturityLevel[] {
  return JSON.parse(LEVELS) as MaturityLevel[]
}

/** Section and summary of a practice. Loads the texts, which nothing but an explanation needs. */
export async function practiceText(id: string): Promise<PracticeText | undefined> {
  const { TEXTS } = await import('./data/texts.generated.js')
  return new Map(JSON.parse(TEXTS) as [string, PracticeText][]).get(id)
}
