import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { maturityOf } from '../../src/assessment/maturity.js'
import { maturityModel } from '../../src/catalog/index.js'
import type { CheckResult, CheckState } from '../../src/core/outcome.js'

const level = (number: number) => {
  const found = maturityModel().levels.find((each) => each.level === number)
  if (found === undefined) throw new Error(`there is no level ${number}`)
  return found
}
/** Every check of the levels up to `number`, in the given state. */
const checksUpTo = (
  number: number,
  state: CheckState = 'evidence',
  except: Record<string, CheckState> = {},
): CheckResult[] => {
  const ids = maturityModel()
    .levels.filter((each) => each.level <= number)
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
    expect(maturityModel().levels.map((each) => each.level)).toEqual([1, 2, 3, 4, 5])
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

  test('a check that is switched off is unknown, not passed', () => {
    const results = checksUpTo(3).filter(({ id }) => id !== 'deploy-needs-tests')
    const titles = new Map([['deploy-needs-tests', 'Deployment does not wait for the tests']])
    expect(maturityOf(results, [], titles)).toMatchObject({ level: 2, next: [{ check: 'deploy-needs-tests' }] })
  })

  test('level 4 needs people to attest it', () => {
    expect(maturityOf(checksUpTo(4), [], new Map())).toMatchObject({ level: 3 })
    const attested = level(4).attestations.map((id) => ({ id, verdict: 'attested' }))
    expect(maturityOf(checksUpTo(4), attested as never, new Map())).toMatchObject({ level: 4 })
  })

  test('every phase has a level, and the whole has that of the lowest', () => {
    const failing = { 'deploy-needs-tests': 'problem', 'owners-file-present': 'problem' } as const
    const { level: whole, phases } = maturityOf(checksUpTo(4, 'evidence', failing), [], new Map())
    expect(whole).toBe(2)
    expect(Object.fromEntries(phases.map((each) => [each.phase, each.level]))).toEqual({
      culture: 3,
      define: 4,
      automate: 3,
      deploy: 2,
      monitor: 4,
    })
  })

  test('never two answers: the level is the lowest of the phases, whatever the checks say', () => {
    const ids = Object.keys(maturityModel().checks)
    const state = fc.constantFrom<CheckState>('evidence', 'not-applicable', 'unknown', 'implied', 'skipped')
    fc.assert(
      fc.property(fc.array(state, { minLength: ids.length, maxLength: ids.length }), fc.boolean(), (states, attest) => {
        const results = ids.map((id, index) => ({ id, state: states[index] ?? 'unknown', reason: '', outcomes: [] }))
        const verdicts = Object.keys(maturityModel().attestations).map((id) => ({ id, verdict: 'attested' }))
        const {
          level: whole,
          atMost,
          phases,
          next,
          toAttest,
        } = maturityOf(results, attest ? (verdicts as never) : [], new Map())
        expect(whole).toBe(Math.min(...phases.map((phase) => phase.level)))
        expect(atMost).toBe(Math.min(...phases.map((phase) => phase.atMost)))
        expect(atMost).toBeGreaterThanOrEqual(whole ?? 0)
        // Below the top there is always something to do, and doing it is enough for the next level.
        expect(next.length + toAttest.length > 0).toBe(whole !== 5)
        const done = results.map((result) =>
          next.some(({ check }) => check === result.id) ? { ...result, state: 'evidence' as const } : result,
        )
        if (whole !== null && whole < 5) {
          expect(maturityOf(done, verdicts as never, new Map()).level).toBeGreaterThan(whole)
        }
      }),
    )
  })

  test('of several ways to satisfy “any of”, the one with the least work is advised', () => {
    const failing = {
      'ci-shared-workflows': 'problem',
      'repo-ownership-metadata': 'problem',
      'iac-modular': 'problem',
    } as const
    const attested = level(4).attestations.map((id) => ({ id, verdict: 'attested' }))
    const { next } = maturityOf(checksUpTo(4, 'evidence', failing), attested as never, new Map())
    expect(next).toMatchObject([{ check: 'repo-ownership-metadata', effort: 'small', phase: 'define' }])
  })

  test('of a check that fails only because of others, those are advised', () => {
    const implied = (id: string, by: string): CheckResult => ({
      id,
      state: 'implied',
      reason: '',
      outcomes: [{ kind: 'implied', check: id, by, severity: 'error', reason: [], because: [] }],
    })
    const results = checksUpTo(3).filter(({ id }) => id !== 'rollback-path-defined' && id !== 'deploy-automated')
    const failing = [
      implied('rollback-path-defined', 'deploy-automated'),
      implied('deploy-automated', 'rollback-kubectl-undo'),
      ...checksUpTo(1),
      { id: 'rollback-kubectl-undo', state: 'problem', reason: '', outcomes: [] } as CheckResult,
    ]
    expect(maturityOf([...results, ...failing], [], new Map()).next.map(({ check }) => check)).toEqual([
      'rollback-kubectl-undo',
    ])
  })

  test('little work comes first', () => {
    const failing = {
      'deploy-automated': 'problem',
      'ci-trigger-on-change': 'problem',
      'test-run-in-ci': 'problem',
    } as const
    expect(maturityOf(checksUpTo(3, 'evidence', failing), [], new Map()).next.map(({ effort }) => effort)).toEqual([
      'small',
      'medium',
      'large',
    ])
  })

  test('the number of criteria does not depend on what is visible', () => {
    const total = (verdicts: readonly unknown[]) =>
      maturityOf([], verdicts as never, new Map()).criteria.map(
        ({ met, partlyMet, notMet, unknown, notApplicable }) =>
          met.length + partlyMet.length + notMet.length + unknown.length + notApplicable.length,
      )
    const [first = ''] = level(3).criteria
    expect(total([{ id: first, verdict: 'not-applicable' }])).toEqual(total([]))
    expect(total([])[1]).toBe(level(3).criteria.length)
  })

  test('what brings nothing out has no level', () => {
    expect(maturityOf(checksUpTo(3), [], new Map(), { kind: 'docs-only' })).toMatchObject({
      level: null,
      next: [],
      phases: [],
    })
  })
})
