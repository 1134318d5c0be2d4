/** Bundles the Action, the command line and the library into dist/, split so that only what is used is loaded. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { build } from 'esbuild'

/** CommonJS packages inside an ES module need a `require`. */
const BANNER =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);"

/** Path below `outdir` → content of every file of the bundle. */
export async function bundleFiles(): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    entryPoints: {
      index: 'src/action.ts',
      cli: 'src/cli.ts',
      lib: 'src/index.ts',
      'check-api': 'src/check-api/index.ts',
    },
    outdir: 'dist',
    write: false,
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    minifySyntax: true,
    minifyWhitespace: true,
    minifyIdentifiers: true,
    legalComments: 'none',
    banner: { js: BANNER },
    logLevel: 'error',
  })
  return new Map(
    outputFiles.map(({ path, text }) => [path.replaceAll('\\', '/').replace(/^.*?\/dist\//, 'dist/'), text]),
  )
}

/** Replaces the bundle in dist/, so that no file of an earlier build stays behind. */
export async function writeBundle(): Promise<void> {
  const files = await bundleFiles()
  mkdirSync('dist/chunks', { recursive: true })
  for (const entry of readdirSync('dist')) {
    if (entry !== 'types') rmSync(`dist/${entry}`, { recursive: true })
  }
  mkdirSync('dist/chunks', { recursive: true })
  for (const [path, text] of files) writeFileSync(path, text)
}
