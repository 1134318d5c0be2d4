import { describe, expect, test } from '@jest/globals'
import { parseImage } from '../../src/models/image.js'

const DIGEST = 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'

describe('parseImage', () => {
  test.each([
    ['nginx', { repository: 'nginx' }],
    ['nginx:1.27', { repository: 'nginx', tag: '1.27' }],
    ['acme/api', { repository: 'acme/api' }],
    ['acme/team/api:v1', { repository: 'acme/team/api', tag: 'v1' }],
    ['ghcr.io/acme/api', { registry: 'ghcr.io', repository: 'acme/api' }],
    ['localhost/api:dev', { registry: 'localhost', repository: 'api', tag: 'dev' }],
    ['localhost:5000/api', { registry: 'localhost:5000', repository: 'api' }],
    ['registry:5000/team/api:2', { registry: 'registry:5000', repository: 'team/api', tag: '2' }],
    [`nginx@${DIGEST}`, { repository: 'nginx', digest: DIGEST }],
    [`ghcr.io/acme/api:1.8.3@${DIGEST}`, { registry: 'ghcr.io', repository: 'acme/api', tag: '1.8.3', digest: DIGEST }],
    ['  nginx:1 ', { repository: 'nginx', tag: '1' }],
    // Not references: total, and nothing invented.
    ['', { repository: '' }],
    ['nginx:', { repository: 'nginx' }],
    ['nginx@', { repository: 'nginx' }],
    ['__proto__:x', { repository: '__proto__', tag: 'x' }],
  ])('%s', (text, expected) => {
    expect(parseImage(text)).toEqual(expected)
  })
})
