import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { noHosting } from '../../src/models/no-hosting.js'
import { createSnapshot } from '../../src/snapshot/create.js'
import { readHistory } from '../../src/snapshot/history.js'
import { commit, repository, runGit, temporaryFolder, write } from '../helpers/git-repository.js'
import { tellGit, type Told } from '../helpers/git-story.js'

/** A repository with one commit by each of `authors` (`Name <address>`), the first made by Ada. */
function committedBy(...authors: string[]): string {
  const root = repository()
  for (const author of authors) commit(root, 'Change', `--author=${author}`)
  return root
}

describe('readHistory', () => {
  test('counts people by address, whatever the case', () => {
    const root = committedBy('Ada <ADA@example.com>', 'Bob <bob@example.com>', 'B. <bob@example.com>')
    expect(readHistory(root)).toMatchObject({
      known: true,
      value: { authors: 2, commits: 4, shallow: false, updaters: [] },
    })
  })

  test('subjects are those of people, newest first, without what git writes and cut to a length', () => {
    const root = repository()
    commit(root, 'feat: first\n\nAnd why.')
    commit(root, 'Bump a from 1 to 2', '--author=dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>')
    commit(root, 'Revert "feat: first"')
    commit(root, 'fixup! feat: first')
    commit(root, `fix: ${'x'.repeat(500)}`)
    const history = readHistory(root)
    expect(history.known && history.value.subjects?.slice(0, 2)).toEqual([`fix: ${'x'.repeat(195)}`, 'feat: first'])
  })

  test('where nearly all of the newest commits are merges, subjects come from further back', () => {
    const at = (index: number) => new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString()
    const side: Told = { mark: 1, at: at(0), message: 'feat: side' }
    const own = [2, 3, 4].map((mark): Told => ({
      mark,
      parents: mark === 2 ? [] : [mark - 1],
      at: at(mark),
      message: `own ${mark}`,
    }))
    const merges = Array.from({ length: 1001 }, (_, index): Told => ({
      mark: index + 5,
      parents: [index + 4, 1],
      at: at(index + 5),
      message: 'Merge side',
    }))
    const { root } = tellGit({ commits: [side, ...own, ...merges], refs: { 'refs/heads/main': 1005 } })
    const history = readHistory(root)
    expect(history.known && [history.value.commits, history.value.subjects]).toEqual([
      1000,
      ['own 4', 'own 3', 'own 2', 'feat: side'],
    ])
  })

  test.each([
    'dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>',
    'renovate[bot] <29139614+renovate[bot]@users.noreply.github.com>',
    'Renovate Bot <bot@renovateapp.com>',
    'GitHub Actions <actions@example.com>',
    'github-actions <github-actions@github.com>',
    'Release <123+acme-release[bot]@users.noreply.github.com>',
    'Dependabot <support@dependabot.com>',
  ])('leaves out %s', (bot) => {
    expect(readHistory(committedBy(bot))).toMatchObject({ value: { authors: 1, commits: 1 } })
  })

  test.each([
    'Robot Smith <robot@example.com>',
    'Abbot <abbot@example.com>',
    'Talbot <12+talbot@users.noreply.github.com>',
  ])('keeps %s', (person) =>
    expect(readHistory(committedBy(person))).toMatchObject({ value: { authors: 2, commits: 2 } }),
  )

  test('a mailmap joins the addresses of one person', () => {
    const root = committedBy('Ada <ada@home.example>')
    write(root, { '.mailmap': 'Ada Example <ada@example.com> <ada@home.example>\n' })
    expect(readHistory(root)).toMatchObject({ value: { authors: 1, commits: 2 } })
  })

  test('what is older than a year before the newest commit does not count', () => {
    const root = temporaryFolder()
    runGit(root, 'init', '-q', '-b', 'main')
    const stream = [2024, 2025, 2026].map((year, index) => {
      const seconds = Date.UTC(year, 5, 1) / 1000
      return `commit refs/heads/main\ncommitter P${index} <p${index}@example.com> ${seconds} +0000\ndata 1\nx\n`
    })
    write(root, { '.git/stream': stream.join('') })
    runGit(root, '-c', 'alias.load=!git fast-import --quiet < .git/stream', 'load')
    expect(readHistory(root)).toMatchObject({ value: { authors: 2, commits: 2 } })
  })

  test('names the bots that update dependencies', () => {
    const root = committedBy(
      'renovate[bot] <29139614+renovate[bot]@users.noreply.github.com>',
      'Dependabot <49699333+dependabot[bot]@users.noreply.github.com>',
      'GitHub Actions <actions@example.com>',
    )
    expect(readHistory(root)).toMatchObject({ value: { updaters: ['dependabot', 'renovate'] } })
  })

  test('a shallow clone says so', () => {
    const origin = committedBy('Bob <bob@example.com>')
    const root = temporaryFolder()
    runGit(root, 'clone', '-q', '--depth=1', `file://${origin}`, 'clone')
    expect(readHistory(join(root, 'clone'))).toMatchObject({
      known: true,
      value: { authors: 1, commits: 1, shallow: true },
    })
  })

  test('is unknown outside of git and before the first commit', () => {
    const root = temporaryFolder()
    expect(readHistory(root)).toMatchObject({ known: false })
    runGit(root, 'init', '-q', '-b', 'main')
    expect(readHistory(root)).toMatchObject({ known: false })
  })
})

describe('createSnapshot', () => {
  const hosting = noHosting('the run is offline')

  test('of the work tree', async () => {
    const root = repository({ 'a.yml': 'old' })
    write(root, { 'a.yml': 'new' })
    const snapshot = await createSnapshot({ root, hosting })
    if (!snapshot.known) throw new Error(snapshot.reason)
    expect(snapshot.value).toMatchObject({ repository: root.split('/').at(-1), revision: null, hosting })
    expect(snapshot.value.files.text('a.yml')).toBe('new')
    expect(snapshot.value.history).toMatchObject({ known: true })
    expect(snapshot.value.history).toBe(snapshot.value.history)
  })

  test('of a revision', async () => {
    const root = repository({ 'a.yml': 'old' })
    write(root, { 'a.yml': 'new' })
    const snapshot = await createSnapshot({ root, revision: 'main', hosting, repository: 'acme/shop' })
    if (!snapshot.known) throw new Error(snapshot.reason)
    expect(snapshot.value).toMatchObject({ repository: 'acme/shop', revision: runGit(root, 'rev-parse', 'HEAD') })
    expect(snapshot.value.files.text('a.yml')).toBe('old')
  })

  test('of a revision that is not there', async () => {
    expect(await createSnapshot({ root: repository(), revision: 'v9', hosting })).toMatchObject({ known: false })
  })
})
