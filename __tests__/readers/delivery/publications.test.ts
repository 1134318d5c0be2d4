import { describe, expect, test } from '@jest/globals'
import { deliveryOf, workflow } from './support.js'

function publicationsIn(text: string): string[] {
  const { publications, deployments } = deliveryOf({ '.github/workflows/main.yml': text })
  expect(deployments).toEqual([])
  return publications.map(({ intent, triggers }) => `${intent.tool} on ${triggers.map(({ kind }) => kind).join(', ')}`)
}
const build = (push: string) => `{ uses: docker/build-push-action@v6, with: { push: ${push} } }`
const both = '{ push: { branches: [main] }, pull_request: }'

describe('what is published', () => {
  test.each<[string, string, string[]]>([
    ['a command', workflow(['{ run: npm publish }'], { on: 'release' }), ['npm on release']],
    ['an action that pushes', workflow([build('true')]), ['docker on push']],
    [
      'an action that pushes except for changes',
      workflow([build('"${{ github.event_name != \'pull_request\' }}"')], { on: both }),
      ['docker on push'],
    ],
    [
      'an action that pushes tags only',
      workflow([build('"${{ startsWith(github.ref, \'refs/tags/v3.\') }}"')], {
        on: '{ push: { branches: [main], tags: ["v*"] } }',
      }),
      ['docker on tag'],
    ],
    [
      'an action with an input that is not known',
      workflow([build('"${{ inputs.push }}"')], { on: 'workflow_dispatch' }),
      ['docker on manual'],
    ],
    [
      'a job on a condition that is not known',
      workflow(['{ run: npm publish }'], { job: ["if: github.repository == 'acme/shop'"], on: both }),
      ['npm on push'],
    ],
  ])('%s', (_, text, expected) => {
    expect(publicationsIn(text)).toEqual(expected)
  })
})

describe('what is not published, or not for good', () => {
  test.each<[string, string]>([
    ['an action that only builds', workflow([build('false')])],
    [
      'an event that does not start the workflow',
      workflow([build('"${{ github.event_name == \'release\' }}"')], { on: both }),
    ],
    ['a job for changes only', workflow(['{ run: npm publish }'], { on: 'pull_request' })],
    ['what every change publishes too', workflow([build('true')], { on: both })],
    ['a registry of the job', workflow(['{ run: docker push localhost:5000/acme/shop }'])],
    ['a registry that forgets', workflow(['{ run: docker push ttl.sh/acme-shop:1h }'])],
    [
      'images for a cluster of the job',
      workflow(['{ uses: helm/kind-action@v1 }', '{ run: docker push registry/shop }']),
    ],
    ['a preview of packages', workflow(['{ run: npx pkg-pr-new publish }'])],
  ])('%s', (_, text) => {
    expect(publicationsIn(text)).toEqual([])
  })
})

test('tests, and what starts them', () => {
  const { tests } = deliveryOf({
    '.github/workflows/main.yml': workflow(['{ run: go vet ./... }', '{ run: go test ./... }'], {
      on: both,
      id: 'test',
    }),
    '.github/workflows/pr.yml': workflow(['{ run: go test ./... }'], { on: 'pull_request', id: 'test' }),
  })
  expect(tests.map(({ pipeline, step, triggers }) => [pipeline.file, step.at.line, triggers.length])).toEqual([
    ['.github/workflows/main.yml', 7, 1],
    ['.github/workflows/pr.yml', 6, 0],
  ])
})
