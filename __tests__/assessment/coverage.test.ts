import { describe, expect, test } from '@jest/globals'
import { practiceCoverage } from '../../src/assessment/coverage.js'
import { practices } from '../../src/catalog/index.js'
import { checks } from '../../checks/index.js'
import { sourcesAsked } from '../../src/models/sources.js'

const sources = new Map(checks.map((check) => [check.id as string, sourcesAsked(check)]))

describe('coverage of the frameworks', () => {
  test('every practice counts once', () => {
    for (const { practices: all, framework, ...parts } of practiceCoverage(practices(), sources)) {
      const sum = Object.values(parts).reduce((total, part) => total + part, 0)
      expect({ framework, sum }).toEqual({ framework, sum: all })
    }
    expect(practiceCoverage(practices(), sources)[0]).toMatchObject({
      framework: 'aws-devops-guidance',
      practices: 196,
    })
  })

  test('a check that is off decides nothing, and the number of practices stays', () => {
    const [all] = practiceCoverage(practices(), sources)
    const [none] = practiceCoverage(practices(), new Map())
    expect(none).toMatchObject({
      practices: all?.practices,
      attestation: all?.attestation,
      files: 0,
      settings: 0,
      history: 0,
    })
  })

  test('what a check would like to know counts too', () => {
    expect(sourcesAsked({ needs: ['pipelines'], wants: ['protection', 'history'] })).toEqual(
      new Set(['files', 'settings', 'history']),
    )
  })
})
