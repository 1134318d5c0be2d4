import { MATURITY, PRACTICES } from './data/practices.generated.js'
import type { MaturityModel, Practice, PracticeGroup, PracticeText } from './types.js'

export type { MaturityLevel, MaturityModel, Practice, PracticeGroup, PracticeText } from './types.js'

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

/** The automation maturity model: its levels, and what each of them asks for. */
export function maturityModel(): MaturityModel {
  return JSON.parse(MATURITY) as MaturityModel
}

/** What explains a practice. Loads the texts, which nothing but an explanation needs. */
export async function practiceText(id: string): Promise<PracticeText | undefined> {
  const { TEXTS, GROUPS } = await import('./data/texts.generated.js')
  type Stored = Omit<PracticeText, 'group'> & { readonly group?: string }
  const stored = new Map(JSON.parse(TEXTS) as [string, Stored][]).get(id)
  if (stored === undefined) return undefined
  const { group: code, ...text } = stored
  const group = code === undefined ? undefined : new Map(JSON.parse(GROUPS) as [string, PracticeGroup][]).get(code)
  return { ...text, ...(group !== undefined && { group }) }
}
