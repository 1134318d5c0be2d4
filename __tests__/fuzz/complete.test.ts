import { readdirSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { seedsOf } from '../../fuzz/seeds.js'
import { snapshotOf } from '../../fuzz/target.js'
import { TARGETS } from '../../fuzz/targets.js'
import { PIPELINE_TARGETS } from '../../fuzz/targets/pipelines.js'
import { SCRIPT_TARGETS } from '../../fuzz/targets/scripts.js'
import { NO_SETTINGS } from '../../src/models/settings.js'
import { ADAPTERS } from '../../src/readers/pipelines/index.js'
import { readModels } from '../../src/readers/read-models.js'

/** The folders of readers → the targets that feed them. A folder of a target's name is fed by that. */
const FED: Readonly<Record<string, readonly string[]>> = {
  'src/readers/delivery': ['github-actions', 'terraform', 'kubernetes'],
  'src/readers/git-hooks': ['settings', 'task files'],
  'src/readers/image-builds': ['dockerfile'],
  'src/readers/infrastructure': ['parts of infrastructure'],
  'src/readers/pipelines': ['parts of pipelines'],
  'src/readers/project': ['manifests', 'settings', 'toml', 'xml'],
  'src/readers/resolve': ['makefile', 'task files', 'ini'],
  'src/readers/services': ['manifests', 'settings'],
  'src/readers/tests': ['settings'],
  'src/readers/infrastructure/azure': ['bicep', 'parts of infrastructure'],
  'src/readers/infrastructure/pulumi': ['parts of infrastructure'],
  'src/readers/infrastructure/spinnaker': ['parts of infrastructure'],
  'src/readers/infrastructure/terragrunt': ['parts of infrastructure'],
  'src/readers/pipelines/aws-codedeploy': ['parts of pipelines'],
  'src/readers/pipelines/aws-codepipeline': ['parts of pipelines'],
  'src/readers/pipelines/container-workflows': ['drone', 'woodpecker'],
  'src/readers/pipelines/pre-commit-ci': ['task files'],
}

const NAMES = new Set(TARGETS.map(({ name }) => name))

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${folder}/${name}`)
}

describe('every reader is fed by a target', () => {
  const folders = ['src/readers', 'src/readers/infrastructure', 'src/readers/pipelines'].flatMap(foldersIn)

  test.each(folders)('%s', (folder) => {
    const own = folder.slice(folder.lastIndexOf('/') + 1)
    const targets = FED[folder] ?? [own]
    expect(targets.length).toBeGreaterThan(0)
    expect(targets.filter((name) => !NAMES.has(name))).toEqual([])
  })

  test('what is said of a folder is said of one that there is', () => {
    expect(Object.keys(FED).filter((folder) => !folders.includes(folder))).toEqual([])
  })
})

describe('every CI system is fed by a target', () => {
  const fed = [...PIPELINE_TARGETS, ...SCRIPT_TARGETS].flatMap((target) =>
    seedsOf(target).flatMap((seed) => {
      const { models } = readModels(snapshotOf(target.files(seed)), NO_SETTINGS)
      return models.pipelines.known ? models.pipelines.value.all.map(({ system }) => system) : []
    }),
  )

  test.each(ADAPTERS.map(({ system }) => system))('%s', (system) => expect(fed).toContain(system))
})
