// Runs a TypeScript file: node scripts/run.mjs scripts/generate.ts [arguments]
// It is bundled under node_modules, so that its imports of packages resolve, and removed afterwards.
import { mkdirSync, rmSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL, URL } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const [script, ...args] = process.argv.slice(2)
if (script === undefined) {
  process.stderr.write('usage: node scripts/run.mjs <script.ts> [arguments]\n')
  process.exit(2)
}

const folder = resolve(root, 'node_modules/.cache/pillarlint')
const outfile = resolve(folder, `${basename(script, '.ts')}-${process.pid}.mjs`)
mkdirSync(folder, { recursive: true })
try {
  await build({
    entryPoints: [resolve(script)],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'error',
  })
  process.argv = [process.argv[0], resolve(script), ...args]
  await import(pathToFileURL(outfile).href)
} finally {
  rmSync(outfile, { force: true })
}
