/**
 * `npm run fuzz [-- --runs 100000] [--seed 1] [--target name] [--jobs 2] [--real folder] [--results file]` feeds every
 * reader with mutated files and prints, for each, how many were read and the slowest. It fails, with a short text that
 * shows it, where a reader throws, is slow, or gives a place outside of its file. `--results` adds a line of JSON a reader.
 */
import { spawn } from 'node:child_process'
import { appendFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { runTarget, type Outcome } from './run-target.js'
import { filesUnder, seedsOf } from './seeds.js'
import type { Target } from './target.js'
import { TARGETS } from './targets.js'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    target: { type: 'string', multiple: true },
    jobs: { type: 'string', default: '1' },
    real: { type: 'string', multiple: true, default: ['../shared/corpus'] },
    results: { type: 'string' },
    slack: { type: 'string', default: '1' },
  },
})

// What threw something is told by the first frames; noting more takes most of the time of a reader that throws.
Error.stackTraceLimit = 3

const chosen = TARGETS.filter(({ name }) => values.target?.includes(name) ?? true)
if (chosen.length === 0)
  throw new Error(`there is no such target; there are: ${TARGETS.map(({ name }) => name).join(', ')}`)
const holding = Number(values.jobs) > 1 ? await holdInProcesses(Number(values.jobs)) : holdHere()
process.exitCode = holding ? 0 : 1

function holdHere(): boolean {
  const real = values.real.flatMap(filesUnder)
  return chosen.map((target) => holds(target, real)).every(Boolean)
}

/** Runs one target, and prints and keeps how that went. */
function holds(target: Target, real: readonly string[]): boolean {
  const seeds = seedsOf(target, real)
  const outcome = runTarget(target, seeds, {
    runs: Math.ceil(Number(values.runs) / (target.oneIn ?? 1)),
    seed: Number(values.seed),
    slack: Number(values.slack),
  })
  process.stdout.write(`${lineOf(outcome, seeds.length)}\n${keep(outcome)}`)
  if (values.results !== undefined) appendFileSync(values.results, `${JSON.stringify(outcome)}\n`)
  return outcome.faults.length === 0
}

function lineOf({ target, inputs, characters, longest, slowest, total, faults }: Outcome, seeds: number): string {
  const sizes = `${(characters / 1e6).toFixed(0)} million characters, the longest text ${longest}`
  const times = `slowest ${slowest.toFixed(0)} ms, together ${(total / 1000).toFixed(0)} s`
  const failed = faults.length > 0 ? `: FAILED in ${faults.length} ways` : ''
  return `${target.padEnd(20)} ${String(inputs).padStart(7)} texts of ${String(seeds).padStart(3)} seeds, ${sizes}, ${times}${failed}`
}

/** Writes one file for each fault. */
function keep({ target, faults }: Outcome): string {
  return faults
    .map(({ what, times, text }, index) => {
      const kept = join(tmpdir(), `pillarlint-fuzz-${target.replaceAll(' ', '-')}-${index + 1}.txt`)
      writeFileSync(kept, text)
      const shown = JSON.stringify(text.slice(0, 200))
      return `  ${what}\n  in ${times} texts; one of ${text.length} characters is kept in ${kept}: ${shown}\n`
    })
    .join('')
}

/** Gives each target a process of its own, `jobs` at a time. They print for themselves. */
async function holdInProcesses(jobs: number): Promise<boolean> {
  const left = [...chosen]
  const codes: (number | null)[] = []
  const work = async (): Promise<void> => {
    for (let target = left.shift(); target !== undefined; target = left.shift()) codes.push(await runAlone(target.name))
  }
  await Promise.all(Array.from({ length: jobs }, work))
  return codes.every((code) => code === 0)
}

function runAlone(name: string): Promise<number | null> {
  const { runs, seed, real, results, slack } = values
  const plain = Object.entries({ runs, seed, slack, ...(results !== undefined && { results }) })
  const args = [...plain, ...real.map((folder) => ['real', folder] as const)].flatMap(([key, value]) => [
    `--${key}`,
    value,
  ])
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), '--target', name, ...args], {
      stdio: 'inherit',
    })
    child.on('close', resolve)
  })
}
