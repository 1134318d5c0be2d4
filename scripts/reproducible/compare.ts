/** Compares two folders byte by byte. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * What differs between the listed files of `expected` and all files of `actual`, a line each; what git never holds
 * (packages, types that are made for a release) apart.
 */
export function differences(expected: string, actual: string, listed: readonly string[]): string[] {
  const known = new Set(listed)
  const lines = listed.flatMap((path) => {
    if (!existsSync(join(actual, path))) return [`${path} is committed and not generated`]
    const [want, got] = [readFileSync(join(expected, path)), readFileSync(join(actual, path))]
    return want.equals(got) ? [] : [`${path} differs, ${firstDifference(want, got)}`]
  })
  const more = filesBelow(actual, '').filter((path) => !known.has(path))
  return [...lines, ...more.map((path) => `${path} is generated and not committed`)]
}

/** Where two contents part, and what stands there. */
function firstDifference(want: Buffer, got: Buffer): string {
  const end = Math.max(want.length, got.length)
  let at = 0
  while (at < end && want[at] === got[at]) at += 1
  const near = (text: Buffer) => JSON.stringify(text.subarray(Math.max(0, at - 20), at + 40).toString('utf8'))
  return `at byte ${at}: ${near(want)} became ${near(got)}`
}

function filesBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (path === 'node_modules' || path === 'dist/types') return []
    return entry.isDirectory() ? filesBelow(root, path) : [path]
  })
}
