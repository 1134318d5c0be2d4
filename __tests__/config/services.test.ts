import { describe, expect, test } from '@jest/globals'
import { configErrorText } from '../../src/config/errors.js'
import { loadConfig, type Config, type ConfigRequest } from '../../src/config/load.js'
import type { ServiceRules } from '../../src/core/policy.js'
import { memoryFiles } from '../helpers/memory-files.js'
import { plainCheck } from '../helpers/plain-check.js'

const CHECKS = ['job-timeout', 'docker-user', 'owners-file-present'].map((id) => plainCheck(id))
const PRACTICES = [
  { id: 'DL.CI.1', checks: ['job-timeout'] },
  { id: 'DL.CR.2', checks: ['owners-file-present'] },
]

const load = (text: string, more: Partial<ConfigRequest> = {}) =>
  loadConfig({
    files: memoryFiles({ 'pillarlint.yml': text }),
    checks: CHECKS,
    practices: PRACTICES,
    overrides: {},
    today: '2026-06-01',
    ...more,
  })

function loaded(text: string, more: Partial<ConfigRequest> = {}): Config {
  const config = load(text, more)
  if (!config.ok) throw new Error(config.errors.map(configErrorText).join('\n'))
  return config
}

function services(text: string, more: Partial<ConfigRequest> = {}): readonly ServiceRules[] {
  const all = loaded(text, more).policy.services
  return all === undefined || all === 'off' ? [] : all
}

function errors(text: string): string[] {
  const config = load(text)
  return config.ok ? [] : config.errors.map(configErrorText)
}

describe('what services are', () => {
  test('a folder, a list of folders, or a mapping', () => {
    const all = services(
      'services:\n  web: apps/web\n  api: [apps/api, deploy/api.yaml]\n  jobs:\n    paths: [jobs/**]\n',
    )
    expect(all.map(({ name, paths, at, own }) => [name, paths, at.line, own])).toEqual([
      ['web', ['apps/web'], 2, undefined],
      ['api', ['apps/api', 'deploy/api.yaml'], 3, undefined],
      ['jobs', ['jobs/**'], 4, undefined],
    ])
  })

  test.each([
    ['without the key', 'fail-on: optional', undefined],
    ['with an empty one', 'services:', undefined],
    ['off', 'services: off', 'off'],
  ])('%s', (_, text, expected) => expect(loaded(text).policy.services).toBe(expected))
})

describe('what holds for a service', () => {
  test('its own settings, else those of the file', () => {
    const [web, api] = services(
      'fail-on: recommended\nunknown: fail\nservices:\n  web: { paths: [web], fail-on: never }\n  api: { paths: [api], unknown: ignore, gate-practices: [DL.CI.1] }\n',
    )
    expect(web?.own).toMatchObject({ failOn: 'never', unknown: 'fail', gatePractices: [], at: { line: 4 } })
    expect(api?.own).toMatchObject({ failOn: 'recommended', unknown: 'ignore', gatePractices: ['DL.CI.1'] })
  })

  test('flags are stronger than the service, a profile of its own stronger than the file', () => {
    const text =
      'fail-on: optional\nservices:\n  web: { paths: [web], profile: regulated }\n  api: { paths: [api], fail-on: never }\n'
    expect(services(text).map(({ own }) => [own?.failOn, own?.unknown])).toEqual([
      ['recommended', 'fail'],
      ['never', 'ignore'],
    ])
    expect(services(text, { overrides: { failOn: 'foundational' } }).map(({ own }) => own?.failOn)).toEqual([
      'foundational',
      'foundational',
    ])
  })

  test('checks and practices of its own', () => {
    const [web] = services(
      'checks: { job-timeout: warning }\npractices: [{ id: DL.CI.1, count: false, reason: all }]\nservices:\n  web:\n    paths: [web]\n    checks: { docker-user: off, job-timeout: notice }\n    practices: [{ id: DL.CI.1, count: true, reason: here }, { id: DL.CR.2, count: false, reason: alone }]\n',
    )
    expect(web?.own?.checks.get('docker-user')).toEqual({ enabled: false })
    expect(web?.own?.checks.get('job-timeout')).toEqual({ enabled: true, severity: 'notice' })
    expect([...(web?.own?.leftOut ?? [])]).toEqual([['DL.CR.2', 'alone']])
  })

  test('a profile switches off what makes no sense there', () => {
    const [web] = services('services:\n  web: { paths: [web], profile: solo }\n')
    expect(web?.own?.checks.get('owners-file-present')).toEqual({ enabled: false })
    expect(web?.own?.leftOut.has('DL.CR.2')).toBe(true)
  })

  test('environments and critical paths are those of the repository, exceptions and attestations its own', () => {
    const { policy, settings } = loaded(
      [
        'services:',
        '  web:',
        '    paths: [web]',
        '    environments: { blue: production }',
        '    critical-paths: [web/billing/**]',
        '    exceptions: [{ check: docker-user, reason: r, owner: o, expires: 2026-12-31 }]',
        '    attestations: [{ id: DL.CI.1, status: met, statement: s, owner: o, evidence: e, attested_on: 2026-01-01, expires_on: 2026-12-31 }]',
      ].join('\n'),
    )
    expect([...settings.environments]).toEqual([['blue', 'production']])
    expect(settings.criticalPaths).toEqual(['web/billing/**'])
    expect(policy.exceptions).toMatchObject([{ check: 'docker-user', service: 'web', at: { line: 6 } }])
    expect(policy.attestations).toMatchObject([{ id: 'DL.CI.1', service: 'web', at: { line: 7 } }])
  })

  test('one practice may be attested for each service and for the whole', () => {
    const record = (more: string) =>
      `  - { id: DL.CI.1, status: met, statement: s, owner: o, evidence: e, attested_on: 2026-01-01, expires_on: 2026-12-31${more} }\n`
    const text = `services: { web: web, api: api }\nattestations:\n${record('')}${record(', service: web')}${record(', service: api')}${record(', paths: [web]')}`
    expect(loaded(text).policy.attestations).toHaveLength(4)
    expect(errors(text + record(', service: api'))).toEqual([
      'pillarlint.yml:7:11: DL.CI.1 is already attested at pillarlint.yml:5: keep one record',
    ])
  })
})

describe('mistakes', () => {
  test.each([
    ['services: on', '1:11: services must be a mapping from names to paths, as in "web: apps/web", or off'],
    ['services: [apps/web]', '1:11: services must be a mapping from names to paths, as in "web: apps/web", not a list'],
    [
      'services: { web: [] }',
      '1:18: services.web needs the folders of the service: paths relative to the root with "/", without ".." and "!"',
    ],
    [
      'services: { web: ../web }',
      '1:18: services.web needs the folders of the service: paths relative to the root with "/", without ".." and "!"',
    ],
    ['services: { web: { fail-on: never } }', '1:18: services.web needs the key "paths"'],
    [
      'services: { web: { paths: [web], fail-onn: never } }',
      '1:34: there is no key "fail-onn" in services.web; did you mean "fail-on"?',
    ],
    [
      'services: { web: { paths: [web], fail-on: all } }',
      '1:43: services.web.fail-on must be one of its known values, not "all"; known values: foundational, recommended, optional, never',
    ],
    [
      'services: { "": web }',
      '1:13: "" is no name of a service: at most 80 letters, digits, blanks and ._/@-, a letter or digit first',
    ],
    [
      'services: { web: apps, api: apps/ }',
      '1:29: services.api has the path apps/, which is already that of web: keep one',
    ],
    [
      'services: { web: { paths: [web], checks: { docker-usr: off } } }',
      '1:44: there is no check "docker-usr"; did you mean "docker-user"?',
    ],
    [
      'checks: { docker-user: off }\nservices: { web: { paths: [web], checks: { docker-user: error } } }',
      '2:57: docker-user is off for the whole file, so services.web cannot have it on: switch it off in the other services instead',
    ],
    [
      'checks: { docker-user: notice }\nservices: { web: { paths: [web], checks: { docker-user: error } } }',
      '2:57: docker-user is limited to notice for the whole file, so services.web cannot raise it: lower it in the other services instead',
    ],
    [
      'services: { web: web }\nexceptions: [{ check: docker-user, service: wb, reason: r, owner: o }]',
      '2:45: there is no service "wb"; did you mean "web"?',
    ],
    [
      'services: off\nexceptions: [{ check: docker-user, service: web, reason: r, owner: o }]',
      '2:45: there is no service "web"; services are off',
    ],
    [
      'environments: { blue: staging }\nservices: { web: { paths: [web], environments: { blue: production } } }',
      '2:56: the environment blue is already said to be staging',
    ],
    [
      'profile: solo\nservices: { web: { paths: [web], profile: team } }',
      '2:43: the profile team needs env-production-reviewers, which the profile of the file switches off: make team the profile of the file, and give the other services theirs',
    ],
  ])('%s', (text, message) => expect(errors(text)).toEqual([`pillarlint.yml:${message}`]))

  test('where services are derived, any name may be one', () => {
    expect(errors('exceptions: [{ check: docker-user, service: web, reason: r, owner: o }]')).toEqual([])
  })
})
