/** Compares derived files with what is there, and writes or tells those that differ. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

export const check = process.argv.includes('--check')
export const stale: string[] = []

/** Those of the files that differ from what is there. */
export function differing(files: ReadonlyMap<string, string>): string[] {
  return [...files]
    .filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text)
    .map(([path]) => path)
}

/** Writes the files that differ, unless `--check` is given. */
export function take(files: ReadonlyMap<string, string>): void {
  const changed = differing(files)
  stale.push(...changed)
  if (!check) for (const path of changed) writeFileSync(path, files.get(path) ?? '')
}

/** What to say of a bundle that has been written anew, in a line: names of its chunks change with every edit. */
export function bundleNews(written: readonly string[], removed: readonly string[]): string[] {
  if (written.length + removed.length === 0) return []
  const gone = removed.length > 0 ? `, ${removed.length} removed` : ''
  return [`dist/ (${written.length} ${written.length === 1 ? 'file' : 'files'} written${gone})`]
}

/** Says what differed; with `--check` that is a failure. */
export function tell(): void {
  if (stale.length === 0) return
  const list = stale.map((path) => `  ${path}`).join('\n')
  console.log(`${check ? 'Out of date, run npm run generate' : 'Written'}:\n${list}`)
  if (check) process.exitCode = 1
}
