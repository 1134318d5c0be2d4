import { describe, expect, test } from '@jest/globals'
import { outcomesByPractice, summariseTools } from '../../src/assessment/other-tools.js'
import { fileLocation } from '../../src/core/location.js'
import type { ToolRun } from '../../src/core/other-tools.js'
import type { Finding } from '../../src/core/report.js'

const CI = '.github/workflows/ci.yml'
const at = (line: number, file = CI) => ({ ...fileLocation(file), line, endLine: line })
const run = (part: Partial<ToolRun> = {}): ToolRun => ({
  tool: 'zizmor',
  report: 'zizmor.sarif',
  completed: true,
  image: false,
  labels: new Set(),
  results: [
    {
      rule: 'zizmor/unpinned-uses',
      labels: [],
      severity: 'error',
      message: 'not pinned',
      unchanged: false,
      at: at(7),
    },
  ],
  settled: 0,
  beyond: 0,
  ...part,
})
const ours = (line: number, practices: string[]) => [{ at: at(line), practices } as unknown as Finding]
const files = { has: (path: string) => path === CI, isExcluded: (path: string) => path.startsWith('vendor/') }
const [result] = run().results
const placed = (file: string) => run({ results: result === undefined ? [] : [{ ...result, at: at(7, file) }] })

describe('findings of other tools', () => {
  test('stand under their practices, as warnings', () => {
    const [tool] = summariseTools([run()], [], files)
    expect(tool?.findings).toMatchObject([{ severity: 'warning', at: { line: 7 } }])
    expect(tool?.findings[0]?.practices).toContain('AG.SAD.3')
  })

  test.each([
    ['the same line and a common practice', ours(7, ['AG.SAD.3']), 0, 1],
    ['another line', ours(8, ['AG.SAD.3']), 1, 0],
    ['no common practice', ours(7, ['DL.CI.2']), 1, 0],
  ])('%s', (_, own, found, told) => {
    const [tool] = summariseTools([run()], own, files)
    expect(tool?.findings).toHaveLength(found)
    expect(tool?.leftOut.told).toBe(told)
  })

  test('excluded files are left out, and files that are not there give no place', () => {
    expect(summariseTools([placed('vendor/a.yml')], [], files)[0]).toMatchObject({
      findings: [],
      leftOut: { excluded: 1 },
    })
    const [tool] = summariseTools([placed('gone.yml')], [], files)
    expect(tool?.findings[0]?.at).toBeUndefined()
  })

  test('tools that nobody knows are named, and prove nothing', () => {
    const [tool] = summariseTools([run({ tool: 'Other' })], [], files)
    expect(tool).toMatchObject({ tool: 'Other', known: false, shows: [], findings: [{ practices: [] }] })
  })

  test('a run that did not finish is no evidence, and our own reports are not read', () => {
    expect(summariseTools([run({ completed: false })], [], files)[0]?.shows).toEqual([])
    expect(summariseTools([run({ tool: 'Pillarlint' })], [], files)).toEqual([])
  })

  test('each practice gets what speaks about it', () => {
    const outcomes = outcomesByPractice(summariseTools([run({ looked: 1 })], [], files))
    expect(outcomes.get('AG.SAD.3')?.problems).toHaveLength(1)
    expect(outcomes.get('QA.NT.1')?.evidence[0]?.message).toEqual([
      'zizmor has looked at 1 file: ',
      { value: 'zizmor.sarif' },
    ])
    expect(outcomes.has('DL.CI.2')).toBe(false)
  })
})
