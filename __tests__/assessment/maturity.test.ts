import { describe, expect, test } from '@jest/globals'
import { maturityOf } from '../../src/assessment/maturity.js'
import { maturityLevels } from '../../src/catalog/index.js'
import type { CheckResult, CheckState } from '../../src/core/outcome.js'

const level = (number: number) => {
  const found = maturityLevels().find((each) => each.level === number)
  if (found === undefined) throw new Error(`there is no level ${number}`)
  return found
}
/** Every check of the levels up to `number`, in the given state. */
const checksUpTo = (
  number: number,
  state: CheckState = 'evidence',
  except: Record<string, CheckState> = {},
): CheckResult[] => {
  const ids = maturityLevels()
    .filter((each) => each.level <= number)
    .flatMap(({ requireAll, requireAny }) => [...requireAll, ...requireAny])
  return [...new Set(ids)].map((id) => ({
    id,
    state: except[id] ?? state,
    reason: '',
    outcomes:
      except[id] === 'problem'
        ? [
            {
              kind: 'problem',
              check: id,
              severity: 'error',
              confidence: 'high',
              messageId: '',
              message: [],
              remedy: [],
              fingerprint: id,
              because: [],
            },
          ]
        : [],
  }))
}

describe('maturity', () => {
  test('the catalog has five levels in order', () => {
    expect(maturityLevels().map((each) => each.level)).toEqual([1, 2, 3, 4, 5])
  })

  test('everybody starts at level 1, and what is unknown is a possibility', () => {
    expect(maturityOf([], [], new Map())).toMatchObject({ level: 1, name: 'Manual processes' })
  })

  test('level 3 is reached when its checks pass and no blocker fails', () => {
    expect(maturityOf(checksUpTo(3), [], new Map())).toMatchObject({ level: 3, name: 'Fully automated' })
  })

  test('not applicable counts as passed', () => {
    expect(maturityOf(checksUpTo(3, 'not-applicable'), [], new Map())).toMatchObject({ level: 3 })
  })

  test('a failing check holds the level back and is the first next step', () => {
    const results = checksUpTo(3, 'evidence', { 'deploy-needs-tests': 'problem' })
    const titles = new Map([['deploy-needs-tests', 'Deployment does not wait for the tests']])
    expect(maturityOf(results, [], titles)).toMatchObject({
      level: 2,
      atMost: 2,
      next: [{ check: 'deploy-needs-tests', title: 'Deployment does not wait for the tests', state: 'fail' }],
    })
  })

  test('a blocker that fails holds the level back', () => {
    const blocker = level(3).blockers[0] ?? ''
    const failing: CheckResult = { ...(checksUpTo(3)[0] as CheckResult), id: blocker, state: 'implied' }
    expect(maturityOf([...checksUpTo(3), failing], [], new Map())).toMatchObject({ level: 2 })
  })

  test('an unknown check makes a range', () => {
    const results = checksUpTo(3, 'evidence', { 'protection-default-branch': 'skipped' })
    expect(maturityOf(results, [], new Map())).toMatchObject({
      level: 2,
      next: [{ check: 'protection-default-branch', state: 'unknown' }],
    })
    expect(maturityOf(results, [], new Map()).atMost).toBeGreaterThanOrEqual(3)
  })

  test('one side of a check that is left open beside another that is seen changes nothing', () => {
    const results = checksUpTo(3).map((each): CheckResult =>
      each.id !== 'rollback-path-defined'
        ? each
        : {
            ...each,
            state: 'unknown',
            outcomes: [
              { kind: 'evidence', check: each.id, message: [], because: [], facet: 'byPeople' },
              { kind: 'unknown', check: each.id, origin: 'files', reason: [], because: [], facet: 'itself' },
            ],
          },
    )
    expect(maturityOf(results, [], new Map())).toMatchObject({ level: 3, atMost: 3 })
  })

  test('checks that are still planned are left out of the count', () => {
    expect(
      maturityOf(
        checksUpTo(3).filter(({ id }) => id !== 'iac-present'),
        [],
        new Map(),
      ),
    ).toMatchObject({ level: 3, atMost: 3 })
  })

  test('a level of which no check exists yet is not reached', () => {
    const attested = maturityLevels().flatMap(({ attestations }) =>
      attestations.map((id) => ({ id, verdict: 'attested' })),
    )
    expect(maturityOf(checksUpTo(4), attested as never, new Map())).toMatchObject({ level: 4, atMost: 4 })
  })

  test('level 4 needs people to attest it', () => {
    expect(maturityOf(checksUpTo(4), [], new Map())).toMatchObject({ level: 3 })
    const attested = level(4).attestations.map((id) => ({ id, verdict: 'attested' }))
    expect(maturityOf(checksUpTo(4), attested as never, new Map())).toMatchObject({ level: 4 })
  })
})
