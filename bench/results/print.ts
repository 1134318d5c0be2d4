import { targetText, valueText, verdictOf, type CaseResult, type EntryResult } from './result.js'

/** Prints one case as it is done. */
export function printCase({ name, files, unit, entries, targets }: CaseResult): void {
  console.log(`\n${name}: ${files.toLocaleString('en')} files, × ${unit}`)
  for (const entry of entries) console.log(`  ${entryText(entry)}`)
  for (const result of targets) {
    console.log(`  ${verdictOf(result).padEnd(9)} ${targetText(result.target)}: ${valueText(result)}`)
  }
}

function entryText({
  name,
  version = '',
  files,
  runs,
  wall,
  processor,
  memory,
  failed,
  stoppedAt,
}: EntryResult): string {
  const title = `${name} ${version}`.trim().padEnd(28)
  if (failed !== undefined) return `${title} ${failed}${stoppedAt === undefined ? '' : ` at ${stoppedAt} ×`}`
  const looked = files === undefined ? '' : `, ${files.toLocaleString('en')} files`
  return `${title} time ${wall ?? '?'} ×, processor ${processor ?? '?'} ×, ${memory ?? '?'} MiB (${runs} runs${looked})`
}

/** Prints how many targets are met, and those that are not. */
export function printSummary(results: readonly CaseResult[]): void {
  const targets = results.flatMap(({ name, targets }) => targets.map((result) => ({ name, result })))
  const missed = targets.filter(({ result }) => !result.met)
  console.log(`\n${targets.length - missed.length} of ${targets.length} targets met`)
  for (const { name, result } of missed) console.log(`  ${name}: ${targetText(result.target)}: ${valueText(result)}`)
}
