/**
 * `npm run reproducible` generates every derived file, dist/ among them, from what git tracks: twice, in places that have
 * nothing in common that a build may depend on. Each must come to the bytes that are here.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { differences } from './reproducible/compare.js'
import { copyTracked, generateIn, PLACES, trackedFiles } from './reproducible/places.js'

const root = process.cwd()
const tracked = trackedFiles(root)
const parent = mkdtempSync(join(tmpdir(), 'pillarlint-reproducible-'))
try {
  for (const place of PLACES) {
    const folder = join(parent, place.path)
    copyTracked({ root, folder, files: place.backwards ? tracked.toReversed() : tracked })
    generateIn(folder, place)
    const found = differences(root, folder, tracked)
    for (const line of found) console.log(`${place.name}: ${line}`)
    if (found.length > 0) process.exitCode = 1
  }
} finally {
  rmSync(parent, { recursive: true, force: true })
}
console.log(
  process.exitCode === 1
    ? `Not reproducible with Node ${process.version}: commit what npm run generate writes, or mend what depends on the place.`
    : `${tracked.length} files, generated in ${PLACES.length} places with Node ${process.version}, are byte by byte those that are committed.`,
)
