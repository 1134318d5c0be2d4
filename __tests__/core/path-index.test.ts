import { describe, expect, test } from '@jest/globals'
import {
  onLowerCase,
  onName,
  onNameInLowerCase,
  onPath,
  pathsEnding,
  pathsFitting,
  pathsNamed,
  pathsStartingWith,
  isThere,
  someStartWith,
  topFolders,
  type Fits,
} from '../../src/core/path-index.js'
import { PIPELINE_NAMES, ADAPTERS } from '../../src/readers/pipelines/index.js'

/** Names that differ where patterns do: in case, in endings, in what stands before and behind them. */
const NAMES = [
  ...[
    'Dockerfile',
    'Dockerfile.dev',
    'api.Dockerfile',
    'Makefile',
    'x.Makefile',
    '.gitignore',
    'gitignore',
    'Procfile',
  ],
  ...['Chart.yaml', 'chart.YML', 'a.yml', 'a.yml.j2', 'main.tf', 'main.tf.json', 'x.tftest.hcl', 'package.json'],
  ...['Jenkinsfile', 'Jenkinsfile.js', 'a.jenkinsFile', 'release.config.ts', 'deploy.sh', 'deploy', '.releaserc'],
  ...['.releaserc.json', 'README', 'README.md', 'readme.RST', 'go.mod', 'web.csproj', 'a.b', 'a.', '.', 'K.tom', 'ſ.k'],
  ...['appspec.yml', 'azure-pipelines.yml', 'buildspec.yaml', 'cloudbuild.json', 'action.yml', '.gitlab-ci.yml'],
]

const FOLDERS = ['', '.github/workflows/', 'a.b/', 'docs/', 'vars/', 'x.yml/', 'y/migrations/', 'Ä/İ/', '.tekton/']

/** Enough that they are sorted by ending. */
const PATHS = [
  ...FOLDERS.flatMap((folder) => NAMES.map((name) => folder + name)),
  ...Array.from({ length: 600 }, (_, index) => `src/source-${index}.ts`),
].sort()

const PATTERNS: readonly RegExp[] = [
  ...[
    /\.ya?ml$/,
    /\.ya?ml$/i,
    /(?:^|\/)Chart\.ya?ml$/,
    /^Dockerfile$/,
    /(?:^|\/)Dockerfile[^/]*$/,
    /file$/,
    /Makefile$/,
  ],
  ...[/\.tf(?:\.json)?$/, /\.(?:tftest|tofutest)\.(?:hcl|json)$/, /^Jenkinsfile.*$/, /\.[Jj]enkins[Ff]ile$/, /\.$/],
  ...[
    /^deploy(?:[._-].*)?\.(?:sh|ts)$|^deploy$/,
    /^\.releaserc(?:\..+)?$/,
    /^readme(?:\.\w+)?$/i,
    /proj$/,
    /^go\.mod$/,
  ],
  ...[/^\.github\//, /migrations\/[^/]+$/, /source-1\d*\.[cm]?[jt]s$/, /(?:^|\/)\.?gitignore$/, /b$/, /k$/i, /$/, /^$/],
  ...[/(?<![.])yml$/, /[^.]$/, /\.(?:md|adoc|rst|txt)$/i, /(?:^|\/)[^/]*\.json$/, /release\.config\.[cm]?[jt]s$/],
]

describe('pathsFitting', () => {
  test.each<[string, Fits]>([
    ['paths', onPath],
    ['names', onName],
    ['lower case', onLowerCase],
    ['names in lower case', onNameInLowerCase],
  ])('finds what asking of each path finds: %s', (_, fits) => {
    for (const pattern of PATTERNS) {
      const expected = PATHS.filter((path) => fits(path, [pattern]))
      expect([pattern.source, pathsFitting(PATHS, [pattern], fits)]).toEqual([pattern.source, expected])
    }
    expect(pathsFitting(PATHS, PATTERNS, fits)).toEqual(PATHS.filter((path) => fits(path, PATTERNS)))
  })

  test('does not ask of paths that cannot fit', () => {
    const asked: string[] = []
    pathsFitting(PATHS, [/\.ya?ml$/, /^Procfile$/], (path, patterns) => {
      asked.push(path)
      return onName(path, patterns)
    })
    expect(asked.filter((path) => path.endsWith('.ts'))).toEqual([])
    expect(asked.length).toBeLessThan(PATHS.length / 4)
  })

  test('of a few paths each is asked', () => {
    expect(pathsFitting(['b.yml', 'a.yml', 'c.ts'], [/\.yml$/])).toEqual(['b.yml', 'a.yml'])
  })
})

describe('by name and place', () => {
  test('endings, whatever their case, in the order of the paths', () => {
    expect(pathsEnding(PATHS, ['.yml', '.md'])).toEqual(PATHS.filter((path) => /\.(?:yml|md)$/i.test(path)))
    expect(pathsEnding(PATHS, [''])).toEqual(PATHS.filter((path) => !/\.[^/]*$/.test(path)))
    expect(pathsEnding(PATHS, ['.none'])).toEqual([])
  })

  test.each(['Dockerfile', 'Chart.yaml', '.gitignore', 'a.', 'none'])('files named %s', (name) =>
    expect(pathsNamed(PATHS, name)).toEqual(PATHS.filter((path) => path.slice(path.lastIndexOf('/') + 1) === name)),
  )

  test.each(['', 'docs/', 'src/source-59', 'zzz', '!', 'Ä/', '.github/workflows/a'])('what begins with %j', (start) => {
    const expected = PATHS.filter((path) => path.startsWith(start))
    expect(pathsStartingWith(PATHS, start)).toEqual(expected)
    expect(someStartWith(PATHS, start)).toBe(expected.length > 0)
  })
})

test('files and folders, and the folders at the root', () => {
  const places = ['docs', 'src', 'src/source-1.ts', 'x.yml', '.github', '.github/workflows', 'a.b/a.b', 'Dockerfile']
  expect(places.filter((place) => !isThere(PATHS, place))).toEqual([])
  expect(['doc', 'src/', '', 'src/source', 'zz', 'docs/none'].filter((place) => isThere(PATHS, place))).toEqual([])
  const tops = PATHS.filter((path) => path.includes('/')).map((path) => path.split('/')[0])
  expect(topFolders(PATHS)).toEqual([...new Set(tops)])
  expect(topFolders(['a', 'a-b/c', 'a/b', 'a/c/d', 'a0', 'b'])).toEqual(['a-b', 'a'])
})

test('every path that an adapter takes for a pipeline is asked about', () => {
  const paths = ['.buildkite/', '.gitlab/ci/', '.circleci/', '.woodpecker/', 'ado/', 'cloudbuild/', ...FOLDERS].flatMap(
    (folder) => [...NAMES, 'config.yml', 'pipeline.json', 'pipeline.yaml'].map((name) => folder + name),
  )
  const taken = paths.filter((path) => ADAPTERS.some((adapter) => adapter.isPipelineFile(path)))
  expect(taken.length).toBeGreaterThan(40)
  expect(taken.filter((path) => !onPath(path, PIPELINE_NAMES))).toEqual([])
})
