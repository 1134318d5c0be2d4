import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { folderOrGlob, serviceMatcher } from '../../src/core/services.js'

describe('which service a path belongs to', () => {
  const of = serviceMatcher([
    { name: 'all', paths: ['apps'] },
    { name: 'web', paths: ['apps/web', 'deploy/web.yaml'] },
    { name: 'tests', paths: ['apps/web/**/__tests__/**'] },
    { name: 'jobs', paths: ['*/jobs/**'] },
  ])

  test.each([
    ['apps/web/src/index.ts', 'web'],
    ['apps/web', 'web'],
    ['apps/website/index.ts', 'all'],
    ['deploy/web.yaml', 'web'],
    ['deploy/web.yaml.bak', undefined],
    ['lib/jobs/a.ts', 'jobs'],
    ['apps/jobs/a.ts', 'all'],
    ['README.md', undefined],
  ])('%s: %s', (path, name) => expect(of(path)).toBe(name))

  test('of paths that are equally specific the longer one wins', () => {
    expect(of('apps/web/src/__tests__/a.ts')).toBe('tests')
  })

  test.each(['./apps/web', 'apps/web/', './apps/web//'])('%s is the folder', (path) => {
    expect(serviceMatcher([{ name: 'web', paths: [path] }])('apps/web/a.ts')).toBe('web')
  })

  test('a dot is everything', () => {
    expect(folderOrGlob('.')('a/b.ts')).toBe(true)
    expect(
      serviceMatcher([
        { name: 'root', paths: ['.'] },
        { name: 'a', paths: ['a'] },
      ])('a/b.ts'),
    ).toBe('a')
  })

  test('the order of services does not matter where paths differ in depth', () => {
    const services = [
      { name: 'a', paths: ['x'] },
      { name: 'b', paths: ['x/y'] },
      { name: 'c', paths: ['x/y/z'] },
    ]
    fc.assert(
      fc.property(
        fc.shuffledSubarray(services, { minLength: 3 }),
        fc.constantFrom('x/1', 'x/y/1', 'x/y/z/1'),
        (all, path) => {
          expect(serviceMatcher(all)(path)).toBe(serviceMatcher(services)(path))
        },
      ),
    )
  })
})
