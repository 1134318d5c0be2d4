import { describe, expect, test } from '@jest/globals'
import { fileLocation } from '../../../src/core/location.js'
import type { ServiceRules } from '../../../src/core/policy.js'
import { findServices } from '../../../src/readers/services/index.js'
import { modelsOf } from './support.js'

const rules = (name: string, path: string): ServiceRules => ({
  name,
  paths: [path],
  pathsAt: [fileLocation('pillarlint.yml')],
  at: fileLocation('pillarlint.yml'),
})
const SERVICES = [rules('web', 'apps/web'), rules('api', 'apps/api')]
const TREE = {
  Makefile: 'test:\n\tnpm test\n',
  'apps/web/package.json': '{}',
  'apps/web/Dockerfile': 'FROM node:24\n',
  'apps/api/package.json': '{}',
  'apps/api/Dockerfile': 'FROM node:24\n',
}

/** The services of the jobs of one workflow, by the ids of the jobs. */
function jobs(text: string, file = '.github/workflows/ci.yml') {
  const models = modelsOf({ ...TREE, [file]: text })
  const services = findServices(models, SERVICES)
  const all = models.pipelines.known ? models.pipelines.value.all.flatMap((each) => each.jobs) : []
  return Object.fromEntries(all.map(({ id, at }) => [id, services?.of({ at, because: [] }) ?? null]))
}

const job = (...steps: string[]) =>
  `    runs-on: ubuntu-24.04\n    steps:\n${steps.map((step) => `      - ${step}\n`).join('')}`
const workflow = (steps: string[], on = 'push', more = '') => `on: ${on}\njobs:\n  a:\n${more}${job(...steps)}`

describe('the service that a job is for', () => {
  test.each<[string, string[], string | null]>([
    ['nothing names one', ['run: npm test'], null],
    ['a folder to work in', ['{ run: npm test, working-directory: apps/web }'], 'web'],
    ['a folder that the script enters', ['run: cd apps/web && npm ci && npm test'], 'web'],
    [
      'an image that is built from its folder',
      ['run: docker build -t web apps/web', 'run: kubectl set image deploy/web web=web'],
      'web',
    ],
    ['an option of make, npm or pnpm', ['run: npm --prefix apps/api test'], 'api'],
    ['a filter of a build tool', ['run: pnpm --filter @acme/web... build'], 'web'],
    ['a filter with an equals sign', ['run: turbo run build --filter=api'], 'api'],
    ['an input of an action', ['{ uses: docker/build-push-action@v6, with: { context: ./apps/web } }'], 'web'],
    ['several', ['run: docker build apps/web', 'run: docker build apps/api'], null],
    [
      'a service beside work on the whole tree',
      ['run: npm test', '{ run: npm test, working-directory: apps/web }'],
      null,
    ],
    ['a word that is only printed', ['run: echo apps/web'], null],
    ['a word that happens to be a name', ['run: ./notify web'], null],
  ])('%s', (_, steps, service) => expect(jobs(workflow(steps))).toEqual({ a: service }))

  test('a path filter of the pipeline, with what is shared beside it', () => {
    const on = "{ push: { paths: ['apps/web/**', 'packages/**', '!apps/api/**'] }, workflow_dispatch: null }"
    expect(jobs(workflow(['run: npm test'], on))).toEqual({ a: 'web' })
    expect(jobs(workflow(['run: npm test'], "{ push: { paths: ['apps/web/**', 'apps/api/**'] } }"))).toEqual({
      a: null,
    })
    expect(jobs(workflow(['run: npm test'], "{ push: null, pull_request: { paths: ['apps/web/**'] } }"))).toEqual({
      a: null,
    })
  })

  test('a filter and a folder that contradict each other decide nothing', () => {
    const on = "{ push: { paths: ['apps/web/**'] } }"
    expect(jobs(workflow(['{ run: npm test, working-directory: apps/api }'], on))).toEqual({ a: null })
  })

  test('an output of the job that looks at changes', () => {
    const more = "    if: needs.changes.outputs.web == 'true'\n"
    expect(jobs(workflow(['run: npm test'], 'push', more))).toEqual({ a: null })
    expect(jobs(workflow(['run: kubectl apply -f x'], 'push', more))).toEqual({ a: 'web' })
  })

  test('a matrix that decides the folder', () => {
    const more = '    strategy: { matrix: { app: [web, api] } }\n'
    const steps = ['{ run: npm test, working-directory: "apps/${{ matrix.app }}" }', 'run: cat apps/web/package.json']
    expect(jobs(workflow(steps, 'push', more))).toEqual({ a: null })
    const versions = '    strategy: { matrix: { node: [22, 24] } }\n'
    const setup = '{ uses: actions/setup-node@v6, with: { node-version: "${{ matrix.node }}" } }'
    expect(jobs(workflow([setup, '{ run: npm test, working-directory: apps/web }'], 'push', versions))).toEqual({
      a: 'web',
    })
  })

  test('other systems', () => {
    const gitlab = 'web:\n  script: [cd apps/web, npm test]\nall:\n  script: [npm test]\n'
    expect(jobs(gitlab, '.gitlab-ci.yml')).toEqual({ web: 'web', all: null })
  })

  test('a pipeline in the folder of a service is its own', () => {
    const services = findServices(modelsOf({ ...TREE, 'apps/api/Jenkinsfile': 'pipeline {}' }), SERVICES)
    expect(services?.of({ at: fileLocation('apps/api/Jenkinsfile', 'x'), because: [] })).toBe('api')
  })
})

describe('places', () => {
  const models = modelsOf({
    ...TREE,
    '.github/workflows/ci.yml': workflow(['{ run: make test, working-directory: apps/web }']),
  })
  const services = findServices(models, SERVICES)
  test.each([
    ['a file of a service', fileLocation('apps/api/Dockerfile'), [], 'api'],
    ['a file of none', fileLocation('Makefile'), [], undefined],
    ['a setting', undefined, [], undefined],
    ['the pipeline as a whole', fileLocation('.github/workflows/ci.yml', 'on'), [], undefined],
    ['a step', fileLocation('.github/workflows/ci.yml', 'jobs.a.steps[0].run'), [], 'web'],
    [
      'a shared file that a job of the service leads to',
      fileLocation('Makefile'),
      [{ file: '.github/workflows/ci.yml', line: 6, text: 'make' }],
      'web',
    ],
  ])('%s', (_, at, because, service) => {
    expect(services?.of({ because, ...(at !== undefined && { at }) })).toBe(service)
  })

  test('paths where nothing is', () => {
    const found = findServices(modelsOf(TREE), [...SERVICES, rules('gone', 'apps/gone')])
    expect(found?.unmatched).toMatchObject([{ service: 'gone', path: 'apps/gone' }])
    expect(found?.all.map(({ files }) => files)).toEqual([2, 2, 0])
  })
})
