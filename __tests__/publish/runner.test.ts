import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { connectRunner } from '../../src/publish/runner.js'
import type { Annotation } from '../../src/reporters/annotations.js'
import { temporaryFolder } from '../helpers/git-repository.js'

const annotation: Annotation = {
  file: 'a.yml',
  line: 3,
  endLine: 3,
  level: 'warning',
  title: 'T: a, b',
  message: '50 %\n::error::x',
  inChange: null,
}

let written: string
let folder: string

beforeEach(() => {
  written = ''
  folder = temporaryFolder()
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written += String(text)
    return true
  })
})

afterEach(() => {
  jest.restoreAllMocks()
  delete process.env['GITHUB_STEP_SUMMARY']
})

describe('the runner', () => {
  test('gets annotations as commands, escaped', async () => {
    const runner = await connectRunner({})
    runner.annotate({ ...annotation, column: 2, endColumn: 9 })
    runner.annotate({ ...annotation, file: undefined, level: 'error' })
    expect(written.split('\n')).toEqual([
      '::warning title=T%3A a%2C b,file=a.yml,line=3,endLine=3,col=2,endColumn=9::50 %25%0A::error::x',
      '::error title=T%3A a%2C b::50 %25%0A::error::x',
      '',
    ])
  })

  test('gets no command from lines of the log', async () => {
    const runner = await connectRunner({})
    runner.info('::error::x\n##[error]y')
    runner.debug('::error::x\n##[error]y')
    expect(written.split('\n')).toEqual([': :error::x', '# #[error]y', '::debug::: :error::x%0A# #[error]y', ''])
  })

  test('adds to the job summary, and knows how much room there is', async () => {
    const file = join(folder, 'summary')
    writeFileSync(file, 'x'.repeat(1000))
    process.env['GITHUB_STEP_SUMMARY'] = file
    const runner = await connectRunner(process.env)
    expect(runner.summaryRoom).toBe(1024 * 1024 - 1000)
    expect(await runner.summarise('text')).toBe(true)
    expect(readFileSync(file, 'utf8').slice(1000).trimEnd()).toBe('text')
  })

  test.each([
    { name: 'no job summary', path: undefined },
    { name: 'a file that is gone', path: 'gone' },
  ])('may have $name', async ({ path }) => {
    if (path !== undefined) process.env['GITHUB_STEP_SUMMARY'] = join(folder, path)
    const runner = await connectRunner(process.env)
    expect(await runner.summarise('text')).toBe(false)
  })
})
