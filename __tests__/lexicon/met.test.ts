import { expect, test } from '@jest/globals'
import { classifyAction, classifyCommand } from '../../src/lexicon/index.js'
import { said, words } from './helpers.js'

/** Programs that real pipelines call. */
test.each([
  ['backstage-cli repo lint --since origin/main', 'lint backstage-cli'],
  ['backstage-cli package build', 'build backstage-cli'],
  ['timoni bundle apply -f b.cue', 'deploy timoni'],
  ['timoni apply -n a b oci://c --dry-run', ''],
  ['tfx extension publish --vsix a.vsix', 'publish tfx'],
  ['newrelic-admin run-program pytest', 'unit-test pytest'],
  ['pip-compile requirements.in', 'install pip-tools'],
  ['djhtml --check .', 'format-check djhtml'],
  ['djhtml .', ''],
  ['ah lint', 'lint artifact-hub'],
  ['goreman start', '?'],
  ['claude -p fix', '?'],
])('%s', (command, expected) => {
  expect(said(classifyCommand(words(command)))).toBe(expected)
})

/** Actions that real workflows use. */
test.each<readonly [string, Readonly<Record<string, string>>, string]>([
  ['go-task/setup-task', {}, 'setup setup-task'],
  ['anthropics/claude-code-action', {}, '?'],
  ['cloud-gov/cg-cli-tools', {}, 'deploy cloud-foundry'],
  ['cloud-gov/cg-cli-tools', { command: 'cf run-task a' }, ''],
  ['mxcl/xcodebuild', {}, 'build xcodebuild, unit-test xcodebuild'],
  ['mxcl/xcodebuild', { action: 'build' }, 'build xcodebuild'],
  ['threeal/ctest-action', {}, 'unit-test ctest'],
  ['dagger/dagger-for-github', {}, 'setup dagger ?'],
])('%s %j', (reference, inputs, expected) => {
  expect(said(classifyAction(reference, undefined, new Map(Object.entries(inputs))))).toBe(expected)
})
