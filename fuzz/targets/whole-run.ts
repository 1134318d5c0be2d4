import { checks } from '../../checks/index.js'
import type { AnyCheck } from '../../src/check-api/check.js'
import { loadConfig } from '../../src/config/load.js'
import { lint } from '../../src/lint.js'
import type { Files } from '../../src/snapshot/snapshot.js'
import { filesInMemory } from '../files.js'
import { snapshotOf, type Target } from '../target.js'

const CALLED = { 'package.json': '{"scripts":{"test":"jest","build":"tsc -p ."}}', Makefile: 'test:\n\tnpm test\n' }
const PATH = '.github/workflows/deploy.yml'
const CHECKS = checks as readonly AnyCheck[]
const CONFIG = loadConfig({ checks: CHECKS, overrides: {}, today: '2026-01-01', files: filesInMemory({}) })

/** All models and all checks. */
export const WHOLE_RUN: Target = {
  name: 'whole run',
  path: PATH,
  real: /\.github\/workflows\/[^/]+\.ya?ml$/,
  files: (content) => filesInMemory({ ...CALLED, [PATH]: content }),
  read: wholeRun,
  oneIn: 10,
  slow: {
    milliseconds: 250,
    because: 'all checks and verdicts take tens of milliseconds for a repository without files',
  },
}

/** A check that crashes is caught by the engine, which is kind to users and would hide it here. */
function wholeRun(files: Files): unknown {
  if (!CONFIG.ok) throw new Error('the defaults do not load')
  const { policy, settings } = CONFIG
  const report = lint({ version: '0.0.0', checks: CHECKS, policy, settings }, snapshotOf(files))
  const crashed = report.checks.find(({ state }) => state === 'crashed')
  if (crashed !== undefined) throw new Error(`${crashed.id} crashed: ${crashed.reason}`)
  return report
}
