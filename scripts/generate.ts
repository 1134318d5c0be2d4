/**
 * `npm run generate` writes every derived file; `npm run generate -- --check` compares instead, and fails if one differs
 * from what is committed.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { bundleFiles, writeBundle } from './build.js'
import { catalogFiles } from './build-catalog.js'
import { lexiconFiles } from './build-lexicon.js'
import { registryFiles } from './build-registry.js'

const check = process.argv.includes('--check')
const stale: string[] = []

/** Compares files with what is there, and writes those that differ unless `--check` is given. */
function take(files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue
    stale.push(path)
    if (!check) writeFileSync(path, text)
  }
}

take(catalogFiles())
take(await lexiconFiles())
take(registryFiles())
if (!check && stale.length > 0) {
  // This script was bundled with the sources as they were: a new run sees what has just been written.
  console.log(`Written:\n${stale.map((path) => `  ${path}`).join('\n')}`)
  execFileSync(process.execPath, ['scripts/run.mjs', 'scripts/generate.ts', ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  process.exit()
}
const { documentFiles } = await import('./build-docs.js')
take(await documentFiles())

if (check) {
  const bundle = await bundleFiles()
  stale.push(
    ...[...bundle]
      .filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text)
      .map(([path]) => path),
  )
} else {
  await writeBundle()
}

if (stale.length === 0) console.log('Every generated file is up to date.')
else
  console.log(
    `${check ? 'Out of date, run npm run generate' : 'Written'}:\n${stale.map((path) => `  ${path}`).join('\n')}`,
  )
if (check && stale.length > 0) process.exitCode = 1
