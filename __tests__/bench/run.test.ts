import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, jest, test } from '@jest/globals'
import { run, type Outcome } from '../../bench/measure/run.js'
import { temporaryFolder } from '../helpers/git-repository.js'

jest.setTimeout(60_000)

/** Runs a program of Node, of which statuses 0 and 1 are fine. */
async function measured(program: string, seconds = 50): Promise<{ outcome: Outcome; errors: string }> {
  const cwd = temporaryFolder()
  const errors = join(cwd, 'errors.txt')
  const command = { file: process.execPath, args: ['-e', program], cwd, statuses: [0, 1] }
  return { outcome: await run(command, seconds, errors), errors: readFileSync(errors, 'utf8') }
}

const busy = (milliseconds: number): string =>
  `const end=process.cpuUsage().user+${milliseconds}e3;while(process.cpuUsage().user<end);`
const hold = (mebibytes: number): string =>
  `const held=Buffer.alloc(${mebibytes}*2**20,1);setTimeout(()=>process.exit(held[0]-1),300);`

describe('a run that is measured', () => {
  test('counts the processor time of the command, and of what it starts', async () => {
    const child = `require('child_process').execFileSync(process.execPath,['-e',${JSON.stringify(busy(400))}])`
    const [own, its] = [await measured(busy(400)), await measured(child)]
    for (const { outcome } of [own, its]) expect(outcome).toHaveProperty('processor')
    for (const { outcome } of [own, its]) expect('processor' in outcome && outcome.processor).toBeGreaterThan(390)
  })

  const linux = process.platform === 'linux' ? test : test.skip
  linux('sees the most memory that was held, by the command or what it starts', async () => {
    const child = `require('child_process').execFileSync(process.execPath,['-e',${JSON.stringify(hold(200))}])`
    for (const program of [hold(200), child]) {
      const { outcome } = await measured(program)
      const memory = 'memory' in outcome ? (outcome.memory ?? 0) : 0
      expect(memory).toBeGreaterThan(200)
      expect(memory).toBeLessThan(400)
    }
  })

  test.each([
    { what: 'findings are no failure', program: 'process.exit(1)', failed: undefined },
    { what: 'another status is one', program: 'process.exit(3)', failed: 'exit status 3' },
  ])('$what', async ({ program, failed }) => {
    const { outcome } = await measured(program)
    expect('failed' in outcome ? outcome.failed : undefined).toBe(failed)
  })

  test('stops with all that it started when its time is over', async () => {
    const { outcome } = await measured(`require('child_process').spawnSync('sleep',['1000'])`, 1)
    expect(outcome).toEqual({ failed: 'stopped', stoppedAfter: 1 })
  })

  test('keeps standard error, which says why', async () => {
    const { errors } = await measured('console.error("no such folder");process.exit(2)')
    expect(errors).toBe('no such folder\n')
  })

  test('tells of a program that is not there', async () => {
    const cwd = temporaryFolder()
    const command = { file: 'no-such-program', args: [], cwd, statuses: [0] }
    expect(await run(command, 10, join(cwd, 'errors.txt'))).toEqual({ failed: 'exit status 127' })
  })
})
