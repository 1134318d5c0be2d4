/**
 * `npm run generate` writes every derived file; `npm run generate -- --check` compares instead, and fails if one differs
 * from what is committed.
 */
import { spawnSync } from 'node:child_process'
import { catalogFiles } from './build-catalog.js'
import { lexiconFiles } from './build-lexicon.js'
import { registryFiles } from './build-registry.js'
import { stale, take, tell } from './derived.js'

take(catalogFiles())
take(await lexiconFiles())
take(registryFiles())
tell()

// What comes next imports what has just been written, so it is bundled anew, in a process of its own.
const rest = spawnSync(process.execPath, ['scripts/run.mjs', 'scripts/generate-rest.ts', ...process.argv.slice(2)], {
  stdio: ['inherit', 'pipe', 'inherit'],
  encoding: 'utf8',
})
process.stdout.write(rest.stdout)
if (rest.status !== 0) process.exitCode = rest.status ?? 1
if (rest.status === 0 && rest.stdout === '' && stale.length === 0) console.log('Every generated file is up to date.')
