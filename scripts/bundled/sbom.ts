/** The bill of materials of the bundle: CycloneDX 1.6 (ECMA-424, 1st edition) as JSON, the same bytes for the same bundle. */
import { createHash } from 'node:crypto'
import type { BundledPackage } from './packages.js'

/** What the bill is about. */
export interface Subject {
  readonly name: string
  readonly version: string
  readonly description: string
  readonly license: string
  readonly repository: string
}

export interface Materials {
  readonly subject: Subject
  readonly packages: readonly BundledPackage[]
  /** Folders of packages that our own code imports. */
  readonly direct: readonly string[]
  /** Folder → integrity of the package's archive, as the lock file has it: `sha512-<base64>`. */
  readonly integrity: ReadonlyMap<string, string>
  /** Version of the bundler. */
  readonly esbuild: string
}

/** The bill as text. Without a time: what is in the bundle does not depend on when it was made. */
export function sbomFile(materials: Materials): string {
  const { subject, packages, direct, integrity } = materials
  const refs = new Map(packages.map((each) => [each.folder, reference(each)]))
  const refsOf = (folders: readonly string[]) => folders.flatMap((folder) => refs.get(folder) ?? [])
  const main = packageUrl(subject)
  const body = {
    metadata: {
      lifecycles: [{ phase: 'build' }],
      tools: { components: [{ type: 'application', name: 'esbuild', version: materials.esbuild }] },
      component: {
        type: 'application',
        'bom-ref': main,
        name: subject.name,
        version: subject.version,
        description: subject.description,
        licenses: [{ license: { id: subject.license } }],
        purl: main,
        externalReferences: [{ type: 'vcs', url: subject.repository }],
      },
    },
    components: packages.map((each) => component(each, integrity.get(each.folder))),
    dependencies: [
      { ref: main, dependsOn: refsOf(direct) },
      ...packages.map((each) => ({ ref: reference(each), dependsOn: refsOf(each.imports) })),
    ],
  }
  const head = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(JSON.stringify(body))}`,
    version: 1,
  }
  return `${JSON.stringify({ ...head, ...body }, null, 2)}\n`
}

function component(each: BundledPackage, integrity: string | undefined) {
  const [scope, name] = each.name.startsWith('@') ? each.name.split('/') : [undefined, each.name]
  const license = each.license ?? 'NOASSERTION'
  return {
    type: 'library',
    'bom-ref': reference(each),
    ...(scope === undefined ? {} : { group: scope }),
    name,
    version: each.version,
    scope: 'required',
    ...(integrity === undefined ? {} : { hashes: [{ alg: 'SHA-512', content: hexOf(integrity) }] }),
    licenses: [/ (OR|AND) /.test(license) ? { expression: license } : { license: { id: license } }],
    purl: packageUrl(each),
    ...(each.repository === undefined ? {} : { externalReferences: [{ type: 'vcs', url: each.repository }] }),
  }
}

/** One for each place: the same version may be installed, and bundled, twice. */
const reference = ({ folder, name, version }: BundledPackage): string =>
  folder.indexOf('node_modules/') === folder.lastIndexOf('node_modules/')
    ? packageUrl({ name, version })
    : `${packageUrl({ name, version })}#${folder}`

/** Package URL of a package of the npm registry (purl specification, type npm: the @ of a scope is encoded). */
const packageUrl = ({ name, version }: { name: string; version: string }): string =>
  `pkg:npm/${name.replace(/^@/, '%40')}@${version}`

const hexOf = (integrity: string): string => Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex')

/** A version 8 UUID (RFC 9562, section 5.8) made from the content, so that the same content has the same number. */
function uuidOf(content: string): string {
  const hex = createHash('sha256').update(content).digest('hex')
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
