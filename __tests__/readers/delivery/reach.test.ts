import { describe, expect, test } from '@jest/globals'
import { deliveryOf, deploymentsIn, workflow } from './support.js'
import { processorTime } from '../../helpers/processor-time.js'

const upgrade = '{ run: helm upgrade api ./chart }'
const all =
  '{ push: { branches: [main] }, pull_request: , schedule: [{ cron: "0 3 * * *" }], workflow_dispatch: , release: }'

describe('what starts runs that get to a deployment, changes under review left out', () => {
  test.each<[string, string[]]>([
    ['true', ['push', 'schedule', 'manual', 'release']],
    ["github.event_name == 'push'", ['push']],
    ["github.event_name != 'schedule'", ['push', 'manual', 'release']],
    ["github.ref == 'refs/heads/main'", ['push', 'schedule', 'manual']],
    ["startsWith(github.ref, 'refs/tags/v')", ['schedule', 'manual', 'release']],
    ['contains(fromJSON(\'["push", "release"]\'), github.event_name)', ['push', 'release']],
    ["always() && github.event_name == 'push'", ['push']],
    ["success() && github.repository == 'acme/shop'", ['push', 'schedule', 'manual', 'release']],
    ['not an expression at all', ['push', 'schedule', 'manual', 'release']],
  ])('if: %s', (condition, expected) => {
    const text = workflow([upgrade], { on: all, job: [`if: ${JSON.stringify(condition)}`] })
    expect(deploymentsIn(text)[0]?.triggers.map(({ kind }) => kind)).toEqual(expected)
  })

  test.each<[string, string[]]>([
    ['', ['push']],
    ['if: always()', ['push', 'schedule', 'manual', 'release']],
    ["if: needs.plan.result == 'success'", ['push']],
  ])('a job behind one that is skipped: %s', (condition, expected) => {
    const text = [
      `on: ${all}`,
      'jobs:',
      "  plan: { if: github.event_name == 'push', runs-on: ubuntu-24.04, steps: [{ run: make }] }",
      '  deploy:',
      '    needs: plan',
      `    ${condition}`,
      '    runs-on: ubuntu-24.04',
      `    steps: [${upgrade}]`,
    ].join('\n')
    expect(deploymentsIn(text)[0]?.triggers.map(({ kind }) => kind)).toEqual(expected)
  })
})

describe('hostile workflows', () => {
  test('jobs that wait for one another in a circle', () => {
    const text = [
      'on: push',
      'jobs:',
      `  a: { needs: b, runs-on: ubuntu-24.04, steps: [${upgrade}] }`,
      '  b: { needs: a, runs-on: ubuntu-24.04, steps: [{ run: make }] }',
      `  c: { needs: [c, missing], runs-on: ubuntu-24.04, steps: [${upgrade}] }`,
    ].join('\n')
    expect(deploymentsIn(text)).toHaveLength(2)
  })

  test('a long chain of jobs, each with conditions, is read in time', () => {
    const count = 400
    const jobs = Array.from(
      { length: count },
      (_, index) =>
        `  j${index}: { needs: [${index === 0 ? '' : `j${index - 1}`}], if: "github.event_name == 'push'", runs-on: ubuntu-24.04, steps: [{ if: "github.ref != 'refs/tags/t${index}'", run: helm upgrade api ./chart }] }`,
    )
    const start = processorTime()
    const { deployments } = deliveryOf({ '.github/workflows/main.yml': [`on: ${all}`, 'jobs:', ...jobs].join('\n') })
    expect(deployments).toHaveLength(count)
    expect(processorTime() - start).toBeLessThan(20_000)
  })

  test('names from the prototype of objects', () => {
    const text = workflow([upgrade], {
      id: 'constructor',
      job: [
        'environment: __proto__',
        'env: { __proto__: production, toString: x }',
        'if: github.__proto__ != constructor',
      ],
    })
    expect(deploymentsIn(text)[0]).toMatchObject({ tier: 'unknown', persistent: true })
  })
})
