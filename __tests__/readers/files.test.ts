import { describe, expect, test } from '@jest/globals'
import { NO_SETTINGS } from '../../src/models/settings.js'
import { readFileIndex } from '../../src/readers/files.js'
import { memoryFiles } from '../helpers/memory-files.js'

const index = (files: Parameters<typeof memoryFiles>[0], exclude: string[] = []) =>
  readFileIndex(memoryFiles(files), { ...NO_SETTINGS, exclude })

describe('isExcluded', () => {
  test.each([
    'src/app.ts',
    'build',
    'dist.ts',
    'builds/a.ts',
    'Vendor/a.go',
    'charts/shop/templates/a.yaml',
    'charts/a.yaml',
    '.github/workflows/build.yml',
    '.github/actions/build/action.yml',
    '.github/dist/index.js',
    'constructor/a.ts',
    '__proto__/a.ts',
    'db/seeds/requirements.txt',
    'fuzz/targets.ts',
    'nlp/corpus/Dockerfile',
  ])('%s is judged', (path) => expect(index([path]).isExcluded(path)).toBe(false))

  test.each([
    'node_modules/a/index.js',
    'web/node_modules/a/index.js',
    'go/vendor/a.go',
    'third_party/a.c',
    'infra/.terraform/modules/a.tf',
    'dist/index.js',
    'packages/a/build/a.js',
    'target/a',
    'pkg/testdata/a.yml',
    'tests/fixtures/a.yml',
    'src/__snapshots__/a.snap',
    'examples/a/main.tf',
    'policies/deny/.chainsaw-test/run.yaml',
    'charts/shop/charts/redis/Chart.yaml',
    'deploy/charts/shop/charts/redis/Chart.yaml',
    'fuzz/seeds/manifests/requirements.txt',
    'tests/fuzzing/yaml/corpus/a.yaml',
  ])('%s is not judged', (path) => expect(index([path]).isExcluded(path)).toBe(true))

  test('a folder that holds a repository of its own is not judged', () => {
    const files = index(['copy/README.md', 'copy/.github/workflows/ci.yml', 'copy/src/a.ts', 'src/a.ts', 'README.md'])
    expect(files.paths.filter((path) => files.isExcluded(path))).toEqual(
      ['copy/README.md', 'copy/.github/workflows/ci.yml', 'copy/src/a.ts'].sort(),
    )
  })

  test('a misplaced workflow folder alone does not hide the code beside it', () => {
    const files = index(['app/.github/workflows/ci.yml', 'app/src/a.ts', 'app/main.ts'])
    expect(files.isExcluded('app/main.ts')).toBe(false)
  })

  test('the configuration adds globs; one that names a folder covers its content', () => {
    const files = index(['legacy/a.ts', 'src/a.gen.ts', 'src/a.ts'], ['legacy', '**/*.gen.ts'])
    expect(files.paths.map((path) => files.isExcluded(path))).toEqual([true, true, false])
  })
})

describe('.gitattributes', () => {
  const paths = { 'api/client.ts': '', 'src/schema.ts': '', 'src/x/schema.ts': '', 'src/my file.ts': '' }
  const judged = (attributes: string) => {
    const files = index({ ...paths, '.gitattributes': attributes })
    return Object.keys(paths).filter((path) => files.isExcluded(path))
  }

  test.each([
    ['api/** text'],
    ['api linguist-generated'],
    ['# api/** linguist-generated'],
    ['api/** -linguist-generated'],
    ['[attr]gen linguist-generated'],
    ['api/** linguist-generated\napi/*.ts linguist-generated=false'],
  ])('%j marks nothing', (attributes) => expect(judged(attributes)).toEqual([]))

  test.each([
    ['api/** linguist-generated', ['api/client.ts']],
    ['/api/* -diff linguist-vendored=true', ['api/client.ts']],
    ['schema.ts linguist-generated=true', ['src/schema.ts', 'src/x/schema.ts']],
    ['"src/my file.ts" linguist-generated\r\n', ['src/my file.ts']],
  ])('%j marks %j', (attributes, expected) => expect(judged(attributes)).toEqual(expected))
})

describe('the index', () => {
  const files = index(['a/b/c.ts', 'd.ts'])

  test.each(['a', 'a/b', 'a/b/', '.', ''])('has the folder %j', (folder) => expect(files.hasFolder(folder)).toBe(true))

  test.each(['b', 'a/b/c.ts', 'd.ts', 'constructor'])('has no folder %j', (folder) =>
    expect(files.hasFolder(folder)).toBe(false),
  )

  test('knows its paths', () => {
    expect(files.has('a/b/c.ts')).toBe(true)
    expect(files.has('a/b')).toBe(false)
    expect(files.paths).toEqual(['a/b/c.ts', 'd.ts'])
  })
})
