import { describe, expect, test } from '@jest/globals'
import { canHave, shapesOf } from '../../src/core/path-endings.js'

/** Endings alone; undefined if they may be any. */
function endingsOf(pattern: RegExp): string[] | undefined {
  const endings = new Set(shapesOf(pattern)?.map(({ ending }) => ending) ?? [''])
  return endings.has('') ? undefined : [...endings]
}

describe('endings', () => {
  test.each<[RegExp, string[] | undefined]>([
    [/(?:^|\/)Chart\.ya?ml$/, ['.yml', '.yaml']],
    [/\.(?:tf|tofu)(?:\.json)?$/, ['.json', '.tf', '.tofu']],
    [/^Procfile$/, ['procfile']],
    [/(?:^|\/)(?:\.?gitignore|Makefile)$/, ['gitignore', '/gitignore', '.gitignore', 'makefile', '/makefile']],
    [/[^/]+\.[Jj]enkins[Ff]ile$/, ['.jenkinsfile']],
    [/\.(?:cs|vb)proj$/, ['.csproj', '.vbproj']],
    [
      /\.test\.[cm]?[jt]sx?$/,
      ['.js', '.ts', '.jsx', '.tsx', '.cjs', '.mjs', '.cts', '.mts', '.cjsx', '.mjsx', '.ctsx', '.mtsx'],
    ],
    [/\.rb$|^Rakefile$/, ['.rb', 'rakefile']],
    [/\.MD$/i, ['.md']],
    [/a(?!b)(?<name>\.md)\b$/, ['.md']],
    [/\.(?:mp[34])$/, ['.mp3', '.mp4']],
    [/x\{2\.md$/, ['.md']],
  ])('%s', (pattern, expected) => expect(endingsOf(pattern)?.toSorted()).toEqual(expected?.toSorted()))

  test.each([
    // No end, or not in every branch.
    /^\.github\//,
    /\.yml/,
    /\.yml$|^docs/,
    /(?:\.yml$)?/,
    // Anything may stand at the end.
    /^Jenkinsfile.*$/,
    /\.\w+$/,
    /\.releaserc(?:\.\w{1,5})?$/,
    /[^.]$/,
    /\.(?:md)*$/,
    // Not understood, or with other rules of comparison.
    /\x2eyml$/,
    /(\.a)\1$/,
    /\.md$/m,
    /\.md$/iu,
    /$/,
  ])('%s may end as it likes', (pattern) => expect(endingsOf(pattern)).toBeUndefined())

  test('a pattern with very many endings is none to sort by', () =>
    expect(endingsOf(/[abcd][abcd][abcd][abcd][abcd]$/)).toBeUndefined())
})

describe('initials', () => {
  test.each<[RegExp, string[]]>([
    [/^Jenkinsfile[^/]*$/, ['j']],
    [/(?:^|\/)Jenkinsfile(?:[.\-_][^/]*)?$/, ['j']],
    [/(?:^|\/)\.releaserc(?:\.\w{1,5})?$/, ['.']],
    [/^(?:\.?zuul|[Cc]i)-\w*\d$/, ['.', 'z', 'c']],
    [/\/x\/y[^/]*$/, ['y']],
  ])('%s', (pattern, expected) => {
    const initials = shapesOf(pattern)?.map(({ initial }) => initial)
    expect([...new Set(initials)].toSorted()).toEqual(expected.toSorted())
  })

  test.each([
    // A slash may follow, so that what is known begins a folder.
    /^Jenkinsfile.*$/,
    /^docs[^.]*$/,
    /^src\/\S+$/,
    /^x(?:a\/)*[^/]*$/,
    // The name may begin before it.
    /Jenkinsfile[^/]*$/,
    /^[^/]*file[^/]*$/,
    /^[a-z]*file\w*$/,
  ])('%s may fit a name that begins as it likes', (pattern) => expect(shapesOf(pattern)).toBeUndefined())
})

test('in a name no character is a slash', () => {
  expect(shapesOf(/^Jenkinsfile.*$/, true)).toEqual([{ ending: '', initial: 'j' }])
  expect(shapesOf(/^(?:x.+|y\S*|z[^.]{2})$/, true)?.map(({ initial }) => initial)).toEqual(['x', 'y', 'z'])
  expect(shapesOf(/^.*file.*$/, true)).toBeUndefined()
})

test.each([
  ['.yml', '.yml', true],
  ['.yaml', '.yml', false],
  ['', '/makefile', true],
  ['.makefile', '/makefile', false],
  ['.makefile', 'makefile', true],
  ['.mk', 'makefile', false],
  ['', '.gitignore', false],
  ['.ts', '', true],
])('a name that ends in %j: %j, %s', (ending, wanted, expected) => {
  expect(canHave({ ending, initial: 'x' }, [{ ending: wanted, initial: '' }])).toBe(expected)
  expect(canHave({ ending, initial: 'x' }, [{ ending: wanted, initial: 'x' }])).toBe(expected)
  expect(canHave({ ending, initial: 'x' }, [{ ending: wanted, initial: 'y' }])).toBe(false)
})
