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

describe('which file counts', () => {
  test.each([
    [['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'], '.github/CODEOWNERS'],
    [['CODEOWNERS', 'docs/CODEOWNERS'], 'CODEOWNERS'],
    [['docs/CODEOWNERS', 'src/CODEOWNERS'], 'docs/CODEOWNERS'],
    [['src/CODEOWNERS'], undefined],
    [['.gitlab/CODEOWNERS'], undefined],
    [['.gitlab/CODEOWNERS', '.gitlab-ci.yml'], '.gitlab/CODEOWNERS'],
    [['.gitlab/CODEOWNERS', '.gitlab-ci.yml', '.github/workflows/ci.yml'], undefined],
    [['.gitlab/CODEOWNERS', '.gitlab-ci.yml', 'CODEOWNERS'], 'CODEOWNERS'],
  ])('%j: %s', (paths, expected) => {
    const { file, ignored } = read(Object.fromEntries(paths.map((path) => [path, '* @acme/shop'])))
    expect(file).toBe(expected)
    expect(ignored).toEqual(paths.filter((path) => path.endsWith('CODEOWNERS') && path !== expected).sort())
  })

  test('files among fixtures are nobody’s mistake', () => {
    expect(read({ CODEOWNERS: '', 'tests/fixtures/CODEOWNERS': '' }).ignored).toEqual([])
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
    expect(rulesOf(owners)).toEqual(['* @all', '/docs/ @docs @@maintainer', '/docs/api/ @acme/sub/api', '\\#a @b'])
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
