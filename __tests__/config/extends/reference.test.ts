import { describe, expect, test } from '@jest/globals'
import { isPinned, nameOf, parseReference, type Reference } from '../../../src/config/extends/reference.js'

const local = (path: string): Reference => ({ kind: 'local', path })
const remote = (path: string, ref?: string) => ({
  kind: 'remote' as const,
  owner: 'acme',
  repo: 'defaults',
  path,
  ...(ref !== undefined && { ref }),
})

describe('a reference', () => {
  test.each([
    ['./base.yml', local('pillarlint.yml'), 'base.yml'],
    ['./lint/base.yml', local('.github/pillarlint.yml'), '.github/lint/base.yml'],
    ['../base.yml', local('.github/pillarlint.yml'), 'base.yml'],
    ['../base.yml', local('pillarlint.yml'), '../base.yml'],
    ['../../pillarlint.yml', local('../a.yml'), '../../../pillarlint.yml'],
  ])('%s in %j is %s', (written, from, path) => {
    expect(parseReference(written, from)).toEqual(local(path))
  })

  test.each([
    ['github:acme/defaults/pillarlint.yml', remote('pillarlint.yml')],
    ['github:acme/defaults/a/b.yml@v1', remote('a/b.yml', 'v1')],
    ['github:acme/defaults/a.yml@release/1.x', remote('a.yml', 'release/1.x')],
    [`github:acme/defaults/a.yml@${'a'.repeat(40)}`, remote('a.yml', 'a'.repeat(40))],
  ])('%s is of another repository', (written, expected) => {
    expect(parseReference(written, local('pillarlint.yml'))).toEqual(expected)
    expect(nameOf(expected)).toBe(written)
  })

  test('of a file of another repository stays there, at the same ref', () => {
    expect(parseReference('../base.yml', remote('teams/shop.yml', 'v1'))).toEqual(remote('base.yml', 'v1'))
    expect(parseReference('../../base.yml', remote('teams/shop.yml', 'v1'))).toBe(
      'leads out of the repository acme/defaults',
    )
  })

  test('of a file of another repository leads to no other owner', () => {
    const from = remote('base.yml', 'v1')
    expect(parseReference('github:ACME/more/x.yml', from)).toMatchObject({ owner: 'ACME', repo: 'more' })
    expect(parseReference('github:eve/more/x.yml', from)).toBe(
      'is of another owner than acme/defaults, which names it: extend it from this repository',
    )
  })

  test.each([
    ['https://example.com/x.yml', /^is an address, which is not read/],
    ['HTTP://example.com/x.yml', /^is an address/],
    ['base.yml', /^is not of the form/],
    ['/etc/passwd', /^is not of the form/],
    ['npm:@acme/config', /^is not of the form/],
    ['.\\base.yml', /^is not of the form/],
    ['./a\\b.yml', /^has a backslash/],
    ['github:acme/defaults', /^is not of the form/],
    ['github:acme/defaults/a.yml@', /^is not of the form/],
    ['github:acme/defaults/a.yml@a b', /^is not of the form/],
    ['github:acme/../a.yml', /^has a path or a ref/],
    ['github:acme/defaults/../a.yml', /^has a path or a ref/],
    ['github:acme/defaults//a.yml', /^has a path or a ref/],
    ['github:acme/defaults/a.yml@a..b', /^has a path or a ref/],
  ])('%s is none', (written, message) => {
    expect(parseReference(written, local('pillarlint.yml'))).toMatch(message)
  })

  test('is pinned by a whole commit id alone', () => {
    expect(isPinned(remote('a.yml', 'a'.repeat(40)))).toBe(true)
    expect(isPinned(remote('a.yml', 'f'.repeat(64)))).toBe(true)
    for (const ref of [undefined, 'v1', 'a'.repeat(39), 'main']) expect(isPinned(remote('a.yml', ref))).toBe(false)
  })
})
