/**
 * `npm run bench [-- --only name …] [--rounds n] [--minutes n] [--peers off] [--keep folder]` measures whole processes that
 * take turns, and prints ratios, peak memory, and which targets are met. A run of all cases with peers writes them to
 * bench/results.json, from which docs/performance.md is made. README.md beside this file says more.
 */
import { mkdtempSync, rmSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { cases } from './cases/index.js'
import { printCase, printSummary } from './results/print.js'
import { keepResults } from './results/file.js'
import type { CaseResult } from './results/result.js'
import { measure } from './measure/case.js'

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    rounds: { type: 'string' },
    minutes: { type: 'string', default: '13' },
    peers: { type: 'string', default: 'on' },
    keep: { type: 'string' },
  },
})

const scratch = values.keep === undefined ? mkdtempSync(join(tmpdir(), 'pillarlint-bench-')) : resolve(values.keep)
mkdirSync(scratch, { recursive: true })
// Whoever stops it waits for nothing, and leaves nothing behind.
process.once('exit', () => {
  if (values.keep === undefined) rmSync(scratch, { recursive: true, force: true })
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const every = cases(scratch)
const chosen = every.filter(({ name }) => values.only?.some((part) => name.includes(part)) ?? true)
if (chosen.length === 0)
  throw new Error(`there is no such case; there are: ${every.map(({ name }) => name).join(', ')}`)
const isWhole = values.only === undefined && values.peers !== 'off'
const end = performance.now() + Number(values.minutes) * 60_000
const results: CaseResult[] = []
for (const [index, one] of chosen.entries()) {
  const weights = chosen.slice(index).reduce((sum, { weight }) => sum + weight, 0)
  const seconds = (Math.max(0, end - performance.now()) / 1_000) * (one.weight / weights)
  const rounds = values.rounds === undefined ? undefined : Number(values.rounds)
  const options = { scratch, seconds, rounds, peers: values.peers !== 'off', keep: values.keep !== undefined }
  const result = await measure(one, options).catch((error: unknown) => {
    console.error(`\n${one.name}: ${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = 1
  })
  if (result === undefined) continue
  printCase(result)
  results.push(result)
  if (isWhole) keepResults(results, every)
}
printSummary(results)
