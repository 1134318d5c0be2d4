import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readCodeowners } from '../../../src/readers/codeowners/index.js'
import { readFileIndex } from '../../../src/readers/files.js'
import { NO_SETTINGS } from '../../../src/models/settings.js'
import { memoryFiles, readerContext } from '../../helpers/memory-files.js'

const read = (texts: Record<string, string>) => {
  const files = memoryFiles(texts)
  return readCodeowners(readerContext(files), readFileIndex(files, NO_SETTINGS))
}
const github = (text: string, ...paths: string[]) =>
  read({ '.github/CODEOWNERS': text, ...Object.fromEntries(paths.map((path) => [path, ''])) })
const gitlab = (text: string) => read({ '.gitlab-ci.yml': '', '.gitlab/CODEOWNERS': text })
const rulesOf = ({ rules }: ReturnType<typeof read>) =>
  rules.map(({ pattern, owners }) => [pattern, ...owners].join(' '))

describe('which host', () => {
  test.each([
    [['CODEOWNERS'], 'github'],
    [['.gitlab-ci.yml', '.github/workflows/ci.yml'], 'github'],
    [['.gitlab-ci.yml', '.github/ISSUE_TEMPLATE/bug.md'], 'gitlab'],
    [['.gitlab/CODEOWNERS'], 'gitlab'],
    [['bitbucket-pipelines.yml'], 'bitbucket'],
    [['.bitbucket/CODEOWNERS', 'Jenkinsfile'], 'bitbucket'],
    [['.bitbucket/CODEOWNERS', '.github/CODEOWNERS'], 'github'],
    [['.forgejo/workflows/ci.yml'], 'gitea'],
    [['.gitea/CODEOWNERS'], 'gitea'],
  ])('%j: %s', (paths, host) => {
    expect(read(Object.fromEntries(paths.map((path) => [path, '']))).host).toBe(host)
  })

  test('what is known of the host is stronger than the files', () => {
    const files = memoryFiles({ '.gitlab-ci.yml': '', CODEOWNERS: '[Docs]\n/docs/ @docs' })
    const context = { ...readerContext(files), host: 'github' as const }
    expect(readCodeowners(context, readFileIndex(files, NO_SETTINGS))).toMatchObject({ host: 'github', rules: [{}] })
  })
})

describe('which file counts', () => {
  test.each([
    [['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'], '.github/CODEOWNERS'],
    [['CODEOWNERS', 'docs/CODEOWNERS'], 'CODEOWNERS'],
    [['docs/CODEOWNERS', 'src/CODEOWNERS'], 'docs/CODEOWNERS'],
    [['src/CODEOWNERS'], undefined],
    [['.gitlab/CODEOWNERS'], '.gitlab/CODEOWNERS'],
    [['.gitlab/CODEOWNERS', '.gitlab-ci.yml', '.github/workflows/ci.yml'], undefined],
    [['.gitlab/CODEOWNERS', '.gitlab-ci.yml', 'CODEOWNERS'], 'CODEOWNERS'],
    [['.bitbucket/CODEOWNERS', 'bitbucket-pipelines.yml'], '.bitbucket/CODEOWNERS'],
    [['CODEOWNERS', 'bitbucket-pipelines.yml'], 'CODEOWNERS'],
    [['CODEOWNERS', '.bitbucket/CODEOWNERS'], '.bitbucket/CODEOWNERS'],
    [['.gitea/CODEOWNERS', 'docs/CODEOWNERS'], 'docs/CODEOWNERS'],
  ])('%j: %s', (paths, expected) => {
    expect(read(Object.fromEntries(paths.map((path) => [path, '* @acme/shop']))).file).toBe(expected)
  })

  test.each([
    [['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'], ['CODEOWNERS', 'docs/CODEOWNERS'], []],
    [['CODEOWNERS', '.gitlab/CODEOWNERS', '.github/workflows/ci.yml'], [], []],
    [['CODEOWNERS', 'src/CODEOWNERS'], [], ['src/CODEOWNERS']],
    [['src/CODEOWNERS'], [], ['src/CODEOWNERS']],
    [['.github/codeowners'], [], ['.github/codeowners']],
    [['CODEOWNERS.md'], [], ['CODEOWNERS.md']],
    [['CODEOWNERS', 'template/.github/CODEOWNERS', 'lib/CODEOWNERS', 'lib/LICENSE'], [], []],
    [['src/codeowners', 'tools/codeowners.ts'], [], []],
    [['.gitlab-ci.yml', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'], ['.gitlab/CODEOWNERS'], []],
  ])('%j: ignored %j, misplaced %j', (paths, ignored, misplaced) => {
    const owners = read(Object.fromEntries(paths.map((path) => [path, ''])))
    expect([owners.ignored, owners.misplaced]).toEqual([ignored, misplaced])
  })

  test('files among fixtures are nobody’s mistake', () => {
    expect(read({ CODEOWNERS: '', 'tests/fixtures/CODEOWNERS': '' }).misplaced).toEqual([])
  })
})

describe('lines', () => {
  test.each([
    ['', []],
    ['# only a comment', []],
    ['  # indented comment', []],
    ['\t', []],
    ['*  @acme/shop', ['* @acme/shop']],
    ['*\t@octocat\t@acme/shop-team\r\n', ['* @octocat @acme/shop-team']],
    ['  /src/ @octocat  ', ['/src/ @octocat']],
    ['*.js @octocat #This is an inline comment.', ['*.js @octocat']],
    ['*.js @octocat#glued comment @nobody', ['*.js @octocat']],
    ['/apps/github', ['/apps/github']],
    ['/apps/github # nobody', ['/apps/github']],
    ['*.go docs@example.com', ['*.go docs@example.com']],
    ['*.go first.last+x@sub.example.co.uk', ['*.go first.last+x@sub.example.co.uk']],
    ['/my\\ docs/ @octocat', ['/my\\ docs/ @octocat']],
    ['pages/\\[id\\].ts @octocat', ['pages/\\[id\\].ts @octocat']],
    ['* @octo_acme @a-b', ['* @octo_acme @a-b']],
    ['/packages/@acme/ui/ @octocat', ['/packages/@acme/ui/ @octocat']],
    ['__proto__ @constructor', ['__proto__ @constructor']],
  ])('%j', (text, expected) => {
    const owners = github(text)
    expect(owners.errors).toEqual([])
    expect(rulesOf(owners)).toEqual(expected)
  })

  test.each([
    ['!docs/ @octocat', 'negation', '!', 1],
    ['  !docs/ @octocat', 'negation', '!', 3],
    ['src/[ab].ts @octocat', 'range', '[', 5],
    ['src/a].ts @octocat', 'range', ']', 6],
    ['[Section]', 'range', '[', 1],
    ['\\#notes @octocat', 'escaped-hash', '\\#', 1],
    ['a\\#b @octocat', 'escaped-hash', '\\#', 2],
    ['***/*.rb @octocat', 'invalid-pattern', '***', 1],
    ['/docs/*** @octocat', 'invalid-pattern', '***', 7],
    ['docs\\', 'invalid-pattern', '\\', 5],
    ['@acme/shop', 'invalid-pattern', '@acme/shop', 1],
    ['* docs@', 'invalid-owner', 'docs@', 3],
    ['* octocat', 'invalid-owner', 'octocat', 3],
    ['* @', 'invalid-owner', '@', 3],
    ['* @acme/', 'invalid-owner', '@acme/', 3],
    ['* @acme/a/b', 'invalid-owner', '@acme/a/b', 3],
    ['* @octocat, @acme/shop', 'invalid-owner', '@octocat,', 3],
    ['* @octocat   bob', 'invalid-owner', 'bob', 14],
    ['docs/My Big File.md @octocat', 'unescaped-space', 'Big File.md', 9],
    ['/My Folder/ @octocat', 'unescaped-space', 'Folder/', 5],
    ['/src/ acme/web', 'invalid-owner', 'acme/web', 7],
  ])('%j is skipped: %s', (text, kind, offending, column) => {
    const { errors, rules } = github(text)
    expect(rules).toEqual([])
    expect(errors).toMatchObject([
      { kind, text: offending, at: { line: 1, column, endLine: 1, endColumn: column + offending.length } },
    ])
  })

  test('a space is also told from a missing @ by what the tree holds', () => {
    expect(github('My Makefile @octocat', 'My Makefile').errors[0]?.kind).toBe('unescaped-space')
    expect(github('My Makefile @octocat').errors[0]?.kind).toBe('invalid-owner')
  })

  test('a folder may be called like an owner', () => {
    expect(rulesOf(github('@acme/ui @octocat', '@acme/ui/a.ts'))).toEqual(['@acme/ui @octocat'])
  })

  test('glued owners pass silently on GitHub: the other owners of the line stay', () => {
    const owners = github('* @octocat @hubot@acme/shop')
    expect(rulesOf(owners)).toEqual(['* @octocat'])
    expect(owners.errors).toMatchObject([{ kind: 'glued-owners', text: '@hubot@acme/shop', at: { column: 12 } }])
  })

  test('each invalid owner is an error of its own, other lines stay active', () => {
    const owners = github('* alice bob\n/src/ @octocat')
    expect(owners.errors.map(({ at }) => [at.line, at.column])).toEqual([
      [1, 3],
      [1, 9],
    ])
    expect(rulesOf(owners)).toEqual(['/src/ @octocat'])
  })

  test('places', () => {
    const { rules } = github('# head\n\n  /src/  @octocat @acme/shop  # why\n/src/ @hubot')
    expect(rules.map(({ at, patternAt }) => [at, patternAt])).toEqual([
      [
        { file: '.github/CODEOWNERS', line: 3, column: 3, endLine: 3, endColumn: 29, route: '/src/' },
        { file: '.github/CODEOWNERS', line: 3, column: 3, endLine: 3, endColumn: 8, route: '/src/' },
      ],
      [
        { file: '.github/CODEOWNERS', line: 4, column: 1, endLine: 4, endColumn: 13, route: '/src/#2' },
        { file: '.github/CODEOWNERS', line: 4, column: 1, endLine: 4, endColumn: 6, route: '/src/#2' },
      ],
    ])
  })
})

describe('ruleFor', () => {
  const owners = github('* @all\n*.js @js\n/apps/ @octocat\n/apps/github\n/apps/github/keep @doctocat')

  test.each([
    ['readme.md', ['@all']],
    ['src/app.js', ['@js']],
    ['apps/app.js', ['@octocat']],
    ['apps/github/app.js', []],
    ['apps/github/keep/app.js', ['@doctocat']],
  ])('%s: the last match wins and replaces all owners', (path, expected) => {
    expect(owners.ruleFor(path)?.owners).toEqual(expected)
  })

  test('no match', () => expect(github('/docs/ @octocat').ruleFor('src/a')).toBeUndefined())
})

describe('GitLab', () => {
  const text =
    '* @all\n[Docs][2] @docs @@maintainer\n/docs/ \n/docs/api/ @acme/sub/api\n!/docs/x\n^[Optional]\n\\#a @b\n'

  test('sections and their default owners', () => {
    const owners = gitlab(text)
    expect(owners.errors).toEqual([])
    expect(rulesOf(owners)).toEqual([
      '* @all',
      '/docs/ @docs @@maintainer',
      '/docs/api/ @acme/sub/api',
      '/docs/x',
      '\\#a @b',
    ])
    expect(owners.rules.map(({ section, approvals, excludes }) => [section?.name, approvals, excludes])).toEqual([
      [undefined, undefined, undefined],
      ['Docs', 2, undefined],
      ['Docs', 2, undefined],
      ['Docs', 2, true],
      ['Optional', undefined, undefined],
    ])
    expect(owners.rules.map(({ section }) => section?.optional)).toEqual([undefined, false, false, false, true])
  })

  test('on GitHub the same lines are errors', () => {
    expect(github(text).errors.map(({ kind }) => kind)).toEqual([
      'range',
      'invalid-owner',
      'negation',
      'range',
      'escaped-hash',
    ])
  })

  test.each([
    ['/a/ @b # why', ['/a/ @b'], []],
    ['/a/ @b # ask @c', ['/a/ @b @c'], ['comment-owner misread @c 14']],
    ['#/a/ @b', [], []],
    ['/a/#b @c', ['/a/#b @c'], []],
    ['/a/ @b bob @c', ['/a/ @b @c'], ['invalid-owner misread bob 8']],
    ['/a/ @@reporter @b', ['/a/ @b'], ['invalid-owner misread @@reporter 5']],
    ['/a/ @@developers', ['/a/ @@developers'], []],
    ['/a/ @acme/team/sub jane@example.com', ['/a/ @acme/team/sub jane@example.com'], []],
    ['/a/', ['/a/'], []],
    ['my docs/a.md @b', ['my @b'], ['unescaped-space misread docs/a.md 4']],
    ['my\\ docs/ @b', ['my\\ docs/ @b'], []],
    ['/[ab].ts @b', ['/[ab].ts @b'], []],
    ['[Docs\n/a/ @b', ['/a/ @b'], ['section misread [Docs 1']],
    ['[] @b\n/a/', ['/a/ @b'], ['section misread [] @b 1']],
    ['^[Docs][2] @b\n/a/', ['/a/ @b'], ['section misread ^[Docs][2] @b 1']],
    ['[Docs] bob\n/a/ @b', ['/a/ @b'], ['invalid-owner misread bob 8']],
    ['[Docs] @b # why\n/a/', ['/a/ @b'], []],
    ['[Docs][0] @b\n/a/', ['/a/ @b'], []],
    ['  [ Docs ]  @b\r\n/a/\r', ['/a/ @b'], []],
    ['[ab]c.ts @d\n/a/ @b', ['/a/ @b'], ['section misread [ab]c.ts @d 1']],
    ['[Docs] @b # not @c\n/a/', ['/a/ @b'], []],
    ['!/a/ @b', ['/a/'], []],
  ])('%j', (line, rules, errors) => {
    const owners = gitlab(line)
    expect(rulesOf(owners)).toEqual(rules)
    expect(owners.errors.map(({ kind, effect, text, at }) => `${kind} ${effect} ${text} ${at.column}`)).toEqual(errors)
  })

  const decided = (text: string, path: string) =>
    gitlab(text)
      .decidingRules(path)
      .map(({ section, owners, excludes }) => `${section?.name ?? '-'}: ${excludes ? '!' : owners.join(' ')}`)

  test.each([
    ['README.md', ['-: @admin', 'README: @one @two', 'Other: @three']],
    ['internal/README.md', ['-: @admin', 'README: @four', 'Other: @three']],
    ['src/a.ts', ['-: @admin']],
  ])('%s: each section decides for itself', (path, expected) => {
    const text = '* @admin\n[README]\nREADME.md @one @two\ninternal/README.md @four\n[Other]\nREADME.md @three'
    expect(decided(text, path)).toEqual(expected)
  })

  test.each([
    ['/config/routes.rb', ['-: @all', 'Ruby: !']],
    ['/lib/a.rb', ['-: @all', 'Ruby: @ruby']],
    ['/pom.xml', ['-: !']],
  ])('%s: what is excluded stays so in its section', (path, expected) => {
    const text = '* @all\n!pom.xml\n[Ruby]\n*.rb @ruby\n!/config/**/*.rb\n/config/routes.rb @ops\n'
    expect(decided(text, path.slice(1))).toEqual(expected)
  })

  test('sections whose names differ in case are one, and required if one of them is', () => {
    const { rules } = gitlab('^[Docs]\n/docs/ @a\n[Code]\n/src/ @b\n[DOCS]\n/docs/api/ @c')
    expect(rules.map(({ section }) => [section?.name, section?.optional])).toEqual([
      ['Docs', false],
      ['Code', false],
      ['Docs', false],
    ])
    expect(rules[0]?.section).toBe(rules[2]?.section)
  })

  test('the one rule of a path is one with owners, of a required section if there is one', () => {
    const text = '^[Nice]\n* @nice\n[None]\n!*\n[Must]\n/src/ @must'
    expect(gitlab(text).ruleFor('src/a')?.owners).toEqual(['@must'])
    expect(gitlab(text).ruleFor('a')?.owners).toEqual(['@nice'])
  })
})

describe('Bitbucket', () => {
  const bitbucket = (text: string) => read({ 'bitbucket-pipelines.yml': '', '.bitbucket/CODEOWNERS': text })

  test.each([
    ['* jane@example.com @jane', ['* jane@example.com @jane']],
    ['*.js @acme/web:all # why', ['*.js @acme/web:all']],
    ['*.py @acme/api:least_busy(2) @teams/leads:random(1)', ['*.py @acme/api:least_busy(2) @teams/leads:random(1)']],
    ['*.py @acme/api:random', ['*.py @acme/api:random']],
  ])('%s', (text, expected) => {
    const owners = bitbucket(text)
    expect(owners.errors).toEqual([])
    expect(rulesOf(owners)).toEqual(expected)
  })

  test.each([
    ['!docs/ @jane', 'negation'],
    ['[ab].ts @jane', 'range'],
    ['\\#a @jane', 'escaped-hash'],
    ['* @acme/web:some(1)', 'invalid-owner'],
  ])('%s: %s', (text, kind) => {
    expect(bitbucket(text).errors.map((error) => error.kind)).toEqual([kind])
    expect(bitbucket(text).rules).toEqual([])
  })

  test.each(['* @@devs', '@@@devs @jane', '* @"Jane Doe"', 'Check(@@devs >= 1)', 'CODEOWNERS.toplevel.x random 2'])(
    'a file of the app of that name is not taken for one of Bitbucket: %s',
    (line) =>
      expect(bitbucket(`# owners\n${line}`)).toMatchObject({
        rules: [],
        errors: [],
        unread: expect.stringContaining('app') as unknown,
      }),
  )
})

describe('what is not read says so', () => {
  test('Gitea and Forgejo', () => {
    const owners = read({ '.gitea/CODEOWNERS': '.*\\.go @jane' })
    expect(owners).toMatchObject({ host: 'gitea', file: '.gitea/CODEOWNERS', rules: [], errors: [] })
    expect(owners.unread).toContain('regular expressions')
  })

  test('a symbolic link', () => {
    const files = { ...memoryFiles({ CODEOWNERS: '* @jane' }), isLink: () => true }
    const owners = readCodeowners(readerContext(files), readFileIndex(files, NO_SETTINGS))
    expect(owners.rules).toEqual([])
    expect(owners.unread).toContain('symbolic link')
  })

  test('a file over the limit of what is read, but not over that of GitHub', () => {
    const reason = 'it has 2000000 bytes, more than the 1000000 that are read'
    const files = { ...memoryFiles({ CODEOWNERS: '' }), text: () => undefined }
    const context = readerContext({ ...files, unread: [{ file: 'CODEOWNERS', reason }] })
    expect(readCodeowners(context, readFileIndex(files, NO_SETTINGS))).toMatchObject({
      tooLarge: false,
      unread: reason,
    })
  })
})

describe('size', () => {
  const line = '/src/ @octocat\n'

  test.each([
    ['just under 3 MB', line.repeat(200_000), false],
    ['over 3 MB', line.repeat(220_000), true],
    ['over 3 MB in bytes only', '# é\n'.repeat(700_000), true],
  ])('%s', (_name, text, tooLarge) => {
    const owners = read({ CODEOWNERS: text })
    expect(owners.tooLarge).toBe(tooLarge)
    expect(owners.rules.length > 0).toBe(!tooLarge)
  })

  test('a file that was not even read', () => {
    const files = { ...memoryFiles({ CODEOWNERS: '' }), text: () => undefined }
    const unread = [{ file: 'CODEOWNERS', reason: 'it has 4000000 bytes, more than the 1000000 that are read' }]
    const context = readerContext({ ...files, unread })
    expect(readCodeowners(context, readFileIndex(files, NO_SETTINGS))).toMatchObject({ tooLarge: true, rules: [] })
  })
})

test('Prow OWNERS files are equivalents, other files of that name are not', () => {
  const { equivalents, file } = read({
    OWNERS: 'approvers:\n- alice\n',
    'pkg/OWNERS': 'reviewers: [bob]\n',
    'src/OWNERS': 'alice@example.com\n',
    'vendor/x/OWNERS': 'approvers:\n- carol\n',
  })
  expect(equivalents).toEqual(['OWNERS', 'pkg/OWNERS'])
  expect(file).toBeUndefined()
})

test('any text gives rules and errors with places inside it', () => {
  const alphabet = fc.constantFrom(
    '*',
    '/',
    '\\',
    '#',
    '!',
    '[',
    ']',
    ' ',
    '\t',
    '@',
    'a',
    '.',
    '\n',
    '\r',
    'é',
    '😀',
    '?',
  )
  fc.assert(
    fc.property(fc.string({ unit: alphabet, maxLength: 80 }), fc.boolean(), (text, onGitlab) => {
      const lines = text.split('\n')
      const owners = onGitlab ? gitlab(text) : github(text)
      for (const { at } of [...owners.rules, ...owners.errors]) {
        expect(at.column).toBeLessThanOrEqual(at.endColumn)
        expect(at.endColumn).toBeLessThanOrEqual((lines[at.line - 1]?.length ?? -1) + 1)
      }
      for (const rule of owners.rules) expect(typeof rule.matches('a/b')).toBe('boolean')
    }),
    { numRuns: 1000 },
  )
})
