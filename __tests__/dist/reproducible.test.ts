import { readdirSync, readFileSync } from 'node:fs'
import { homedir, hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { differences } from '../../scripts/reproducible/compare.js'
import { PLACES } from '../../scripts/reproducible/places.js'
import { temporaryFolder, write } from '../helpers/git-repository.js'

describe('npm run reproducible', () => {
  const folder = (files: Readonly<Record<string, string>>) => {
    const root = temporaryFolder()
    write(root, files)
    return root
  }
  const COMMITTED = { 'dist/cli.js': 'const a = 1\n', 'src/cli.ts': 'a\n' }

  test.each([
    ['the same', COMMITTED, []],
    ['what git never holds', { ...COMMITTED, 'node_modules/a/a.js': '', 'dist/types/a.d.ts': '' }, []],
    [
      'another byte',
      { ...COMMITTED, 'dist/cli.js': 'const b = 1\n' },
      ['dist/cli.js differs, at byte 6: "const a = 1\\n" became "const b = 1\\n"'],
    ],
    [
      'a byte more',
      { ...COMMITTED, 'dist/cli.js': 'const a = 1\n\n' },
      ['dist/cli.js differs, at byte 12: "const a = 1\\n" became "const a = 1\\n\\n"'],
    ],
    ['a file less', { 'src/cli.ts': 'a\n' }, ['dist/cli.js is committed and not generated']],
    [
      'a file more',
      { ...COMMITTED, 'dist/chunks/a.js': '' },
      ['dist/chunks/a.js is generated and not committed'],
    ],
  ])('sees %s', (_, generated, lines) => {
    expect(differences(folder(COMMITTED), folder(generated), Object.keys(COMMITTED))).toEqual(lines)
  })

  test('generates in places that have nothing in common', () => {
    const [first, second] = PLACES
    for (const key of ['path', 'host', 'days', 'backwards'] as const) expect(first?.[key]).not.toBe(second?.[key])
    for (const name of ['TZ', 'LC_ALL', 'USER']) expect(first?.env[name]).not.toBe(second?.env[name])
  })
})

/** What tells of the place or the time of a build, and what to look for. */
const TRACES: readonly (readonly [string, RegExp | string])[] = [
  ['a home', /\/home\/\w|\/Users\/\w|\\Users\\\w/],
  ['an absolute file URL', /file:\/\/\/\w/],
  ['a temporary folder', /\/tmp\/|\/var\/folders\//],
  ['a path of packages', /node_modules\/\.cache|\.\.\/[\w./-]*node_modules\/|["'`]\/[\w./-]*node_modules\//],
  // A clock is never read at midnight sharp; a date in a rule is.
  ['a time of day', /\b20\d\d-\d\d-\d\dT(?!00:00:00)\d\d:\d\d/],
  // Short names are words of programs as well.
  ...[process.cwd(), homedir(), hostname()].filter((name) => name.length > 7).map((name) => ['this place', name] as const),
  ['a map of the sources', 'sourceMappingURL'],
]

const tracesIn = (text: string) =>
  TRACES.filter(([, sign]) => (typeof sign === 'string' ? text.includes(sign) : sign.test(text))).map(([name]) => name)

describe('the bundle', () => {
  test('tells nothing of where and when it was built', () => {
    const files = readdirSync('dist', { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('types'))
      .map((entry) => join(entry.parentPath, entry.name))
    expect(files.length).toBeGreaterThan(20)
    const found = files.flatMap((file) => tracesIn(readFileSync(file, 'utf8')).map((name) => `${file}: ${name}`))
    expect(found).toEqual([])
  })

  test.each([
    ['throw Error("/home/ada/pillarlint/src/cli.ts")', 'a home'],
    ['"file:///srv/build/cli.ts"', 'an absolute file URL'],
    ['"/tmp/build/cli.ts"', 'a temporary folder'],
    ['"../main/node_modules/zod/index.js"', 'a path of packages'],
    ['const built="2026-11-22T10:07:50Z"', 'a time of day'],
    ...(process.cwd().length > 7 ? [[`"${process.cwd()}/src/cli.ts"`, 'this place'] as const] : []),
    ['//# sourceMappingURL=cli.js.map', 'a map of the sources'],
  ])('%s would be seen', (text, name) => {
    expect(tracesIn(text)).toContain(name)
  })
})
