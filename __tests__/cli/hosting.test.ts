import { describe, expect, test } from '@jest/globals'
import { hostFor } from '../../src/cli/hosting.js'
import { parseArguments } from '../../src/cli/parse.js'
import type { Ports } from '../../src/cli/ports.js'

/** Requests that were sent, with the token they carried; every answer is a refusal. */
async function ask(line: string, env: Record<string, string> = {}) {
  const requests: string[] = []
  const stderr: string[] = []
  const fetch: typeof globalThis.fetch = (input, init) => {
    const request = new Request(input, init)
    requests.push(`${new URL(request.url).host} ${request.headers.get('authorization')}`)
    const body = JSON.stringify({ message: 'Bad credentials' })
    return Promise.resolve(new Response(body, { status: 401, headers: { 'content-type': 'application/json' } }))
  }
  const ports: Ports = {
    cwd: '.',
    env,
    stdout: { write: () => undefined, isTTY: false, columns: undefined },
    stderr: { write: (text) => void stderr.push(text), isTTY: false, columns: undefined },
    now: () => 0,
    packageRoot: '.',
    checks: () => Promise.resolve([]),
    fetch,
  }
  const { hosting } = await hostFor(parseArguments(line.split(' ')), ports)
  return { hosting, requests, stderr: stderr.join('') }
}

describe('no request is sent', () => {
  test.each([
    ['without a repository', '.', { GITHUB_TOKEN: 't' }, 'no repository was named'],
    ['without a token', '--repo acme/shop', {}, 'no token was given'],
    ['with an empty token', '--repo acme/shop', { GITHUB_TOKEN: '', GH_TOKEN: '' }, 'no token was given'],
    ['offline', '--repo acme/shop --offline', { GITHUB_TOKEN: 't' }, 'the run is offline'],
  ])('%s', async (_, line, env, reason) => {
    const { hosting, requests } = await ask(line, env as Record<string, string>)
    expect(hosting.protection).toMatchObject({ known: false, reason })
    expect(requests).toEqual([])
  })
})

describe('the token', () => {
  test.each([
    ['--repo acme/shop', { GITHUB_TOKEN: 'one', GH_TOKEN: 'two' }, 'one'],
    ['--repo acme/shop', { GH_TOKEN: 'two' }, 'two'],
    ['--repo acme/shop --token-env MINE', { MINE: 'three', GITHUB_TOKEN: 'one' }, 'three'],
  ])('%s with %j', async (line, env, token) => {
    const { hosting, requests } = await ask(line, env as Record<string, string>)
    expect(hosting.protection.known).toBe(false)
    expect(requests.length).toBeGreaterThan(0)
    for (const request of requests) expect(request.toLowerCase()).toBe(`api.github.com token ${token}`)
  })

  test('for settings is used beside the other', async () => {
    const env = { GH_TOKEN: 'one', PILLARLINT_SETTINGS_TOKEN: 'github_pat_settingssettings' }
    const { requests, stderr, hosting } = await ask('--repo acme/shop --verbose', env)
    const tokens = new Set(requests.map((request) => request.split(' ').at(-1)))
    expect(tokens).toEqual(new Set(['one', 'github_pat_settingssettings']))
    expect(stderr + JSON.stringify(hosting)).not.toContain('settingssettings')
  })

  test('for settings may be left empty', async () => {
    const { requests } = await ask('--repo acme/shop', { GH_TOKEN: 'one', PILLARLINT_SETTINGS_TOKEN: '' })
    expect(new Set(requests.map((request) => request.split(' ').at(-1)))).toEqual(new Set(['one']))
  })

  test('is sent to the server that the environment names', async () => {
    const { requests } = await ask('--repo acme/shop', { GH_TOKEN: 't', GITHUB_API_URL: 'https://git.example/api/v3' })
    expect(new Set(requests.map((request) => request.split(' ')[0]))).toEqual(new Set(['git.example']))
  })

  test('is not in what --verbose prints', async () => {
    const { stderr } = await ask('--repo acme/shop --verbose', { GH_TOKEN: 'ghp_secretsecretsecret' })
    expect(stderr).not.toContain('secretsecret')
  })
})

describe('mistakes', () => {
  test.each([
    ['--repo acme', '"acme" is not of the form owner/name'],
    ['--repo acme/shop/x', '"acme/shop/x" is not of the form owner/name'],
    ['--repo https://github.com/acme/shop', /is not of the form/],
    ['--branch main', '--branch needs --repo'],
    ['--repo acme/shop --token-env NONE', 'the environment variable NONE holds no token'],
  ])('%s', async (line, message) => {
    await expect(ask(line)).rejects.toThrow(message)
  })
})
