import type { Command } from '../../../models/index.js'
import { valuesOf } from '../target.js'
import type { Place } from '../throwaway.js'

/** `$NAME`, `${NAME}` and `${{ env.NAME }}`: what pipelines and scripts write for a variable. */
const VARIABLE = /\$\{\{\s*env\.(\w{1,100})\s*\}\}|\$\{(\w{1,100})\}|\$(\w{1,100})/g

/** Variables that hold variables are followed this far. */
const MAX_DEPTH = 4
const LONGEST = 1_000

/** A text with the values of its variables in their place. */
export interface KnownText {
  readonly text: string
  /** False if something in it is decided elsewhere. */
  readonly known: boolean
}

/** The values that a text of a step has in its runs: variables of the command, step, job and pipeline filled in. */
export function knownTexts(written: string, place: Place, command?: Command): KnownText[] {
  const texts = valuesOf(filled(written, place, command, 0), place)
  return texts.map((text) => ({ text, known: !/[$`]/.test(text) }))
}

function filled(text: string, place: Place, command: Command | undefined, depth: number): string {
  if (depth >= MAX_DEPTH || text.length > LONGEST || !text.includes('$')) return text
  return text.replace(VARIABLE, (whole, ofContext?: string, braced?: string, plain?: string) => {
    const value = variable(ofContext ?? braced ?? plain ?? '', place, command)
    return value === undefined ? whole : filled(value, place, command, depth + 1)
  })
}

function variable(name: string, { pipeline, job, step }: Place, command: Command | undefined): string | undefined {
  return (
    command?.env.get(name) ?? step.env.get(name)?.value ?? job.env.get(name)?.value ?? pipeline.env.get(name)?.value
  )
}
