import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, jest, test } from '@jest/globals'
import { noHosting } from '../../src/models/no-hosting.js'
import { createSnapshot } from '../../src/snapshot/create.js'
import { readGitDeliveryHistory } from '../../src/snapshot/delivery-history/index.js'
import { commit, repository, runGit, temporaryFolder, write } from '../helpers/git-repository.js'

jest.setTimeout(60_000)

/** Where git writes down what it was started with (git docs: trace2 API, GIT_TRACE2_EVENT). */
const TRACE = 'GIT_TRACE2_EVENT'

afterEach(() => {
  delete process.env['GIT_TRACE2_EVENT']
})

/** The commands that git was started with while `act` ran, without the options that every one has. */
async function commandsOf(act: () => Promise<void>): Promise<string[]> {
  const file = join(temporaryFolder(), 'trace')
  process.env[TRACE] = file
  await act()
  const events = readFileSync(file, 'utf8').trimEnd().split('\n')
  const starts = events.map((line) => JSON.parse(line) as { event: string; argv?: string[] })
  return starts.flatMap(({ event, argv = [] }) => {
    if (event !== 'start') return []
    const from = argv.findIndex((each, index) => index > 1 && !each.startsWith('-') && argv[index - 1] !== '-c')
    return [argv.slice(from).join(' ')]
  })
}

async function askAll(root: string): Promise<void> {
  const snapshot = await createSnapshot({ root, hosting: noHosting('no token') })
  if (!snapshot.known) throw new Error(snapshot.reason)
  const { host, history } = snapshot.value
  expect([host, snapshot.value.host, history.known, snapshot.value.files.paths.length]).toEqual([
    ...[undefined, undefined, true, 2],
  ])
  expect(history.known && history.value.subjects).toHaveLength(3)
  const delivery = readGitDeliveryHistory({ root, days: 90, until: Date.UTC(2026, 2, 10) })
  if (!delivery.known) throw new Error(delivery.reason)
  const { changes, openBranches, releases, window } = delivery.value
  expect([changes.known, openBranches.known, releases.known, window.days]).toEqual([true, true, true, 90])
}

test('each thing is asked for once, and trees are not compared where nothing was reviewed', async () => {
  const origin = repository({ 'a.yml': 'a: 1\n', 'b.yml': 'b: 1\n' })
  for (const message of ['One', 'Two']) commit(origin, message)
  const folder = temporaryFolder()
  runGit(folder, 'clone', '-q', `file://${origin}`, 'clone')
  const root = join(folder, 'clone')
  const commands = await commandsOf(() => askAll(root))
  expect(commands).toHaveLength(new Set(commands).size)
  expect(commands.filter((each) => each.includes('--numstat'))).toEqual([])
  expect(commands.length).toBeLessThanOrEqual(11)

  write(origin, { 'a.yml': 'a: 2\n' })
  commit(origin, 'Three (#1)')
  runGit(root, 'pull', '-q')
  const later = await commandsOf(async () => {
    const delivery = readGitDeliveryHistory({ root, days: 90, until: Date.UTC(2026, 2, 10) })
    expect(delivery.known && delivery.value.changes).toMatchObject({ known: true })
  })
  expect(later.filter((each) => each.includes('--numstat'))).toHaveLength(1)
})
