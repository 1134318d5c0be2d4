import { describe, expect, test } from '@jest/globals'
import { classifyAction } from '../../src/lexicon/index.js'

type Inputs = Readonly<Record<string, string>>

function purposes(plugin: string, inputs: Inputs): string[] | undefined {
  const meaning = classifyAction(plugin, undefined, new Map(Object.entries(inputs)))
  if (meaning === undefined) return undefined
  return [...meaning.intents.map(({ kind, tool }) => `${kind}:${tool}`), ...(meaning.opaque === undefined ? [] : ['?'])]
}

describe('plugins of Drone and Woodpecker', () => {
  test.each<[string, Inputs, string[] | undefined]>([
    ['drone:plugins/docker', { repo: 'acme/shop' }, ['build:docker', 'publish:docker']],
    ['drone:plugins/docker', { repo: 'acme/shop', dry_run: 'true' }, ['build:docker']],
    ['drone:plugins/ecr', { repo: 'shop' }, ['build:docker', 'publish:docker']],
    ['woodpecker:docker-buildx', { repo: 'acme/shop' }, ['build:docker', 'publish:docker']],
    ['woodpecker:docker-buildx', { 'dry-run': 'true' }, ['build:docker']],
    ['drone:plugins/manifest', {}, ['publish:docker']],
    ['drone:plugins/npm', {}, ['publish:npm']],
    ['drone:plugins/github-release', {}, ['release:release']],
    ['drone:plugins/s3', {}, ['deploy:aws-s3']],
    ['drone:sinlead/drone-kubectl', { kubectl: 'apply -f k8s' }, ['deploy:kubectl']],
    ['drone:sinlead/drone-kubectl', { kubectl: 'get pods' }, []],
    ['drone:pelotech/drone-helm3', { mode: 'upgrade' }, ['deploy:helm']],
    ['drone:pelotech/drone-helm3', { mode: 'lint' }, ['lint:helm']],
    ['woodpecker:ansible', { playbook: 'site.yml' }, ['iac-apply:ansible']],
    ['woodpecker:ansible', { playbook: 'site.yml', syntax_check: 'true' }, ['iac-validate:ansible']],
    ['woodpecker:trivy', {}, ['sca:trivy']],
    ['woodpecker:prettier', {}, ['format-check:prettier']],
    ['drone:meltwater/drone-cache', { restore: 'true' }, ['restore-cache:drone-cache']],
    ['drone:meltwater/drone-cache', { rebuild: 'true' }, []],
    ['drone:plugins/slack', {}, ['notify:slack']],
    ['drone:plugins/downstream', {}, ['?']],
    ['drone:acme/unheard-of', {}, undefined],
  ])('%s %j', (plugin, inputs, expected) => {
    expect(purposes(plugin, inputs)).toEqual(expected)
  })

  test('shell text for another machine is a script', () => {
    const meaning = classifyAction('drone:appleboy/drone-ssh', undefined, new Map([['script', 'docker compose up -d']]))
    expect(meaning).toMatchObject({ scripts: ['script'], remote: true })
  })
})
