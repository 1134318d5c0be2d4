import { describe, expect, test } from '@jest/globals'
import { deliveryOf } from './support.js'

const job = (...steps: string[]) => `jobs: { one: { runs-on: ubuntu-24.04, steps: [${steps.join(', ')}] } }`
const file = (name: string, on: string, ...steps: string[]) => `name: ${name}\non: ${on}\n${job(...steps)}\n`

const linksIn = (files: Record<string, string>) =>
  deliveryOf(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`.github/workflows/${name}.yml`, text])),
  ).links.map(({ from, to, by }) => `${from.name} -> ${to.name}${by === undefined ? '' : ` by ${by.job.id}`}`)

const TARGET = file('Deploy', '{ repository_dispatch: { types: [ship] } }', '{ run: ./deploy.sh }')
const STARTED = file('Deploy', '{ workflow_dispatch: }', '{ run: ./deploy.sh }')

describe('no link', () => {
  test.each([
    ['to a workflow that nobody names', { ci: file('CI', 'push', '{ run: make }'), deploy: TARGET }],
    [
      'from an event of another name',
      {
        ci: file('CI', 'push', '{ uses: peter-evans/repository-dispatch@v3, with: { event-type: build } }'),
        deploy: TARGET,
      },
    ],
    [
      'to another repository',
      {
        ci: file(
          'CI',
          'push',
          '{ uses: peter-evans/repository-dispatch@v3, with: { event-type: ship, repository: acme/x } }',
        ),
        deploy: TARGET,
      },
    ],
    ['by a name that the run decides', { ci: file('CI', 'push', '{ run: gh workflow run $NAME }'), deploy: STARTED }],
    [
      'by a workflow of another repository',
      { ci: file('CI', 'push', '{ run: gh workflow run deploy.yml -R acme/x }'), deploy: STARTED },
    ],
  ])('%s', (_, files) => {
    expect(linksIn(files)).toEqual([])
  })
})

describe('a link', () => {
  test.each([
    [
      'from the workflow whose end starts another',
      {
        ci: file('CI', 'push', '{ run: make }'),
        deploy: file('Deploy', '{ workflow_run: { workflows: [CI] } }', '{ run: x }'),
      },
      ['CI -> Deploy'],
    ],
    [
      'by repository_dispatch',
      {
        ci: file('CI', 'push', '{ uses: peter-evans/repository-dispatch@v3, with: { event-type: ship } }'),
        deploy: TARGET,
      },
      ['CI -> Deploy by one'],
    ],
    [
      'by the API',
      {
        ci: file('CI', 'push', "{ run: 'gh api repos/{owner}/{repo}/dispatches -f event_type=ship' }"),
        deploy: TARGET,
      },
      ['CI -> Deploy by one'],
    ],
    [
      'by the file of the workflow',
      { ci: file('CI', 'push', '{ run: gh workflow run deploy.yml --ref main }'), deploy: STARTED },
      ['CI -> Deploy by one'],
    ],
  ])('%s', (_, files, links) => {
    expect(linksIn(files)).toEqual(links)
  })
})
