/**
 * `npm run generate` writes every derived file; `npm run generate -- --check` compares instead, and fails if one differs
 * from what is committed.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { bundleFiles, writeBundle } from './build.js'
import { catalogFiles } from './build-catalog.js'
import { lexiconFiles } from './build-lexicon.js'
import { registryFiles } from './build-registry.js'

/** What later steps import must be written first. */
async function* sources(): AsyncGenerator<ReadonlyMap<string, string>> {
  yield catalogFiles()
  yield await lexiconFiles()
  yield registryFiles()
  const { documentFiles } = await import('./build-docs.js')
  yield await documentFiles()
}

const check = process.argv.includes('--check')
const stale: string[] = []

for await (const files of sources()) {
  for (const [path, text] of files) {
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue
    stale.push(path)
    if (!check) writeFileSync(path, text)
  }
}

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
