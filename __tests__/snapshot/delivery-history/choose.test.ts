import { describe, expect, test } from '@jest/globals'
import { unknown } from '../../../src/core/known.js'
import { chooseHistory, wantsHistory } from '../../../src/snapshot/delivery-history/choose.js'
import { repository } from '../../helpers/git-repository.js'

const request = { days: 90, until: Date.parse('2026-03-10T00:00:00Z') }

/** What the host answers, and what it was asked. */
function host() {
  const asked: unknown[] = []
  const answer = unknown('the host was asked')
  return {
    asked,
    answer,
    fromHost: (window: unknown) => {
      asked.push(window)
      return Promise.resolve(answer)
    },
  }
}

describe('the history is read', () => {
  test('from the host, which is asked once and for the window', async () => {
    const { asked, answer, fromHost } = host()
    const read = await chooseHistory({ ...request, root: '/nowhere', source: 'api', fromHost })
    expect([read(), read()]).toEqual([answer, answer])
    expect(asked).toEqual([request])
  })

  test('from the clone, although the host could be asked', async () => {
    const { asked, fromHost } = host()
    const read = await chooseHistory({ ...request, root: repository(), source: 'git', fromHost })
    expect(read()).toMatchObject({ known: true, value: { source: 'git', defaultBranch: 'main' } })
    expect(read()).toBe(read())
    expect(asked).toEqual([])
  })

  test.each([
    ['off', 'the history of delivery is switched off'],
    ['api', '`history: api` needs a token and a repository'],
  ] as const)('from nowhere: %s', async (source, reason) => {
    const read = await chooseHistory({ ...request, root: repository(), source })
    expect(read()).toMatchObject({ known: false, reason, remedy: expect.any(String) })
  })
})

test.each([
  [[], false],
  [[{ id: 'a', needs: ['files'] }], false],
  [[{ id: 'a', needs: ['deliveryHistory'] }], true],
  [[{ id: 'a', needs: ['files'], wants: ['deliveryHistory'] }], true],
  [[{ id: 'off', needs: ['deliveryHistory'] }], false],
])('checks %j want it: %s', (checks, expected) => {
  expect(wantsHistory(checks, new Map([['off', { enabled: false }]]))).toBe(expected)
})
