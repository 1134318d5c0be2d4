import type { Project, Trait } from '../../models/index.js'

/** What shows that data are transformed or moved here for others to use, models before pipelines; undefined if nothing does. */
export function dataWorkIn({ kind, traits }: Project): Trait | undefined {
  if (kind === 'examples') return undefined
  return traits.find((trait) => trait.kind === 'data-model') ?? traits.find((trait) => trait.kind === 'data-pipeline')
}
