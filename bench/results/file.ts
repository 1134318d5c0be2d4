import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { CaseResult } from './result.js'

const FILE = 'bench/results.json'

/** The results of the last run; none where there was none. */
export function readResults(): CaseResult[] {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as { cases: CaseResult[] }).cases : []
}

/** Writes what has been measured so far: in place of older results of the same cases; of cases that are no more, nothing is kept. */
export function keepResults(results: readonly CaseResult[], cases: readonly { readonly name: string }[]): void {
  writeFileSync(FILE, `${JSON.stringify({ cases: merged(readResults(), results, cases) }, null, 2)}\n`)
}

/** Newer results in place of older ones, in the order of the cases. */
export function merged(
  older: readonly CaseResult[],
  newer: readonly CaseResult[],
  cases: readonly { readonly name: string }[],
): CaseResult[] {
  const byName = new Map([...older, ...newer].map((result) => [result.name, result]))
  return cases.flatMap(({ name }) => byName.get(name) ?? [])
}
