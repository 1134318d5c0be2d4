/** What lies beside the bundle and tells what is in it. */
import { readFileSync } from 'node:fs'
import { version as esbuild, type Metafile } from 'esbuild'
import { licenceProblems, licencesFile } from './licences.js'
import { bundledPackages, importedByUs } from './packages.js'
import { sbomFile } from './sbom.js'

export const LICENCES_FILE = 'dist/licenses.txt'
export const SBOM_FILE = 'dist/sbom.cdx.json'

interface Manifest {
  readonly name: string
  readonly version: string
  readonly description: string
  readonly license: string
  readonly repository: { readonly url: string }
}

/** Path → content of the licences and the bill of materials. Throws if a licence forbids the bundle. */
export function companionFiles(metafile: Metafile): ReadonlyMap<string, string> {
  const packages = bundledPackages(metafile)
  const problems = licenceProblems(packages)
  if (problems.length > 0) throw new Error(problems.join('\n'))
  const { repository, ...subject } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { integrity?: string }>
  }
  const integrity = new Map(
    Object.entries(lock.packages).flatMap(([folder, entry]) =>
      entry.integrity === undefined ? [] : [[folder, entry.integrity] as const],
    ),
  )
  const sbom = sbomFile({
    subject: { ...subject, repository: repository.url.replace(/^git\+/, '').replace(/\.git$/, '') },
    packages,
    direct: importedByUs(metafile, packages),
    integrity,
    esbuild,
  })
  return new Map([
    [LICENCES_FILE, licencesFile(packages)],
    [SBOM_FILE, sbom],
  ])
}
