/**
 * `npm run fuzz [-- --runs 100000] [--seed 1] [--target name] [--real folder]` feeds every reader with mutated files and
 * prints, for each, how many were read and the slowest. It fails, with the shortest text that shows it, where a reader
 * throws, is slow, or gives a place outside of its file.
 */
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import * as fc from 'fast-check'
import { judge } from './judge.js'
import { mutated } from './mutations.js'
import { filesUnder, seedsOf } from './seeds.js'
import { TARGETS, type Target } from './targets.js'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    target: { type: 'string', multiple: true },
    real: { type: 'string', default: '../shared/corpus' },
    slack: { type: 'string', default: '1' },
  },
})

const chosen = TARGETS.filter(({ name }) => values.target?.includes(name) ?? true)
if (chosen.length === 0)
  throw new Error(`there is no such target; there are: ${TARGETS.map(({ name }) => name).join(', ')}`)
const real = filesUnder(values.real)
const failed = chosen.filter((target) => !holds(target))
process.exitCode = failed.length > 0 ? 1 : 0

/** Runs one target and prints how that went. */
function holds(target: Target): boolean {
  const seeds = seedsOf(target, real)
  let slowest = 0
  let read = 0
  const property = fc.property(mutated(seeds), (text) => {
    const { fault, milliseconds } = judge(target, text, Number(values.slack))
    slowest = Math.max(slowest, milliseconds)
    read++
    if (fault !== undefined) throw new Error(fault)
  })
  const result = fc.check(property, { numRuns: Number(values.runs), seed: Number(values.seed), endOnFailure: false })
  const line = `${target.name.padEnd(20)} ${String(read).padStart(7)} texts of ${String(seeds.length).padStart(3)} seeds, slowest ${slowest.toFixed(0)} ms`
  process.stdout.write(`${line}${result.failed ? ': FAILED' : ''}\n`)
  if (!result.failed) return true
  const [text = ''] = result.counterexample ?? []
  const cause = result.errorInstance instanceof Error ? result.errorInstance.message : String(result.errorInstance)
  const kept = join(tmpdir(), `pillarlint-fuzz-${target.name.replaceAll(' ', '-')}.txt`)
  writeFileSync(kept, text)
  process.stdout.write(
    `  ${cause}\n  ${text.length} characters, kept in ${kept}: ${JSON.stringify(text.slice(0, 200))}\n`,
  )
  return false
}
