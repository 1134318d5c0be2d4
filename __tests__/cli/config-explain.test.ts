import { describe, expect, test } from '@jest/globals'
import { checks } from '../../checks/index.js'
import { runCli } from '../helpers/cli.js'
import { temporaryFolder, write } from '../helpers/git-repository.js'

const CONFIG = `fail-on: recommended
practices: [{ id: DL.CR.8, count: false, reason: one team }]
checks: { ci-job-timeout: notice }
environments: { blue: production }
critical-paths: [billing/**]
exceptions:
  - { check: docker-runtime-user, paths: [apps/web], reason: moving, owner: o, expires: 2026-12-31 }
  - { check: docker-base-pinned, service: api, reason: other, owner: o, expires: 2026-12-31 }
services:
  web:
    paths: [apps/web]
    unknown: fail
    checks: { deploy-concurrency: off }
  api: { paths: [apps/api], profile: solo }
`

async function explained(
  path: string,
  files: Readonly<Record<string, string>> = { 'pillarlint.yml': CONFIG },
  ...more: string[]
) {
  const root = temporaryFolder()
  write(root, { 'apps/web/index.ts': '', ...files })
  const { status, stdout, stderr } = await runCli(['config', 'explain', path, root, '--format', 'json', ...more], {
    checks: () => Promise.resolve([...checks]),
  })
  expect([status, stderr]).toEqual([0, ''])
  const { values } = JSON.parse(stdout) as { values: { key: string; value: string; from: string }[] }
  return Object.fromEntries(values.map(({ key, value, from }) => [key, `${value} | ${from}`]))
}

describe('config explain', () => {
  test('a file of a service', async () => {
    expect(await explained('apps/web/index.ts')).toEqual({
      service: 'web | pillarlint.yml:10',
      'fail-on': 'recommended | pillarlint.yml:1',
      unknown: 'fail | pillarlint.yml:12',
      scope: 'changes in pull requests, repository elsewhere | default',
      profile: 'team | default',
      'checks.ci-job-timeout': 'at most notice | pillarlint.yml:3',
      'checks.deploy-concurrency': 'off | pillarlint.yml:13',
      'practices.DL.CR.8': 'does not count: one team | pillarlint.yml:2',
      'environments.blue': 'production | pillarlint.yml:4',
      'exceptions.docker-runtime-user': 'moving (until 2026-12-31) | pillarlint.yml:7',
    })
  })

  test('a profile of the service, and what is excepted in it', async () => {
    const values = await explained('./apps/api/')
    expect(values).toMatchObject({
      service: 'api | pillarlint.yml:14',
      profile: 'solo | pillarlint.yml:14',
      'checks.owners-file-present': 'off | profile solo (pillarlint.yml:14)',
      'exceptions.docker-base-pinned': 'other (until 2026-12-31) | pillarlint.yml:8',
    })
  })

  test('a file of no service, and flags', async () => {
    const values = await explained('billing/a.sql', undefined, '--fail-on', 'never')
    expect(values).toMatchObject({
      service: 'none | default',
      'fail-on': 'never | --fail-on',
      unknown: 'ignore | default',
      'critical-paths': 'billing/** | pillarlint.yml:5',
    })
    expect(Object.keys(values).some((key) => key.startsWith('exceptions'))).toBe(false)
  })

  test('a service that is derived', async () => {
    const image = 'FROM node:24\nEXPOSE 80\n'
    const files = {
      'web/package.json': '{"private":true}',
      'web/Dockerfile': image,
      'api/package.json': '{"private":true}',
      'api/Dockerfile': image,
      'api/a.js': '',
    }
    expect(await explained('web', files)).toMatchObject({
      service: 'web | derived from web/package.json with web/Dockerfile',
    })
  })

  test('a profile of the file that fails more', async () => {
    expect(await explained('README.md', { 'pillarlint.yml': 'profile: regulated\n' })).toMatchObject({
      'fail-on': 'recommended | profile regulated (pillarlint.yml:1)',
      unknown: 'fail | profile regulated (pillarlint.yml:1)',
    })
  })

  test('the text says what the path is, and needs one', async () => {
    const root = temporaryFolder()
    write(root, { 'vendor/a.js': '' })
    const { stdout } = await runCli(['config', 'explain', 'vendor/a.js', root])
    expect(stdout).toMatch(/^vendor\/a\.js\nThere is no configuration file\.\nIt is not judged: /)
    expect((await runCli(['config', 'explain', 'nowhere', root])).stdout).toContain('There is no such file or folder')
    expect(await runCli(['config', 'explain'])).toMatchObject({ status: 2 })
  })
})
