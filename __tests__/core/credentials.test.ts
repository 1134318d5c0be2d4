import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { credentialsIn, looksRandom, withoutCredentials } from '../../src/core/credentials.js'
import { processorTime } from '../helpers/processor-time.js'

/** Text that looks made at random, made here so that nothing in this file has the form of a credential. */
function noise(length: number, alphabet = 'k7QzWm3XbR9vTjL2hNcY5gFdP8sHxB4wG6nKtJqVfZrMuCpD'): string {
  const bytes = Array.from({ length: 8 }, (_, index) => createHash('sha256').update(`${length} ${index}`).digest())
  return Array.from(Buffer.concat(bytes).subarray(0, length), (byte) => alphabet[byte % alphabet.length]).join('')
}

const hex = noise(64, '0f3a9c71be5d2846')
const TOKENS: readonly (readonly [what: string, token: string])[] = [
  ['GitHub token', `ghs${'_'}${noise(36)}`],
  ['GitHub token', `github_pat${'_'}${noise(22)}_${noise(59)}`],
  ['GitLab token', `glrt${'-'}${noise(20)}`],
  ['Slack token', `xoxb${'-'}123456789012-123456789013-${noise(24)}`.replaceAll('12345', '98742')],
  ['Slack webhook', `https://hooks.slack.com/services/T${noise(9, 'Q7WX3V')}/B${noise(9, 'Z5NKJ2')}/${noise(24)}`],
  ['Discord webhook', `https://discord.com/api/webhooks/918273645546372819/${noise(68)}`],
  ['Stripe key', `sk_live${'_'}${noise(24)}`],
  ['npm token', `npm${'_'}${noise(36)}`],
  ['Docker Hub token', `dckr_pat${'_'}${noise(27)}`],
  ['DigitalOcean token', `dop_v1${'_'}${hex}`],
  ['SendGrid key', `SG${'.'}${noise(22)}.${noise(43)}`],
  ['Vault token', `hvs${'.'}${noise(95)}`],
  ['Atlassian token', `ATATT3xFf${'GF0'}${noise(180)}`],
]

describe('credentialsIn', () => {
  test.each(TOKENS)('%s', (what, token) => {
    const text = `deploy --token ${token} now`
    const [found] = credentialsIn(text)
    expect(found?.what).toBe(what)
    expect(token.endsWith(text.slice(found?.start, found?.end))).toBe(true)
  })

  test.each([
    'npm_config_registry npm_lifecycle_event',
    'uses: acme/deploy@a03048d87541d1d9fcf2ecf528a4a65ba9bd7838',
    `ghp_${'a'.repeat(36)}`,
    'https://user:${{ secrets.TOKEN }}@github.com/acme/shop',
  ])('nothing in %s', (text) => {
    expect(credentialsIn(text)).toEqual([])
  })
})

describe('withoutCredentials', () => {
  test.each(TOKENS)('%s, whole and cut', (_, token) => {
    const text = `deploy --token ${token}`
    expect(withoutCredentials(text)).not.toContain(token.slice(-12))
    expect(withoutCredentials(text)).toHaveLength(text.length)
    const cut = `${text.slice(0, -5)}…`
    expect(withoutCredentials(cut)).not.toContain(text.slice(-13, -5))
  })

  test('keys without a form, and passwords of any host', () => {
    expect(withoutCredentials(`aws configure set k ${noise(40)}`)).toBe(`aws configure set k ${'*'.repeat(40)}`)
    expect(withoutCredentials('psql postgres://shop:hunter2@db/shop')).toBe('psql postgres://shop:*******@db/shop')
  })

  test.each([
    'npm_config_registry npm_lifecycle_event',
    'uses: acme/deploy@a03048d87541d1d9fcf2ecf528a4a65ba9bd7838',
    'image: acme/shop@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'Services/Catalog2/CatalogService/Tests/Unit4/CatalogServiceTest3',
    'https://user:${TOKEN}@github.com/acme/shop',
    'git clone git@github.com:acme/shop http://localhost:8080/x',
  ])('leaves %s', (text) => {
    expect(withoutCredentials(text)).toBe(text)
  })
})

test.each([
  [noise(32), true],
  [hex, true],
  ['staging-database-v2-2024', false],
  ['my-secret-token-of-2024-a1b2c3', false],
  ['../files/token.json', false],
])('looksRandom(%s)', (text, expected) => {
  expect(looksRandom(text)).toBe(expected)
})

test('hostile text takes no time to speak of', () => {
  const start = processorTime()
  for (const text of [
    '://a:b'.repeat(40_000),
    'A1b2'.repeat(60_000),
    `-----BEGIN PRIVATE KEY-----${'\\n'.repeat(90_000)}`,
  ]) {
    credentialsIn(text)
    withoutCredentials(text)
  }
  expect(processorTime() - start).toBeLessThan(20_000)
})
