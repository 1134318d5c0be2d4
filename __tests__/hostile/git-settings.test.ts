import { beforeEach, describe, expect, jest, test } from '@jest/globals'
import { repository, runGit, write } from '../helpers/git-repository.js'
import { allThatGitSays } from './all-git.js'
import { cloneStory } from './clone-story.js'

// Processes are started; the machine may be busy.
jest.setTimeout(120_000)

let root: string

beforeEach(() => {
  root = cloneStory()
})

describe('what git says does not hang on how somebody likes to see it:', () => {
  const SETTINGS: readonly (readonly [string, string])[] = [
    ['color.ui', 'always'],
    ['color.diff', 'always'],
    ['core.quotePath', 'false'],
    ['core.abbrev', '4'],
    ['core.attributesFile', '/nonexistent'],
    ['core.pager', 'false'],
    ['diff.noprefix', 'true'],
    ['diff.mnemonicPrefix', 'true'],
    ['diff.srcPrefix', 'x/'],
    ['diff.dstPrefix', 'y/'],
    ['diff.relative', 'true'],
    ['diff.context', '9'],
    ['diff.interHunkContext', '50'],
    ['diff.renames', 'false'],
    ['diff.orderFile', '/nonexistent'],
    ['diff.wsErrorHighlight', 'all'],
    ['diff.colorMoved', 'zebra'],
    ['diff.submodule', 'log'],
    ['diff.ignoreSubmodules', 'none'],
    ['diff.suppressBlankEmpty', 'true'],
    ['diff.statNameWidth', '3'],
    ['diff.autoRefreshIndex', 'false'],
    ['diff.wordRegex', '.'],
    ['i18n.logOutputEncoding', 'ISO-8859-1'],
    ['log.showSignature', 'true'],
    ['log.decorate', 'full'],
    ['log.date', 'human'],
    ['log.follow', 'true'],
    ['log.abbrevCommit', 'true'],
    ['log.diffMerges', 'off'],
    ['log.showRoot', 'false'],
    ['log.mailmap', 'false'],
    ['format.pretty', 'oneline'],
    ['format.notes', '*'],
    ['notes.displayRef', '*'],
    ['tag.sort', 'refname'],
    ['versionsort.suffix', '-rc'],
    ['status.short', 'true'],
    ['submodule.recurse', 'true'],
    ['pager.log', 'false'],
    ['advice.detachedHead', 'true'],
    ['core.warnAmbiguousRefs', 'true'],
    ['core.splitIndex', 'true'],
    ['core.untrackedCache', 'true'],
    ['index.sparse', 'true'],
    ['column.ui', 'always'],
    ['grep.lineNumber', 'true'],
    ['safe.directory', ''],
    ['safe.bareRepository', 'all'],
    ['transfer.hideRefs', 'refs'],
    ['uploadpack.hideRefs', 'refs'],
  ]

  /** Which of `settings` change anything: looked for one by one only where all of them together do. */
  async function differing(settings: typeof SETTINGS, usual: string): Promise<string[]> {
    for (const [key, value] of settings) runGit(root, 'config', key, value)
    const same = JSON.stringify(await allThatGitSays(root)) === usual
    for (const [key] of settings) runGit(root, 'config', '--unset', key)
    if (same || settings.length === 1) return same ? [] : settings.map(([key]) => key)
    const found: string[] = []
    for (const setting of settings) found.push(...(await differing([setting], usual)))
    return found.length > 0 ? found : ['some of them together']
  }

  test.each([0, 1, 2, 3])('quarter %s of the settings', async (quarter) => {
    const usual = JSON.stringify(await allThatGitSays(root))
    expect(usual).toContain('größe.txt')
    expect(usual).toContain('Füge hinzu')
    expect(
      await differing(
        SETTINGS.filter((_, index) => index % 4 === quarter),
        usual,
      ),
    ).toEqual([])
  })
})

describe('where a repository says that its parts lie elsewhere', () => {
  test.each(['/etc', '/', '..', '.git', '/nonexistent'])(
    'core.worktree = %s: only the folder is read',
    async (place) => {
      runGit(root, 'config', 'core.worktree', place)
      const { disk } = (await allThatGitSays(root)) as { disk: [[string, string][], unknown] }
      const paths = disk[0].map(([path]) => path)
      expect(paths).toContain('a.txt')
      expect(paths.filter((path) => path.startsWith('..') || path === 'passwd' || path === 'etc')).toEqual([])
    },
  )

  test('alternates that lead to nothing, in circles, or to contents elsewhere change nothing', async () => {
    const usual = JSON.stringify(await allThatGitSays(root))
    const other = repository({ 'secret.yml': 'secret' })
    write(other, { '.git/objects/info/alternates': `${root}/.git/objects\n` })
    write(root, { '.git/objects/info/alternates': `/nonexistent\n${other}/.git/objects\n${root}/.git/objects\n` })
    expect(JSON.stringify(await allThatGitSays(root))).toBe(usual)
  })

  test('replaced commits and contents, and grafts, count for nothing', async () => {
    const usual = JSON.stringify(await allThatGitSays(root))
    write(root, { '.git/evil': 'evil\n' })
    const evil = runGit(root, 'hash-object', '-w', '.git/evil')
    runGit(root, 'replace', runGit(root, 'rev-parse', 'HEAD:a.txt'), evil)
    runGit(root, 'replace', runGit(root, 'rev-parse', 'HEAD'), runGit(root, 'rev-parse', 'HEAD~1'))
    write(root, { '.git/info/grafts': `${runGit(root, '--no-replace-objects', 'rev-parse', 'HEAD')}\n` })
    expect(runGit(root, 'show', 'HEAD:a.txt')).not.toContain('changed')
    expect(JSON.stringify(await allThatGitSays(root))).toBe(usual)
  })
})
