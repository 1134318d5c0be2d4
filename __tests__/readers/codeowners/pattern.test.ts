import { describe, expect, test } from '@jest/globals'
import { compileOwnersPattern, type Dialect } from '../../../src/readers/codeowners/pattern.js'
import { processorTime } from '../../helpers/processor-time.js'

const matcher = (pattern: string, dialect: Dialect) => {
  const { matches } = compileOwnersPattern(pattern, dialect)
  return (path: string) => matches(path.split('/'))
}

/** Pattern, the paths it owns, and paths it does not. */
type Row = readonly [pattern: string, owned: readonly string[], not: readonly string[]]

/** One row for each example of GitHub's page "About code owners", with paths that show its limits. */
const DOCUMENTED: readonly Row[] = [
  ['*', ['readme.md', 'src/deep/down/app.js', '.github/workflows/ci.yml'], []],
  ['*.js', ['app.js', 'src/deep/app.js'], ['app.jsx', 'app.JS', 'js', 'js/app.ts']],
  ['*.go', ['main.go', 'cmd/tool/main.go'], ['go.mod', 'main.go.txt']],
  ['*.txt', ['notes.txt', 'a/b/notes.txt'], ['notes.txt.gz']],
  [
    '/build/logs/',
    ['build/logs/a.log', 'build/logs/2026/01/a.log'],
    ['build/logs', 'a/build/logs/a.log', 'build/log/a'],
  ],
  ['docs/*', ['docs/getting-started.md'], ['docs/build-app/troubleshooting.md', 'a/docs/intro.md', 'docs']],
  ['apps/', ['apps/a.js', 'apps/web/a.js', 'packages/apps/web/a.js'], ['apps', 'myapps/a.js', 'Apps/a.js']],
  ['/docs/', ['docs/a.md', 'docs/deep/down/a.md'], ['packages/docs/a.md', 'docs']],
  ['/scripts/', ['scripts/deploy.sh', 'scripts/ci/build.sh'], ['ci/scripts/build.sh']],
  [
    '**/logs',
    ['build/logs/a', 'scripts/logs/a', 'deeply/nested/logs/b/c', 'logs/a', 'logs'],
    ['catalogs/a', 'logs.txt'],
  ],
  ['/apps/', ['apps/github/a', 'apps/b'], ['src/apps/b']],
  ['/apps/github', ['apps/github', 'apps/github/a/b'], ['apps/githubs', 'x/apps/github']],
]

/** What follows from "most of the same rules used in gitignore files". */
const IGNORE_RULES: readonly Row[] = [
  ['/', [], ['a', 'a/b']],
  ['//', [], ['a', 'a/b']],
  ['**', ['a', 'a/b/c'], []],
  ['/**', ['a', 'a/b/c'], []],
  ['/*', ['a', '.gitignore'], ['a/b', 'a/b/c']],
  ['/*/', ['a/b', 'a/b/c'], ['a']],
  ['/s*', ['src', 'src/a', 'src/a/b'], ['a/src', 'a']],
  ['makefile', ['makefile', 'a/makefile', 'a/makefile/b'], ['makefile.am', 'a/makefiles']],
  ['src/app', ['src/app', 'src/app/a'], ['src/apps', 'lib/src/app', 'lib/src/app/a']],
  ['src/app/', ['src/app/a', 'src/app/a/b'], ['src/app', 'lib/src/app/a']],
  ['src/*.ts', ['src/a.ts'], ['src/a/b.ts', 'lib/src/a.ts']],
  ['src/*/test', ['src/a/test', 'src/a/test/b'], ['src/test', 'src/a/b/test']],
  ['src/**', ['src/a', 'src/a/b'], ['src', 'lib/src/a']],
  ['src/**/', ['src/a/b', 'src/a/b/c'], ['src']],
  ['src/**/test', ['src/test', 'src/test/x', 'src/a/b/test/x'], ['lib/src/test', 'src/a/tests']],
  ['src/**/test/t*', ['src/test/ts', 'src/a/test/ts', 'src/a/test/t/deep'], ['src/test', 'src/a/test/us']],
  ['**/src/app', ['src/app', 'lib/src/app', 'lib/src/app/a'], ['src/x/app']],
  ['**/*doc*', ['doc', 'a/mydocs', 'a/docs/b'], ['dc']],
  ['v?', ['v1', 'a/v2/x'], ['v', 'v10']],
  ['my\\ file.md', ['my file.md', 'a/my file.md'], ['my\\ file.md', 'my']],
  ['a\\*b', ['a*b'], ['ab', 'axb']],
  ['pages/\\[id\\].ts', ['pages/[id].ts'], ['pages/i.ts']],
  ['{a,b}.ts', ['{a,b}.ts'], ['a.ts']],
]

/** The examples of GitLab's pages "Syntax of CODEOWNERS file" and "Advanced CODEOWNERS configuration". */
const GITLAB: readonly Row[] = [
  ['*', ['a', '.gitignore', 'a/b/c.rb'], []],
  ['*.rb', ['a.rb', 'config/a.rb', 'app/.hidden.rb'], ['a.rbx', 'a.rb/b']],
  ['/README.md', ['README.md'], ['docs/README.md']],
  ['/docs/README.md', ['docs/README.md'], ['README.md', 'x/docs/README.md']],
  ['README.md', ['README.md', 'internal/README.md', 'app/lib/README.md'], ['README.mdx', 'README.md/x']],
  ['internal/README.md', ['internal/README.md', 'docs/api/internal/README.md'], ['README.md']],
  ['/docs/', ['docs/a.md', 'docs/a/b.md', 'docs/.a/b'], ['docs', 'x/docs/a.md']],
  ['docs', ['docs', 'x/docs'], ['docs/a.md', 'x/docs/a.md']],
  ['ee/docs', ['ee/docs'], ['ee/docs/a.md']],
  ['lib/', ['lib/a', 'x/lib/a/b'], ['lib']],
  ['helpers/vault/', ['helpers/vault/a', 'x/helpers/vault/a/b'], ['helpers/vault']],
  ['/docs/*.md', ['docs/a.md'], ['docs/a/b.md']],
  ['/docs/index.*', ['docs/index.md', 'docs/index.html'], ['docs/index', 'docs/a/index.md']],
  ['/docs/*spec*', ['docs/qa_specs.rb', 'docs/spec_helpers.rb'], ['docs/spec/a.rb']],
  ['/docs/*/README.md', ['docs/api/README.md'], ['docs/README.md', 'docs/a/b/README.md']],
  ['/docs/**/index.md', ['docs/index.md', 'docs/api/index.md', 'docs/api/graphql/index.md'], ['index.md']],
  ['/docs/*', ['docs/a.md'], ['docs/a/b.md', 'x/docs/a.md']],
  ['docs/*', ['docs/a.md', 'x/docs/a.md'], ['docs/a/b.md']],
  ['docs/**/*', ['docs/a.md', 'x/docs/a/b.md'], ['docs']],
  ['/docs/**', ['docs/a.md'], ['docs/a/b.md']],
  ['**/generated/', ['generated/a', 'x/generated/a/b'], ['generated']],
  ['/', ['a', 'a/b'], []],
  ['path\\ with\\ spaces/*.md', ['path with spaces/a.md'], ['path/a.md']],
  ['\\#file.rb', ['#file.rb', 'a/#file.rb'], ['\\#file.rb']],
  ['/[a-c]?.rb', ['a1.rb', 'cx.rb'], ['d1.rb', 'a.rb', 'ab/c.rb']],
  ['/[!a-c].rb', ['d.rb'], ['a.rb', '/.rb']],
  ['/[^a]b[]].rb', ['xb].rb'], ['ab].rb']],
  ['/[a\\-c].rb', ['-.rb', 'a.rb'], ['b.rb']],
  ['/a[b.rb', ['a[b.rb'], ['ab.rb']],
  ['{a,b}.rb', ['{a,b}.rb'], ['a.rb']],
]

/** GitLab's differences do not reach Bitbucket, whose documentation refers to gitignore. */
const BITBUCKET: readonly Row[] = [
  ['*', ['a', 'a/b'], []],
  ['/src/app', ['src/app', 'src/app/a/b'], ['x/src/app']],
  ['docs/', ['docs/a', 'x/docs/a'], ['docs']],
]

describe.each<[string, Dialect, readonly Row[]]>([
  ["GitHub's documented examples", 'github', DOCUMENTED],
  ["gitignore's rules", 'github', IGNORE_RULES],
  ["GitLab's documented examples", 'gitlab', GITLAB],
  ['Bitbucket', 'bitbucket', BITBUCKET],
])('%s', (_name, dialect, rows) => {
  test.each(rows.map(([pattern, owned, not]) => ({ pattern, owned, not })))('$pattern', ({ pattern, owned, not }) => {
    expect([...owned, ...not].filter(matcher(pattern, dialect))).toEqual(owned)
  })
})

test('a hostile pattern is answered quickly', () => {
  const path = `${'a/'.repeat(1000)}${'a'.repeat(2000)}`
  const started = processorTime()
  expect(matcher(`${'*a'.repeat(1000)}b`, 'github')(path)).toBe(false)
  expect(matcher(`/${'**/a/'.repeat(1000)}b`, 'github')(path)).toBe(false)
  expect(processorTime() - started).toBeLessThan(20_000)
})
