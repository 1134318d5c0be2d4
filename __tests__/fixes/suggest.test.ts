import { describe, expect, test } from '@jest/globals'
import { checks } from '../../checks/index.js'
import { unknown } from '../../src/core/known.js'
import { FIXERS } from '../../src/fixes/registry.js'
import { suggestedChanges } from '../../src/fixes/suggest.js'
import { lint } from '../../src/lint.js'
import { noHosting } from '../../src/models/no-hosting.js'
import { NO_SETTINGS } from '../../src/models/settings.js'
import { readModels } from '../../src/readers/read-models.js'
import type { Files, Snapshot } from '../../src/snapshot/snapshot.js'
import { memoryFiles } from '../helpers/memory-files.js'
import { policy } from '../helpers/policy.js'

const FILE = '.github/workflows/ci.yml'
const CI =
  'on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: npm test | tee log\n  b:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make'

/** What is suggested where these lines are changed. */
async function suggested(text: string, from: number, to: number) {
  const files = memoryFiles({ [FILE]: text })
  const snapshot = (of: Files): Snapshot => ({
    repository: 'acme/shop',
    revision: null,
    files: of,
    hosting: noHosting('no token was given'),
    history: unknown('there is no history'),
    deliveryHistory: unknown('there is no history'),
  })
  const request = {
    version: '0.0.0',
    checks,
    policy,
    settings: NO_SETTINGS,
    changed: new Map([[FILE, [{ from, to }]]]),
  }
  const relint = {
    report: (of: Files) => lint(request, snapshot(of)),
    models: (of: Files) => readModels(snapshot(of), NO_SETTINGS).models,
  }
  const changes = await suggestedChanges({ files, report: relint.report(files), relint, fixers: FIXERS, ports: {} })
  return changes.map(({ finding: { check }, ...change }) => ({ check, ...change }))
}

describe('changes of lines', () => {
  test('stand behind the line that a key is added to', async () => {
    expect(await suggested(CI, 4, 4)).toEqual([
      {
        check: 'ci-job-timeout',
        file: FILE,
        from: 5,
        to: 5,
        before: ['    runs-on: ubuntu-24.04'],
        text: '    runs-on: ubuntu-24.04\n    timeout-minutes: 120',
      },
    ])
  })

  test('at the end of a file without a line break', async () => {
    const [change] = await suggested(CI.replace('run: make', 'run: npm test | tee log'), 11, 11)
    expect(change).toMatchObject({
      check: 'ci-exit-code-lost',
      from: 11,
      to: 11,
      text: '      - run: npm test | tee log\n        shell: bash',
    })
  })

  test('are left out of files with CRLF, and of lines that are not changed', async () => {
    expect(await suggested(CI.replaceAll('\n', '\r\n'), 1, 20)).toEqual([])
    expect(await suggested(CI, 1, 2)).toEqual([])
  })
})
