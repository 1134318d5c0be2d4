import { describe, expect, test } from '@jest/globals'
import process from 'node:process'
import type { Command, Pipeline } from '../../../src/models/index.js'
import { linksOf } from '../../../src/readers/delivery/links.js'
import { newJob, newPipeline } from '../../../src/readers/pipelines/parts.js'
import { deliveryOf } from './support.js'

const at = { file: 'a.yml', line: 1, column: 1, endLine: 1, endColumn: 1, route: '' }

const job = (...steps: string[]) => `jobs: { one: { runs-on: ubuntu-24.04, steps: [${steps.join(', ')}] } }`
const file = (name: string, on: string, ...steps: string[]) => `name: ${name}\non: ${on}\n${job(...steps)}\n`

/** The words of one command. */
const scriptOf = (text: string): Command[] => [
  { argv: text.split(' ').map((word) => ({ text: word, at, dynamic: false })), at, because: [] } as unknown as Command,
]

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

test('many workflows that others may start take linear time', () => {
  const step = { env: new Map(), with: new Map(), intents: [], inner: [], opaque: [], at }
  const starting = scriptOf('gh workflow run w9.yml')
  const pipelines = Array.from({ length: 3_000 }, (_, index): Pipeline => {
    const commands = index === 7 ? starting : scriptOf('make')
    const jobs = [newJob({ id: 'one', at, steps: [{ ...step, commands }] })]
    const triggers = [{ event: 'workflow_dispatch', kind: 'manual' as const, at }]
    return newPipeline({ system: 'github-actions', file: `.github/workflows/w${index}.yml`, at, jobs, triggers })
  })
  const start = process.cpuUsage()
  expect(linksOf(pipelines).map(({ from, to }) => `${from.file} -> ${to.file}`)).toEqual([
    '.github/workflows/w7.yml -> .github/workflows/w9.yml',
  ])
  const { user, system } = process.cpuUsage(start)
  expect((user + system) / 1e6).toBeLessThan(0.5)
})
