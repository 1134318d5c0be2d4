/** Bundles the Action, the command line and the library into dist/, split so that only what is used is loaded. */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { build, type Plugin } from 'esbuild'
import { companionFiles } from './bundled/index.js'

/** CommonJS packages inside an ES module need a `require`. */
const BANNER =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);"

/**
 * @actions/core loads an HTTP client for OpenID Connect and facts of the platform, which nothing here uses: three
 * quarters of its start. Told that these two files have no side effects, esbuild leaves them out.
 */
const leanActionsCore: Plugin = {
  name: 'lean-actions-core',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^\.\/(oidc-utils|platform)\.js$/ }, async ({ path, pluginData, ...origin }) => {
      if (pluginData === leanActionsCore || !origin.importer.includes('@actions/core')) return undefined
      const { importer, resolveDir, kind } = origin
      const resolved = await resolve(path, { importer, resolveDir, kind, pluginData: leanActionsCore })
      return { ...resolved, sideEffects: false }
    })
  },
}

/** Path below `outdir` → content of every file of the bundle, with the licences and the bill of materials of its packages. */
export async function bundleFiles(): Promise<ReadonlyMap<string, string>> {
  const { outputFiles, metafile } = await build({
    entryPoints: {
      index: 'src/action.ts',
      cli: 'src/cli.ts',
      lib: 'src/index.ts',
      'check-api': 'src/check-api/index.ts',
    },
    outdir: 'dist',
    write: false,
    metafile: true,
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
    // The hashes in names of chunks hold the paths of modules: those of node_modules here, wherever a link may lead.
    preserveSymlinks: true,
    banner: { js: BANNER },
    plugins: [leanActionsCore],
    logLevel: 'error',
  })
  const parts = outputFiles.map(
    ({ path, text }) => [path.replaceAll('\\', '/').replace(/^.*\/dist\//, 'dist/'), text] as const,
  )
  return new Map([...parts, ...companionFiles(metafile)])
}

/** Files of dist/ that an earlier build has left behind; types are made for a release, and not committed. */
export function strayFiles(files: ReadonlyMap<string, string>): string[] {
  if (!existsSync('dist')) return []
  return readdirSync('dist', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`.replaceAll('\\', '/'))
    .filter((path) => !files.has(path) && !path.startsWith('dist/types/'))
}

/** Replaces the bundle in dist/, so that no file of an earlier build stays behind. */
export function writeBundle(files: ReadonlyMap<string, string>): void {
  mkdirSync('dist', { recursive: true })
  for (const entry of readdirSync('dist')) {
    if (entry !== 'types') rmSync(`dist/${entry}`, { recursive: true })
  }
  mkdirSync('dist/chunks', { recursive: true })
  for (const [path, text] of files) writeFileSync(path, text)
}
