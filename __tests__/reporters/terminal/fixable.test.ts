import { expect, test } from '@jest/globals'
import { renderTerminal } from '../../../src/reporters/terminal.js'
import { countFixable, type FixOffer } from '../../../src/reporters/terminal/fixable.js'
import { finding, place, quietReport, settingFinding } from '../reports.js'

const timeout = finding({ check: 'ci-job-timeout', messageId: 'missing', at: place('.github/workflows/ci.yml') })

test.each([
  ['a setting of the host', settingFinding({ check: 'ci-job-timeout', messageId: 'missing' })],
  ['another message', { ...timeout, messageId: 'tooLong' }],
  ['a check without a fix', { ...timeout, check: 'deploy-needs-tests' }],
  ['one that a person should look at', { ...timeout, check: 'supply-locked-dependencies', messageId: 'loose' }],
  ['another system', { ...timeout, at: place('.gitlab-ci.yml') }],
  ['what is settled', { ...timeout, standing: 'suppressed' as const }],
  ['lines with a secret', { ...timeout, concealed: true as const }],
])('%s is not offered to be fixed', (_, each) => {
  expect(countFixable([each], 'online')).toBe(0)
})

test('what --fix knows is counted, everywhere unless it knows it in one place only', () => {
  const lost = finding({ check: 'ci-exit-code-lost', messageId: 'any', at: place('.gitlab-ci.yml') })
  expect(countFixable([timeout, lost, finding()], 'online')).toBe(2)
})

test('what GitHub has to be asked for is not counted where nobody is asked', () => {
  const pin = finding({ messageId: 'movable' })
  expect(countFixable([pin, timeout], 'online')).toBe(2)
  expect(countFixable([pin, timeout], 'offline')).toBe(1)
})

const render = (offersFixes: FixOffer | undefined, findings = [timeout]) =>
  renderTerminal(quietReport({ findings }), {
    color: false,
    width: 100,
    source: () => undefined,
    ...(offersFixes && { offersFixes }),
  })

test('the terminal says so where fixes are there to be made', () => {
  expect(render('online')).toContain('--fix may solve 1 of them (--fix --dry-run shows how)\n')
  expect(render(undefined)).not.toContain('--fix')
  expect(render('online', [finding()])).not.toContain('--fix')
})
