import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { readHosting } from '../../src/github/index.js'
import type { Hosting } from '../../src/models/index.js'
import { connect, FAULTS, startFakeGitHub, type FakeGitHub } from '../helpers/fake-github/index.js'

let fake: FakeGitHub

beforeEach(async () => {
  fake = await startFakeGitHub()
})

afterEach(async () => {
  await fake.close()
  expect(fake.violations).toEqual([])
})

const read = async (): Promise<Hosting> => readHosting(connect(fake))

const shown = {
  allow_merge_commit: false,
  allow_squash_merge: true,
  allow_rebase_merge: false,
  allow_auto_merge: true,
  delete_branch_on_merge: true,
  allow_update_branch: false,
}

describe('the settings of merges', () => {
  test('are told to everyone by the query', async () => {
    fake.state.query.merging = { ...fake.state.query.merging, rebaseMergeAllowed: false, deleteBranchOnMerge: true }
    expect((await read()).merging).toEqual({
      known: true,
      value: {
        mergeCommits: true,
        squash: true,
        rebase: false,
        autoMerge: false,
        deletesMerged: true,
        offersUpdate: false,
      },
    })
  })

  test('are told by the repository where the query does not', async () => {
    fake.state.query.merging = null
    Object.assign(fake.state.repository, shown)
    expect((await read()).merging).toMatchObject({ known: true, value: { squash: true, mergeCommits: false } })
  })

  test('are unknown where neither does', async () => {
    fake.state.query.merging = null
    expect((await read()).merging).toMatchObject({ known: false, permission: 'metadata: read' })
  })

  test('are unknown where the query fails', async () => {
    fake.fault('graphql', FAULTS.badGateway)
    expect((await read()).merging).toMatchObject({ known: false, reason: expect.stringContaining('HTTP 502') })
  })

  test('that an older host lacks do not take the others with them', async () => {
    fake.state.unknownFields = ['allowUpdateBranch']
    fake.state.query.hasVulnerabilityAlertsEnabled = true
    const { merging, security } = await read()
    expect(merging).toMatchObject({ known: false })
    expect(security.dependencyAlerts).toEqual({ known: true, value: true })
  })
})
