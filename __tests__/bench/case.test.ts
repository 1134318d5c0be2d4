import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, jest, test } from '@jest/globals'
import { all, MEMORY, type Case } from '../../bench/cases/case.js'
import { made } from '../../bench/cases/folders.js'
import type { Contestant } from '../../bench/contestants/contestant.js'
import { measure } from '../../bench/measure/case.js'
import { temporaryFolder } from '../helpers/git-repository.js'

// Each test starts processes; the machine may be busy.
jest.setTimeout(60_000)

/** A program of Node that is given the folder. */
function contestant(name: string, program: string, more: Partial<Contestant> = {}): Contestant {
  const args = ['-e', program]
  return { name, command: ({ root }) => ({ file: process.execPath, args, cwd: root, statuses: [0] }), ...more }
}

const place = made('tree', () => new Map(Object.entries({ 'a.yml': 'a: 1\n', 'b/c.tf': '# c\n' })))
const own = contestant('Pillarlint', '', { looksAt: ['**'] })
const peer = contestant('a peer', 'process.exit(require("fs").existsSync("b/c.tf") ? 0 : 1)', {
  looksAt: ['**/*.tf'],
  version: ['node', '--version'],
})
const broken = contestant(
  'a broken peer',
  'console.error("first\\ncannot read /opt/tools/rules.yml\\n");process.exit(3)',
  {
    looksAt: ['**'],
    version: ['node', '--version'],
  },
)
const absent = contestant('an absent peer', '', { looksAt: ['**'], version: ['no-such-program'] })

const one: Case = {
  name: 'a tree',
  group: 'Trees',
  runs: all(place, own, peer, broken, absent),
  unit: 'Pillarlint',
  targets: [MEMORY, { of: 'an absent peer', against: 'Pillarlint', measure: 'wall', atLeast: 20 }],
  weight: 1,
}

const options = { seconds: 10, rounds: 1, peers: true, keep: false }

describe('a case', () => {
  test('tells figures of those that ran, and why the others have none', async () => {
    const scratch = temporaryFolder()
    const { entries, targets, ...facts } = await measure(one, { ...options, scratch })
    const node = process.versions.node
    expect(facts).toEqual({ name: 'a tree', group: 'Trees', node, files: 2, bytes: 9, unit: 'Pillarlint' })
    const [major = ''] = node.split('.')
    expect(entries).toEqual([
      expect.objectContaining({ name: 'Pillarlint', files: 2, runs: 2, wall: 1, processor: 1 }),
      expect.objectContaining({ name: 'a peer', files: 1, runs: 2, version: expect.stringContaining(major) }),
      { name: 'a broken peer', files: 2, version: expect.any(String), failed: 'exit status 3: cannot read rules.yml' },
      { name: 'an absent peer', files: 2, failed: 'not installed' },
    ])
    expect(targets.map(({ met }) => met)).toEqual([process.platform === 'linux', false])
    expect(existsSync(join(scratch, 'tree'))).toBe(false)
  })

  test('leaves peers out, and targets about them, if they are not to run', async () => {
    const { entries, targets } = await measure(one, { ...options, scratch: temporaryFolder(), peers: false })
    expect(entries.map(({ name }) => name)).toEqual(['Pillarlint'])
    expect(targets).toHaveLength(1)
  })

  test('keeps folders that are to be looked at', async () => {
    const scratch = temporaryFolder()
    await measure({ ...one, runs: all(place, own) }, { ...options, scratch, keep: true })
    expect(existsSync(join(scratch, 'tree', 'b', 'c.tf'))).toBe(true)
  })
})
