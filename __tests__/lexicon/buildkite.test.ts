import { describe, expect, test } from '@jest/globals'
import { classifyAction } from '../../src/lexicon/index.js'

type Inputs = Readonly<Record<string, string>>

function purposes(plugin: string, inputs: Inputs): string[] | undefined {
  const meaning = classifyAction(`buildkite:${plugin}`, undefined, new Map(Object.entries(inputs)))
  if (meaning === undefined) return undefined
  return [...meaning.intents.map(({ kind, tool }) => `${kind}:${tool}`), ...(meaning.opaque === undefined ? [] : ['?'])]
}

describe('plugins of Buildkite', () => {
  test.each<[string, Inputs, string[] | undefined]>([
    ['docker', { image: 'node:22' }, []],
    ['docker-compose', { run: 'app' }, []],
    ['docker-compose', { build: 'app' }, ['build:docker-compose']],
    ['docker-compose', { build: 'app', push: 'app' }, ['build:docker-compose', 'publish:docker-compose']],
    ['ecr', { login: 'true' }, ['setup:docker-login']],
    ['vault-secrets', {}, []],
    ['junit-annotate', {}, ['test-report:junit-annotate']],
    ['equinixmetal-buildkite/trivy', {}, ['container-scan:trivy', 'sca:trivy']],
    ['wiz', { 'scan-type': 'iac' }, ['iac-scan:wiz']],
    ['deployment-helm-chart', { mode: 'deploy' }, ['deploy:helm']],
    ['deployment-helm-chart', { mode: 'rollback' }, ['rollback:helm']],
    [
      'aws-lambda-deploy',
      { mode: 'deploy', 'health-check-enabled': 'true' },
      ['deploy:aws-lambda', 'verify-deployment:aws-lambda'],
    ],
    ['argocd-deployment', { app: 'shop' }, ['deploy:argocd', 'verify-deployment:argocd']],
    ['monorepo-diff', {}, ['?']],
    ['acme/unheard-of', {}, undefined],
  ])('%s %j', (plugin, inputs, expected) => {
    expect(purposes(plugin, inputs)).toEqual(expected)
  })
})
