import { describe, expect, test } from '@jest/globals'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { NO_SETTINGS } from '../../../src/models/settings.js'
import { readCodeowners } from '../../../src/readers/codeowners/index.js'
import { readFileIndex } from '../../../src/readers/files.js'
import { readProject } from '../../../src/readers/project/index.js'
import type { Files } from '../../../src/snapshot/snapshot.js'
import { memoryFiles, readerContext } from '../../helpers/memory-files.js'

const CORPUS = '../shared/corpus'
const repositories = existsSync(CORPUS) ? readdirSync(CORPUS).filter((name) => name.includes('__')) : []

/** Every path of the repository; the text of those files that the corpus keeps. */
function corpusFiles(repository: string): Files {
  const tree = readFileSync(join(CORPUS, '_trees', `${repository}.txt`), 'utf8').split('\n')
  const files = memoryFiles(tree.filter((line) => line !== '' && !line.startsWith('#')))
  const text = (path: string): string | undefined => {
    const kept = join(CORPUS, repository, path.replace(/(^|\/)\.git(ignore|attributes)$/, '$1_git$2'))
    return files.has(path) && existsSync(kept) && statSync(kept).isFile() ? readFileSync(kept, 'utf8') : undefined
  }
  return { ...files, text }
}

/** What these repositories are, judged by hand. */
const KINDS: Readonly<Record<string, string>> = {
  'CircleCI-Public__aws-ecs-orb': 'pipeline-library',
  DavidAnson__markdownlint: 'library',
  'SAP__jenkins-library': 'pipeline-library',
  'actions__typescript-action': 'pipeline-library',
  'astral-sh__ruff': 'library',
  changesets__action: 'pipeline-library',
  eslint__eslint: 'library',
  'geerlingguy__ansible-role-docker': 'library',
  'jenkinsci__pipeline-examples': 'examples',
  'juice-shop__juice-shop': 'application',
  'kubernetes-sigs__kubespray': 'library',
  'prometheus-community__helm-charts': 'library',
  sigstore__cosign: 'library',
  'webpro-nl__knip': 'library',
}

const run = repositories.length > 0 ? describe : describe.skip

run('real repositories', () => {
  test.each(repositories.length > 0 ? repositories : ['the corpus is not here'])('%s', (repository) => {
    const files = corpusFiles(repository)
    const context = readerContext(files)
    const index = readFileIndex(files, NO_SETTINGS)
    const none = {
      resources: [],
      terraform: [],
      ansible: { plays: [], tasks: [], inventories: [], requirements: [] },
      technologies: new Set<string>(),
      unread: [],
    }
    const project = readProject(context, index, none)
    expect(context.defects).toEqual([])
    expect(project.kindBecause).not.toBe('')
    const shares = project.languages.reduce((sum, { share }) => sum + share, 0)
    expect(shares === 0 || Math.abs(shares - 1) < 1e-9).toBe(true)
    expect(project.criticalPaths.every(({ path }) => index.has(path))).toBe(true)
    if (KINDS[repository] !== undefined) expect(project.kind).toBe(KINDS[repository])

    const owners = readCodeowners(context, index)
    const broken = repository === 'docker__awesome-compose'
    expect(owners.errors.map(({ kind }) => kind)).toEqual(broken ? ['invalid-owner', 'invalid-owner'] : [])
    if (owners.rules[0]?.pattern === '*')
      expect(files.paths.every((path) => owners.ruleFor(path) !== undefined)).toBe(true)
  })
})
