import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { exactFingerprint, fingerprint, shapeOf } from '../../src/core/fingerprint.js'
import { fileLocation } from '../../src/core/location.js'
import type { Outcome } from '../../src/core/outcome.js'
import { match, type Placed } from '../../src/engine/match.js'

interface Said {
  readonly file?: string
  readonly line: number
  readonly route?: string
  readonly value?: string
  readonly check?: string
  /** Whether the change touches the line; false, if not said. */
  readonly touched?: boolean | null
}

/** What one revision says, as the runner of checks leaves it. */
function revision(...said: readonly Said[]): Placed[] {
  return said.map((each): Placed => {
    const {
      file = 'ci.yml',
      line,
      route = 'jobs.build.steps[0].uses',
      value = 'actions/cache@v4',
      check = 'pin',
    } = each
    const at = { ...fileLocation(file, route), line, endLine: line }
    const identity = { check, messageId: 'm', at, data: { value } }
    const exact = exactFingerprint(identity)
    const message = [{ value }, ' is not pinned']
    const rest = { severity: 'error', confidence: 'high', messageId: 'm', remedy: ['Pin it.'], because: [] } as const
    return {
      kind: 'problem',
      check,
      at,
      message,
      ...rest,
      fingerprint: fingerprint(identity),
      ...(exact !== undefined && { exact }),
      inChange: each.touched ?? (each.touched === null ? null : false),
    }
  })
}

/** Lines of the head that are new, and of the base that are gone. */
function difference(before: Placed[], now: Placed[], renamed: Record<string, string> = {}) {
  const { existing, gone } = match(before, now, new Map(Object.entries(renamed)))
  const lines = (problems: readonly Outcome[]) => problems.map(({ at }) => at?.line)
  return { introduced: lines(now.filter((each) => !existing.has(each))), fixed: lines(gone) }
}

const step = (index: number): string => `jobs.build.steps[${index}].uses`

describe('nothing is new where', () => {
  test.each<[string, Said[], Said[], Record<string, string>?]>([
    ['nothing changed', [{ line: 3 }], [{ line: 3 }]],
    ['lines were added above', [{ line: 3 }], [{ line: 30 }]],
    ['a step was added above', [{ line: 3, route: step(0) }], [{ line: 6, route: step(1) }]],
    ['documents were added above', [{ line: 3, route: '#2.spec' }], [{ line: 6, route: '#5.spec' }]],
    [
      'steps changed places',
      [
        { line: 3, route: step(0), value: 'a@v1' },
        { line: 4, route: step(1), value: 'b@v1' },
      ],
      [
        { line: 3, route: step(0), value: 'b@v1' },
        { line: 4, route: step(1), value: 'a@v1' },
      ],
    ],
    ['the file was renamed', [{ line: 3 }], [{ line: 3, file: 'build.yml' }], { 'build.yml': 'ci.yml' }],
    [
      'the renamed file is named in the words',
      [{ line: 3, value: 'ci.yml' }],
      [{ line: 3, file: 'build.yml', value: 'build.yml' }],
      { 'build.yml': 'ci.yml' },
    ],
    ['an action got a newer version', [{ line: 3, value: 'a/b@v3' }], [{ line: 3, value: 'a/b@v4', touched: true }]],
    ['an image got a newer tag', [{ line: 3, value: 'node:18' }], [{ line: 3, value: 'node:20.1', touched: true }]],
    ['a figure moved', [{ line: 1, value: '3 of 9 jobs' }], [{ line: 1, value: '4 of 10 jobs', touched: true }]],
    [
      'jobs changed places that are named in the words',
      [{ line: 9, route: 'jobs.a', value: 'a, b and 1 more' }],
      [{ line: 9, route: 'jobs.b', value: 'b, a and 1 more', touched: true }],
    ],
    [
      'another job of the list comes first',
      [{ line: 9, route: 'jobs.a', value: 'a, b, c and 2 more' }],
      [{ line: 9, route: 'jobs.e', value: 'e, b, c and 2 more', touched: true }],
    ],
    ['a step moved to another job', [{ line: 9 }], [{ line: 3, route: 'jobs.test.steps[0].uses', touched: true }]],
    ['the words changed and the lines did not', [{ line: 3, value: 'test' }], [{ line: 3, value: 'build, test' }]],
  ])('%s', (_, before, now, renamed = {}) => {
    expect(difference(revision(...before), revision(...now), renamed)).toEqual({ introduced: [], fixed: [] })
  })
})

describe('a new problem is new', () => {
  test.each<[string, Said[], Said[], (number | undefined)[], (number | undefined)[]]>([
    ['in another job', [{ line: 3 }], [{ line: 3 }, { line: 9, route: 'jobs.test.steps[0].uses' }], [9], []],
    ['in another file', [{ line: 3 }], [{ line: 3 }, { line: 3, file: 'cd.yml' }], [3], []],
    [
      'beside one that is alike, and the touched one is it',
      [{ line: 3, route: step(0) }],
      [
        { line: 3, route: step(0), touched: true },
        { line: 5, route: step(1) },
      ],
      [3],
      [],
    ],
    [
      'though all that is alike is touched',
      [{ line: 3 }],
      [
        { line: 3, touched: true },
        { line: 5, touched: true },
      ],
      [5],
      [],
    ],
    [
      'though another one is fixed',
      [{ line: 3, value: 'a@v1' }],
      [{ line: 3, value: 'b@v1', touched: true }],
      [3],
      [3],
    ],
    ['and not the same as one of another check', [{ line: 3, check: 'x' }], [{ line: 3 }], [3], [3]],
    [
      'where nobody knows the changed lines',
      [{ line: 3, value: 'x' }],
      [{ line: 3, value: 'y', touched: null }],
      [3],
      [3],
    ],
    [
      'if two places could be the other one',
      [{ line: 3, value: 'x' }],
      [
        { line: 3, value: 'y' },
        { line: 5, value: 'z', route: step(1) },
      ],
      [3, 5],
      [3],
    ],
    [
      'in another job that has nothing in common',
      [{ line: 3, route: 'jobs.a', value: 'a' }],
      [{ line: 9, route: 'jobs.b', value: 'b', touched: true }],
      [9],
      [3],
    ],
    ['in a file that takes the name of another', [{ line: 3, file: 'a.yml' }], [{ line: 3 }], [3], [3]],
  ])('%s', (_, before, now, introduced, fixed) => {
    expect(difference(revision(...before), revision(...now))).toEqual({ introduced, fixed })
  })

  test('what is gone is fixed, once for each', () => {
    const three = [1, 2, 3].map((index) => ({ line: index * 10, route: step(index) }))
    expect(difference(revision(...three), revision({ line: 10, route: step(0) }))).toEqual({
      introduced: [],
      fixed: [20, 30],
    })
  })
})

describe('whatever the repository says', () => {
  const said = fc.record({
    line: fc.integer({ min: 1, max: 9 }),
    route: fc.constantFrom(step(0), step(1), step(2), 'jobs.build', ''),
    value: fc.constantFrom('a@v1', 'a@v2', 'b:1', 'c', '__proto__', '@@@:::'),
    file: fc.constantFrom('ci.yml', 'cd.yml'),
    touched: fc.constantFrom(true, false, null),
  })
  const all = fc.array(said, { maxLength: 12 })

  test('the same twice brings nothing and takes nothing', () => {
    fc.assert(
      fc.property(all, (each) => {
        expect(difference(revision(...each), revision(...each))).toEqual({ introduced: [], fixed: [] })
      }),
    )
  })

  test('in another order, with lines moved and list items renumbered, neither', () => {
    fc.assert(
      fc.property(all, fc.integer({ min: 1, max: 50 }), (each, by) => {
        const moved = [...each].reverse().map((one) => ({
          ...one,
          line: one.line + by,
          route: one.route.replace(/\d+/, (digits) => String(Number(digits) + by)),
        }))
        expect(difference(revision(...each), revision(...moved))).toEqual({ introduced: [], fixed: [] })
      }),
    )
  })

  test('what is added beside is new, and nothing else', () => {
    fc.assert(
      fc.property(all, (each) => {
        const added = { line: 40, route: 'jobs.added', value: 'new', touched: true }
        const { introduced, fixed } = difference(revision(...each), revision(added, ...each))
        expect({ introduced, fixed }).toEqual({ introduced: [40], fixed: [] })
      }),
    )
  })

  test('numbers add up', () => {
    fc.assert(
      fc.property(all, all, (a, b) => {
        const [before, now] = [revision(...a), revision(...b)]
        const { existing, gone } = match(before, now, new Map())
        expect(before.length - gone.length).toBe(existing.size)
      }),
    )
  })
})

describe('a fingerprint', () => {
  const identity = (route: string) => ({ check: 'a', messageId: 'm', at: fileLocation('x.yml', route), data: {} })

  test('leaves out the numbers of items, documents and repetitions', () => {
    expect(shapeOf('#2.jobs.b.steps[12].run#3')).toBe('#.jobs.b.steps[].run#')
    expect(fingerprint(identity('a[0].b'))).toBe(fingerprint(identity('a[7].b')))
    expect(fingerprint(identity('a[0].b'))).not.toBe(fingerprint(identity('a[0].c')))
  })

  test('is what it always was where there are no numbers', () => {
    expect(exactFingerprint(identity('jobs.build'))).toBeUndefined()
    expect(fingerprint(identity('jobs.build'))).toBe('9b648b5113325932')
  })

  test('with the numbers tells apart what is alike', () => {
    expect(exactFingerprint(identity('a[0].b'))).not.toBe(exactFingerprint(identity('a[7].b')))
  })
})
