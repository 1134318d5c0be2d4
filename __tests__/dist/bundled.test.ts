import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { Metafile } from 'esbuild'
import { ALLOWED_LICENCES, licenceProblems, licencesFile } from '../../scripts/bundled/licences.js'
import { bundledPackages, importedByUs, type BundledPackage } from '../../scripts/bundled/packages.js'
import { sbomFile, type Materials } from '../../scripts/bundled/sbom.js'
import { temporaryFolder, write } from '../helpers/git-repository.js'

const a: BundledPackage = {
  folder: 'node_modules/a',
  name: 'a',
  version: '1.0.0',
  license: 'MIT',
  repository: 'https://github.com/x/a',
  texts: ['MIT License of a'],
  imports: ['node_modules/a/node_modules/@b/c'],
}
const bc: BundledPackage = {
  ...a,
  folder: 'node_modules/a/node_modules/@b/c',
  name: '@b/c',
  version: '2.0.0',
  license: 'ISC OR GPL-3.0-only',
  texts: ['ISC of c', 'NOTICE of c'],
  imports: [],
}

interface Bill {
  serialNumber: string
  metadata: { component: Record<string, unknown> }
  components: ({ 'bom-ref': string; name: string; group?: string; version: string; purl: string } & Record<
    string,
    unknown
  >)[]
  dependencies: { ref: string; dependsOn: string[] }[]
}

describe('packages of the bundle', () => {
  /** A bundle of one module of ours and those of an installation, of which `bytes` are left. */
  function bundled(bytes: Readonly<Record<string, number>>, imports: Readonly<Record<string, readonly string[]>>) {
    const root = temporaryFolder()
    const json = (name: string, more: object) => JSON.stringify({ name, version: '1.2.3', ...more })
    write(root, {
      'node_modules/a/package.json': json('a', { license: 'MIT', repository: 'x/a' }),
      'node_modules/a/LICENSE': 'of a\r\nsecond line\r\n',
      'node_modules/a/license.js': 'no text',
      'node_modules/a/node_modules/@b/c/package.json': json('@b/c', {
        repository: { type: 'git', url: 'git+ssh://git@github.com/b/c.git' },
      }),
      'node_modules/a/node_modules/@b/c/COPYING.md': 'of c',
      'node_modules/a/node_modules/@b/c/NOTICE': 'notice of c',
      'node_modules/shaken/package.json': json('shaken', { license: 'WTFPL' }),
    })
    const at = (module: string) => (module.startsWith('node_modules') ? join(root, module) : module)
    const metafile = {
      inputs: Object.fromEntries(
        Object.keys(bytes).map((module) => [
          at(module),
          { bytes: 9, imports: (imports[module] ?? []).map((path) => ({ path: at(path), kind: 'import-statement' })) },
        ]),
      ),
      outputs: {
        'dist/cli.js': {
          inputs: Object.fromEntries(Object.entries(bytes).map(([module, n]) => [at(module), { bytesInOutput: n }])),
        },
      },
    } as unknown as Metafile
    const short = (folder: string) => folder.slice(root.length + 1)
    const packages = bundledPackages(metafile)
    return { packages, short, direct: importedByUs(metafile, packages).map(short) }
  }

  const C = 'node_modules/a/node_modules/@b/c/index.js'
  const found = bundled(
    { 'src/cli.ts': 5, 'node_modules/a/lib/a.js': 5, [C]: 1, 'node_modules/shaken/index.js': 0 },
    { 'src/cli.ts': ['node_modules/a/lib/a.js', 'node_modules/shaken/index.js'], 'node_modules/a/lib/a.js': [C] },
  )

  test('are those of which something is left, with what they import', () => {
    expect(found.packages.map(({ folder, imports }) => [found.short(folder), imports.map(found.short)])).toEqual([
      ['node_modules/a', ['node_modules/a/node_modules/@b/c']],
      ['node_modules/a/node_modules/@b/c', []],
    ])
    expect(found.direct).toEqual(['node_modules/a'])
  })

  test('have the texts of licences and notices, and an address', () => {
    expect(found.packages.map(({ texts, license, repository }) => ({ texts, license, repository }))).toEqual([
      { texts: ['of a\nsecond line'], license: 'MIT', repository: 'https://github.com/x/a' },
      { texts: ['of c', 'notice of c'], license: undefined, repository: 'https://github.com/b/c' },
    ])
  })
})

describe('licences', () => {
  test.each([
    ['MIT', ['text'], []],
    ['(MIT OR GPL-3.0-only)', ['text'], []],
    ['MIT AND ISC', ['text'], []],
    ['MIT', [], ['a 1.0.0 comes without the text of its licence']],
    ['MIT', [''], ['a 1.0.0 comes without the text of its licence']],
    ['GPL-3.0-only', ['text'], ['a 1.0.0 has the licence GPL-3.0-only, which is not among those allowed']],
    ['MIT AND GPL-2.0-only', ['t'], ['a 1.0.0 has the licence MIT AND GPL-2.0-only, which is not among those allowed']],
    ['SEE LICENSE IN a.txt', ['t'], ['a 1.0.0 has the licence SEE LICENSE IN a.txt, which is not among those allowed']],
    [undefined, ['text'], ['a 1.0.0 has the licence (none), which is not among those allowed']],
  ])('%s with %j', (license, texts, problems) => {
    expect(licenceProblems([{ ...a, license, texts }])).toEqual(problems)
  })

  test('stand beside the bundle, each in full', () => {
    const text = licencesFile([a, bc])
    expect(text).toContain('  a 1.0.0 (MIT)\n  @b/c 2.0.0 (ISC OR GPL-3.0-only)\n')
    expect(text).toContain('Licence: MIT\nSource: https://github.com/x/a\n')
    for (const line of ['MIT License of a', 'ISC of c\n\nNOTICE of c']) expect(text).toContain(line)
  })
})

describe('the bill of materials', () => {
  const materials: Materials = {
    subject: { name: 'p', version: '3.0.0', description: 'd', license: 'Apache-2.0', repository: 'https://h/p' },
    packages: [a, bc],
    direct: ['node_modules/a'],
    integrity: new Map([['node_modules/a', `sha512-${Buffer.from('abc').toString('base64')}`]]),
    esbuild: '1.0.0',
  }
  const bill = (more: Partial<Materials> = {}) => JSON.parse(sbomFile({ ...materials, ...more })) as Bill

  test('names what is bundled by package URL, with hash and licence', () => {
    const nested = 'pkg:npm/%40b/c@2.0.0#node_modules/a/node_modules/@b/c'
    expect(bill().components).toMatchObject([
      {
        'bom-ref': 'pkg:npm/a@1.0.0',
        purl: 'pkg:npm/a@1.0.0',
        hashes: [{ alg: 'SHA-512', content: '616263' }],
        licenses: [{ license: { id: 'MIT' } }],
      },
      {
        'bom-ref': nested,
        group: '@b',
        name: 'c',
        purl: 'pkg:npm/%40b/c@2.0.0',
        licenses: [{ expression: 'ISC OR GPL-3.0-only' }],
      },
    ])
    expect(bill().dependencies).toEqual([
      { ref: 'pkg:npm/p@3.0.0', dependsOn: ['pkg:npm/a@1.0.0'] },
      { ref: 'pkg:npm/a@1.0.0', dependsOn: [nested] },
      { ref: nested, dependsOn: [] },
    ])
  })

  test('has a number that its content decides', () => {
    expect(bill().serialNumber).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
    expect(bill().serialNumber).toBe(bill().serialNumber)
    expect(bill({ packages: [a] }).serialNumber).not.toBe(bill().serialNumber)
  })
})

describe('what is published', () => {
  const text = readFileSync('dist/licenses.txt', 'utf8')
  const bill = JSON.parse(readFileSync('dist/sbom.cdx.json', 'utf8')) as Bill
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { version?: string; dev?: boolean; integrity?: string }>
  }
  const nameOf = ({ group, name }: { group?: string; name: string }) => (group === undefined ? name : `${group}/${name}`)

  test('bill and licences name the same packages, which are runtime dependencies of the lock file', () => {
    const listed = [...text.matchAll(/^ {2}(\S+) (\S+) \((.+)\)$/gm)].map(([, name, version]) => `${name} ${version}`)
    expect(bill.components.map((each) => `${nameOf(each)} ${each.version}`)).toEqual(listed)
    expect(listed.length).toBeGreaterThan(10)
    const locked = Object.entries(lock.packages).map(
      ([folder, { version, dev }]) => `${folder.replace(/^.*node_modules\//, '')} ${version}${dev === true ? ' dev' : ''}`,
    )
    for (const each of listed) expect(locked).toContain(each)
  })

  test('every reference leads to one component, and every component is reached', () => {
    const refs = bill.components.map((each) => each['bom-ref'])
    expect(new Set(refs).size).toBe(refs.length)
    const reached = new Set(bill.dependencies.flatMap(({ dependsOn }) => dependsOn))
    expect([...reached].sort()).toEqual([...refs].sort())
  })

  test('each licence is allowed, and its text is there', () => {
    const licences = [...text.matchAll(/^Licence: (.+)$/gm)].map(([, licence = '']) => licence)
    expect(licences.length).toBe(bill.components.length)
    for (const licence of licences) expect(ALLOWED_LICENCES).toContain(licence)
    const bodies = text.split(/^-{80}\n/m).filter((_, index) => index > 0 && index % 2 === 0)
    expect(bodies.length).toBe(licences.length)
    for (const body of bodies) expect(body.trim().length).toBeGreaterThan(400)
  })
})
