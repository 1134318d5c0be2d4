import process from 'node:process'
import * as fc from 'fast-check'
import { inputsOf } from './inputs.js'
import { judge } from './judge.js'
import { shrink } from './shrink.js'
import type { Target } from './target.js'

/** How one target's run went. */
export interface Outcome {
  readonly target: string
  readonly seed: number
  /** Texts that were read, their characters (UTF-16 units) together, and those of the longest. */
  readonly inputs: number
  readonly characters: number
  readonly longest: number
  /** Milliseconds of processor time: of the slowest text, and what all took with everything around them. */
  readonly slowest: number
  readonly total: number
  readonly faults: readonly KeptFault[]
}

export interface KeptFault {
  readonly what: string
  /** How many texts showed it. */
  readonly times: number
  /** A short text that shows it. */
  readonly text: string
}

/** Feeds `target` with `runs` texts. Each kind of fault is kept once; the run goes on. */
export function runTarget(
  target: Target,
  seeds: readonly string[],
  { runs, seed, slack }: { readonly runs: number; readonly seed: number; readonly slack: number },
): Outcome {
  const found = new Map<string, { what: string; times: number; text: string }>()
  const sums = { inputs: 0, characters: 0, longest: 0, slowest: 0 }
  const began = process.cpuUsage()
  const property = fc.property(inputsOf(seeds, target.structured), (text) => {
    const { fault, milliseconds } = judge(target, text, slack)
    sums.inputs++
    sums.characters += text.length
    sums.longest = Math.max(sums.longest, text.length)
    sums.slowest = Math.max(sums.slowest, milliseconds)
    if (fault === undefined) return
    const known = found.get(fault.kind)
    const shorter = known === undefined || text.length < known.text.length
    found.set(fault.kind, {
      times: (known?.times ?? 0) + 1,
      what: shorter ? fault.what : known.what,
      text: shorter ? text : known.text,
    })
  })
  fc.assert(property, { numRuns: runs, seed })
  const { user, system } = process.cpuUsage(began)
  const faults = [...found].map(([kind, each]) => ({ ...each, ...shortest(target, kind, each, slack) }))
  return { target: target.name, seed, ...sums, total: (user + system) / 1_000, faults }
}

/** A slow text stays as it is: of a shorter one, nobody knows whether it shows the same. */
function shortest(target: Target, kind: string, { text }: { readonly text: string }, slack: number) {
  if (kind === 'slow') return {}
  const shown = shrink(text, (each) => judge(target, each, slack).fault?.kind === kind)
  return { text: shown, what: judge(target, shown, slack).fault?.what ?? '' }
}
