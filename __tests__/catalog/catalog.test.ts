import { describe, expect, test } from '@jest/globals'
import { maturityModel, practiceById, practices, practiceText } from '../../src/catalog/index.js'
import { FRAMEWORKS } from '../../src/core/verdict.js'

describe('catalog', () => {
  test('holds every framework, and all 196 indicators of the DevOps Guidance with their categories', () => {
    expect(new Set(practices().map(({ framework }) => framework))).toEqual(new Set(FRAMEWORKS))
    const indicators = practices().filter(({ framework }) => framework === 'aws-devops-guidance')
    expect(indicators).toHaveLength(196)
    expect(indicators.filter(({ category }) => category === null)).toEqual([])
  })

  test('ids are unique and titles are there', () => {
    const ids = practices().map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(practices().filter(({ title }) => title === '')).toEqual([])
  })

  test('a practice that files decide names checks; one that is only attested names none', () => {
    for (const { id, observe, checks } of practices()) {
      const attestedOnly = observe.every((each) => each === 'attestation')
      expect({ id, decided: checks.length > 0 }).toEqual({ id, decided: !attestedOnly })
    }
  })

  test('every practice has an official link', () => {
    expect(practices().filter(({ url }) => !/^https:\/\/\S+$/.test(url))).toEqual([])
  })

  test('a practice says what it belongs to: capabilities with anti-patterns and metrics, questions with risks', async () => {
    const indicator = await practiceText('DL.ADS.2')
    expect(indicator?.group?.title).toBe('Development lifecycle: Advanced deployment strategies')
    expect(indicator?.group?.antiPatterns).toContain('Deploying directly to production')
    expect(indicator?.group?.metrics).toContain('Rollback frequency')
    expect(indicator?.metWhen).toContain('automatic rollback of the deployment technology in use is on')
    const practice = await practiceText('OPS06-BP04')
    expect(practice?.group?.title).toBe('OPS06: How do you mitigate deployment risks?')
    expect(practice?.risk).toMatch(/^(?:high|medium|low)$/)
    for (const { id, framework } of practices()) {
      if (framework === 'aws-devops-guidance') expect((await practiceText(id))?.group?.antiPatterns).not.toEqual([])
    }
  })

  test('practices are found by id, and explained', async () => {
    expect(practiceById('OPS05-BP10')?.framework).toBe('aws-well-architected')
    expect(practiceById('nothing')).toBeUndefined()
    expect((await practiceText('DL.CI.2'))?.summary).toMatch(/\w/)
  })

  test('the maturity levels build on checks that some practice knows', () => {
    const known = new Set(practices().flatMap(({ checks }) => checks))
    const named = maturityModel().levels.flatMap(({ requireAll, requireAny, blockers }) => [
      ...requireAll,
      ...requireAny,
      ...blockers,
    ])
    // Checks about the repository itself may stand in no practice; they still need to be planned.
    expect(named.filter((check) => !known.has(check) && !/^(repo|iac|pipeline|history|ci|obs)-/.test(check))).toEqual(
      [],
    )
  })
})
