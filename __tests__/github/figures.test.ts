import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { METRICS } from '../../src/check-api/history/metrics.js'
import { readDeliveryHistory } from '../../src/github/index.js'
import type { DeliveryHistory } from '../../src/models/index.js'
import { noHosting } from '../../src/models/no-hosting.js'
import { readGitDeliveryHistory } from '../../src/snapshot/delivery-history/index.js'
import { NO_DELIVERY } from '../check-api/history/support.js'
import { busyStory } from '../helpers/busy-story.js'
import { STORY_END } from '../helpers/delivery-story.js'
import { connect, startFakeGitHub } from '../helpers/fake-github/index.js'
import { tellGit } from '../helpers/git-story.js'

jest.setTimeout(60_000)

const ways = new Map<string, DeliveryHistory>()
let close: () => Promise<void>

beforeAll(async () => {
  const { story, onHost } = busyStory()
  const { root, ids } = tellGit(story)
  const fake = await startFakeGitHub()
  close = () => fake.close()
  fake.state.history = onHost(ids)
  const request = { days: 90, until: STORY_END }
  const hosting = noHosting('not read')
  const git = readGitDeliveryHistory({ ...request, root })
  const api = await readDeliveryHistory(connect(fake), { ...request, hosting, branch: 'main' })
  if (!git.known || !api.known) throw new Error('not known')
  ways.set('git', git.value).set('api', api.value)
  expect(fake.violations).toEqual([])
})

afterAll(() => close())

/** A figure by one way: its value, 90th percentile and sample; the reason where there is none. */
function figure(way: string, id: string): readonly unknown[] {
  const history = ways.get(way)
  const metric = METRICS.find((each) => each.id === id)
  if (history === undefined || metric === undefined) throw new Error(`there is no ${way} or no ${id}`)
  const measured = metric.measure({ history, delivery: NO_DELIVERY }, {})
  if (!measured.known) return [measured.reason]
  const { value, p90, sample } = measured.value
  return [Number(value.toFixed(4)), p90 === undefined ? undefined : Number(p90.toFixed(4)), sample]
}

describe.each(['git', 'api'])('by %s', (way) => {
  test.each([
    // Lives of half a day to six days.
    ['branch-lifespan', [3.25, 5.5, 12]],
    // Ten lines to 120.
    ['pull-request-size', [65, 110, 12]],
    // Four of sixteen.
    ['direct-pushes', [25, undefined, 16]],
  ])('%s', (id, expected) => {
    expect(figure(way, id)).toEqual(expected)
  })
})

test.each(METRICS.map(({ id }) => id))('%s is the same by both ways, or git does not tell', (id) => {
  const [git, api] = [figure('git', id), figure('api', id)]
  if (git.length > 1) expect(api).toEqual(git)
})

test.each(['deployment-frequency', 'change-lead-time', 'time-to-production'])('%s is told by git', (id) => {
  expect(figure('git', id)).toHaveLength(3)
})
