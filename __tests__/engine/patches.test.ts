import { expect, test } from '@jest/globals'
import { defineCheck, settingsChange, z } from '../../src/check-api/index.js'
import { known, unknown } from '../../src/core/known.js'
import { runChecks } from '../../src/engine/run-checks.js'
import { noHosting } from '../../src/models/no-hosting.js'
import { NO_SETTINGS } from '../../src/models/settings.js'
import { readModels } from '../../src/readers/read-models.js'
import { filesOf } from '../helpers/files.js'

const TOKEN = `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`

const about = (context: string) =>
  defineCheck({
    id: 'a-setting',
    title: 'A setting',
    severity: 'warning',
    confidence: 'high',
    kind: 'rule',
    since: '0.1.0',
    fixable: 'none',
    practices: ['DL.CI.3'],
    needs: ['files'],
    options: z.strictObject({}),
    messages: { off: { text: 'it is off', remedy: 'Turn it on.' } },
    *run() {
      yield { kind: 'problem', message: 'off', patch: [settingsChange('POST', 'rulesets', { context })] }
    },
  })

function patchOf(context: string) {
  const snapshot = {
    repository: 'acme/shop',
    revision: null,
    files: filesOf(new Map()),
    hosting: noHosting('offline'),
    history: known({ authors: 1, commits: 1, shallow: false }),
    deliveryHistory: unknown('not read'),
  }
  const { models } = readModels(snapshot, NO_SETTINGS)
  const outcome = runChecks([about(context)], models, new Map())[0]?.outcomes[0]
  return outcome?.kind === 'problem' ? outcome.patch : undefined
}

test('the changes of a problem reach its outcome', () => {
  expect(patchOf('test')).toEqual([
    {
      command: 'gh api --method POST repos/{owner}/{repo}/rulesets --input settings.json',
      file: 'settings.json',
      body: '{\n  "context": "test"\n}',
    },
  ])
})

test('changes that would repeat a credential are left out', () => {
  expect(patchOf(`test ${TOKEN}`)).toBeUndefined()
})
