import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { checks } from '../../checks/index.js'
import { configErrorText } from '../../src/config/errors.js'
import { loadConfig } from '../../src/config/load.js'
import { practices } from '../../src/catalog/index.js'
import { known, unknown } from '../../src/core/known.js'
import type { Report } from '../../src/core/report.js'
import { lint } from '../../src/lint.js'
import { noHosting } from '../../src/models/no-hosting.js'
import { renderJson } from '../../src/reporters/json.js'
import { filesOf } from '../helpers/files.js'

const pipeline = (folder: string, extra = '') =>
  [
    `on: { push: { branches: [main], paths: ['${folder}/**'] } }`,
    'jobs:',
    '  test:',
    '    runs-on: ubuntu-24.04',
    '    timeout-minutes: 10',
    `    steps: [{ run: npm test, working-directory: ${folder} }]`,
    '  production:',
    extra,
    '    environment: production',
    '    runs-on: ubuntu-24.04',
    '    timeout-minutes: 10',
    `    steps: [{ run: 'helm upgrade --install app ${folder}/chart --atomic --wait' }]`,
  ].join('\n')
const service = (folder: string, needs: string) => ({
  [`${folder}/package.json`]: '{"private": true, "scripts": {"test": "jest"}, "devDependencies": {"jest": "^30.0.0"}}',
  [`${folder}/index.js`]: '',
  [`${folder}/index.test.js`]: '',
  [`${folder}/Dockerfile`]: 'FROM node:24\nEXPOSE 80\n',
  [`.github/workflows/${folder.split('/').at(-1) ?? ''}.yml`]: pipeline(folder, needs),
})
/** The deployment of web waits for its tests, that of api does not. */
const TREE = { ...service('apps/web', '    needs: [test]'), ...service('apps/api', '') }

function linted(
  config: string,
  files: Readonly<Record<string, string>> = TREE,
  base?: Readonly<Record<string, string>>,
): Report {
  const tree = filesOf({ ...files, 'pillarlint.yml': config })
  const loaded = loadConfig({ files: tree, checks, practices: practices(), overrides: {}, today: '2026-11-21' })
  if (!loaded.ok) throw new Error(loaded.errors.map(configErrorText).join('\n'))
  const { policy, settings, leftovers } = loaded
  const snapshot = {
    repository: 'acme/shop',
    revision: null,
    files: tree,
    deliveryHistory: unknown('not read'),
    hosting: noHosting('no token was given'),
    history: known({ authors: 3, commits: 120, shallow: false }),
  }
  const before = base && { ...snapshot, files: filesOf({ ...base, 'pillarlint.yml': config }) }
  return lint({ version: '0.1.0', checks, policy, settings, leftovers }, snapshot, before)
}

const NAMED = 'services:\n  web: apps/web\n  api: apps/api\n'
const serviceOf = (report: Report, name: string) => report.services?.find((each) => each.name === name)
const verdictIn = (report: Report, name: string, id: string) =>
  (serviceOf(report, name)?.practices.find((each) => each.id === id) ?? report.practices.find((each) => each.id === id))
    ?.verdict

describe('verdicts of services', () => {
  const report = linted(NAMED)

  test('a problem of one service is none of the other', () => {
    const finding = report.findings.find(({ check }) => check === 'deploy-needs-tests')
    expect(finding).toMatchObject({ service: 'api', at: { file: '.github/workflows/api.yml' } })
    expect(report.practices.find(({ id }) => id === 'DL.CD.3')?.verdict).toBe('not-met')
    expect(verdictIn(report, 'api', 'DL.CD.3')).toBe('not-met')
    expect(verdictIn(report, 'web', 'DL.CD.3')).not.toBe('not-met')
    expect(serviceOf(report, 'api')?.broken).toContain('DL.CD.3')
    expect(serviceOf(report, 'web')?.broken).not.toContain('DL.CD.3')
  })

  test('derived ones come to the same', () => {
    const derived = linted('')
    expect(derived.services?.map(({ name, derivedFrom }) => [name, derivedFrom])).toEqual([
      ['api', 'apps/api/package.json with apps/api/Dockerfile'],
      ['web', 'apps/web/package.json with apps/web/Dockerfile'],
    ])
    expect(verdictIn(derived, 'web', 'DL.CD.3')).toBe(verdictIn(report, 'web', 'DL.CD.3'))
    expect(linted('services: off').services).toBeUndefined()
  })

  test('the verdict on the whole, its findings, maturity and gate are the same without them', () => {
    const off = linted('services: off')
    const bare = ({ findings, practices: all, gate, maturity, checks: results }: Report) => ({
      findings: findings.map(({ service: _, ...each }) => each),
      practices: all,
      gate,
      maturity,
      results,
    })
    expect(bare(report)).toEqual(bare(off))
    expect(bare(linted(''))).toEqual(bare(off))
  })

  test('settings of services change nothing of the practices of the whole', () => {
    const off = linted('services: off')
    const settings = fc.record(
      {
        'fail-on': fc.constantFrom('foundational', 'recommended', 'optional', 'never'),
        unknown: fc.constantFrom('ignore', 'fail'),
        profile: fc.constantFrom('solo', 'team', 'regulated'),
        checks: fc.constantFrom({ 'deploy-needs-tests': 'off' }, { 'docker-runtime-user': 'notice' }),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(settings, settings, (web, api) => {
        const config = { services: { web: { paths: ['apps/web'], ...web }, api: { paths: ['apps/api'], ...api } } }
        const changed = linted(JSON.stringify(config))
        expect(changed.practices).toEqual(off.practices)
        expect(changed.maturity).toEqual(off.maturity)
        expect(changed.findings.map(({ fingerprint }) => fingerprint).sort()).toEqual(
          off.findings.map(({ fingerprint }) => fingerprint).sort(),
        )
      }),
      { numRuns: 12 },
    )
  }, 120_000)
})

test('what belongs to all does not weigh more in a service because the evidence beside it is in another', () => {
  const files = {
    ...TREE,
    'README.md': '# Shop\n\nRun `make nowhere` first.\n\n```sh\nmake nowhere\n```\n',
    Makefile: 'test:\n\tnpm test\n',
    'apps/web/.snyk': 'version: v1.25.0\nignore: {}\n',
    '.snyk':
      "version: v1.25.0\nignore:\n  SNYK-JS-1:\n    - '*':\n        reason: later\n        expires: 2026-01-01T00:00:00.000Z\n",
  }
  const report = linted(NAMED, files)
  const whole = new Map(report.practices.map((each) => [each.id, each.verdict]))
  const own = new Map(report.findings.map(({ fingerprint, service: name }) => [fingerprint, name]))
  for (const { name, practices: all } of report.services ?? []) {
    const worse = all.filter(
      ({ id, verdict, rule, findings }) =>
        verdict === 'not-met' &&
        rule !== 2 &&
        whole.get(id) === 'partly-met' &&
        !findings.some((each) => own.get(each) === name),
    )
    expect(worse.map(({ id }) => id)).toEqual([])
  }
  expect(report.findings.filter(({ service: name }) => name === undefined).length).toBeGreaterThan(0)
})

describe('the gate of services', () => {
  test('a service whose gate is off does not fail the run, its neighbour does', () => {
    const off = linted('services:\n  web: apps/web\n  api: { paths: [apps/api], fail-on: never }\n')
    expect(off.gate.practices).not.toContain('DL.CD.3')
    expect(serviceOf(off, 'api')?.gate.verdict).toBe('pass')
    const other = linted('services:\n  web: { paths: [apps/web], fail-on: never }\n  api: apps/api\n')
    expect(other.gate.practices).toContain('DL.CD.3')
  })

  test('a stricter service fails the run by its own settings', () => {
    const report = linted(
      'fail-on: never\nservices:\n  web: apps/web\n  api: { paths: [apps/api], fail-on: foundational }\n',
    )
    expect(report.gate).toMatchObject({ verdict: 'fail', byServices: { names: ['api'] } })
    expect(report.gate.because.join('\n')).toMatch(
      /^api: DL\.CD\.3 .*\(fail-on foundational there, pillarlint\.yml:4\)$/m,
    )
  })

  test('a check that is off for a service settles its findings, with the place that says so', () => {
    const report = linted(
      'services:\n  web: apps/web\n  api:\n    paths: [apps/api]\n    checks: { deploy-needs-tests: off }\n',
    )
    expect(report.findings.find(({ check }) => check === 'deploy-needs-tests')).toMatchObject({
      standing: 'excepted',
      standingReason: 'off for the service api (pillarlint.yml:3)',
    })
    expect(report.gate.practices).not.toContain('DL.CD.3')
  })
})

describe('records about services', () => {
  const record = (id: string, more: string) =>
    `attestations: [{ id: ${id}, status: met, statement: s, owner: o, evidence: e, attested_on: 2026-09-01, expires_on: 2027-08-31, ${more} }]\n`

  test('an attestation of a service counts there only', () => {
    const report = linted(`${NAMED}${record('OA.STD.6', 'service: web')}`)
    expect(report.practices.find(({ id }) => id === 'OA.STD.6')?.verdict).toBe('unknown')
    expect(verdictIn(report, 'web', 'OA.STD.6')).toBe('attested')
    expect(verdictIn(report, 'api', 'OA.STD.6')).toBe('unknown')
    expect(report.leftovers.filter(({ message }) => message.includes('OA.STD.6'))).toEqual([])
  })

  test('one with paths counts for the services that lie in them; one for all is inherited', () => {
    expect(verdictIn(linted(`${NAMED}${record('OA.STD.6', 'paths: [apps/api]')}`), 'api', 'OA.STD.6')).toBe('attested')
    const all = linted(`${NAMED}${record('OA.STD.6', '')}`.replace(', }]', ' }]'))
    expect(verdictIn(all, 'web', 'OA.STD.6')).toBe('attested')
  })

  test.each([
    ['DL.CD.3', 'service: api', 'The attestation of DL.CD.3 for the service api does not count: '],
    ['OA.STD.6', 'paths: [lib]', 'The attestation of OA.STD.6 speaks of no service: '],
  ])('unused ones are told: %s %s', (id, more, message) => {
    const report = linted(`${NAMED}${record(id, more)}`)
    expect(report.leftovers.map((each) => each.message).join('\n')).toContain(message)
  })

  test('a service that nobody has', () => {
    const report = linted(record('OA.STD.6', 'service: shop'))
    expect(report.leftovers.map(({ message }) => message)).toContain(
      'The attestation of OA.STD.6 for the service shop does not count: there is no such service. Correct the name.',
    )
  })

  test('an exception of a service, and one that is not needed', () => {
    const exception = (of: string) =>
      `exceptions: [{ check: deploy-needs-tests, service: ${of}, reason: r, owner: o, expires: 2027-01-31 }]\n`
    const used = linted(`${NAMED}${exception('api')}`)
    expect(used.findings.find(({ check }) => check === 'deploy-needs-tests')?.standing).toBe('excepted')
    const unused = linted(`${NAMED}${exception('web')}`)
    expect(unused.findings.find(({ check }) => check === 'deploy-needs-tests')?.standing).toBe('open')
    expect(unused.leftovers.map(({ message }) => message)).toContain(
      'The exception for deploy-needs-tests in the service web is not needed: remove it.',
    )
  })

  test('an exception of a service holds for the base too: what it settled there is not fixed', () => {
    const mended = { ...TREE, ...service('apps/api', '    needs: [test]') }
    const fixed = (config: string) => linted(NAMED + config, mended, TREE).fixed.map(({ check }) => check)
    const exception = (of: string) =>
      `exceptions: [{ check: deploy-needs-tests, service: ${of}, reason: r, owner: o, expires: 2027-01-31 }]\n`
    expect(fixed('')).toContain('deploy-needs-tests')
    expect(fixed(exception('web'))).toContain('deploy-needs-tests')
    expect(fixed(exception('api'))).not.toContain('deploy-needs-tests')
  })

  test('paths where nothing is, and services whose files others have', () => {
    const report = linted('services:\n  apps: apps\n  web: [apps/web, apps/gone]\n  api: apps/api\n')
    expect(report.leftovers.map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        'No file lies in the path apps/gone of the service web: correct or remove it.',
        'All files of the service apps belong to services with more specific paths: remove it, or give it paths of its own.',
      ]),
    )
  })
})

test('thirty services are short in the report', () => {
  const files = Object.assign({}, ...Array.from({ length: 30 }, (_, index) => service(`apps/s${index}`, ''))) as Record<
    string,
    string
  >
  const report = linted('', files)
  expect(report.services).toHaveLength(30)
  const data = JSON.parse(renderJson(report)) as { services: unknown[]; practices: unknown[] }
  expect(JSON.stringify(data.services).length).toBeLessThan(JSON.stringify(data.practices).length)
}, 120_000)
