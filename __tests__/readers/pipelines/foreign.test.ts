import { describe, expect, test } from '@jest/globals'
import { foreignPipelines } from '../../../src/readers/pipelines/foreign.js'
import { filesOf } from '../../helpers/files.js'

const found = (path: string, text = '') => foreignPipelines(filesOf({ [path]: text })).map(({ system }) => system)
const CONCOURSE = 'resources:\n- name: repo\n  type: git\njobs:\n- name: unit\n  plan:\n  - get: repo\n'

describe('pipelines of systems that are not read', () => {
  test.each([
    ['.drone.star', 'Drone (written as a program)'],
    ['.drone.jsonnet', 'Drone (written as a program)'],
    ['.crow/build.yaml', 'Crow CI'],
    ['.gitea/workflows/ci.yaml', 'Gitea Actions'],
    ['.forgejo/workflows/ci.yml', 'Forgejo Actions'],
    ['.prow.yaml', 'Prow'],
    ['.prow/provider-aws.yaml', 'Prow'],
    ['.zuul.yaml', 'Zuul'],
    ['zuul.yaml', 'Zuul'],
    ['zuul.d/jobs.yaml', 'Zuul'],
    ['.zuul.d/project.yaml', 'Zuul'],
    ['.cirrus.yml', 'Cirrus CI'],
    ['.cirrus.star', 'Cirrus CI'],
    ['appveyor.yml', 'AppVeyor'],
    ['.appveyor.yml', 'AppVeyor'],
    ['.semaphore/semaphore.yml', 'Semaphore'],
    ['.semaphore/production-deploy.yml', 'Semaphore'],
    ['.teamcity/settings.kts', 'TeamCity'],
    ['.teamcity/builds/Build.kt', 'TeamCity'],
    ['.teamcity/project-config.xml', 'TeamCity'],
    ['.teamcity/Shop/buildTypes/Shop_Build.xml', 'TeamCity'],
    ['.space.kts', 'JetBrains Space'],
    ['codefresh.yml', 'Codefresh'],
    ['wercker.yml', 'Wercker'],
    ['screwdriver.yaml', 'Screwdriver'],
    ['ci/shop.gocd.yaml', 'GoCD'],
    ['shop.gocd.yml', 'GoCD'],
    ['gocd/shop.gopipeline.json', 'GoCD'],
    ['.harness/pipelines/build.yaml', 'Harness'],
    ['.harness/orgs/default/projects/shop/pipelines/build.yaml', 'Harness'],
    ['.spacelift/config.yml', 'Spacelift'],
    ['atlantis.yaml', 'Atlantis'],
    ['bamboo-specs/bamboo.yml', 'Bamboo'],
    ['bamboo-specs/src/main/java/acme/PlanSpec.java', 'Bamboo'],
    ['bitrise.yml', 'Bitrise'],
    ['codemagic.yaml', 'Codemagic'],
    ['.build.yml', 'SourceHut builds'],
    ['.builds/alpine.yml', 'SourceHut builds'],
    ['.vela.yml', 'Vela'],
    ['.onedev-buildspec.yml', 'OneDev'],
    ['buddy.yml', 'Buddy'],
  ])('%s is of %s', (path, system) => {
    expect(found(path)).toEqual([system])
  })

  test.each([
    ['.teamcity/pom.xml'],
    ['docs/appveyor.yml'],
    ['charts/atlantis.yaml'],
    ['web/bitrise.yml'],
    ['bamboo-specs/README.md'],
    ['zuul/zuul.conf'],
    ['fixtures/a.gocd.yaml'],
    ['node_modules/x/shop.gocd.yaml'],
    ['.harness/README.md'],
  ])('%s is of none', (path) => {
    expect(found(path)).toEqual([])
  })

  test.each([
    'ci/pipeline.yml',
    'ci/pipelines/deploy.yaml',
    'concourse/main.yml',
    'pipeline.yml',
    'ops/pipeline-prod.yml',
  ])('Concourse by what is in %s', (path) => {
    expect(found(path, CONCOURSE)).toEqual(['Concourse'])
    expect(found(path, 'steps:\n- script: make\n')).toEqual([])
    expect(found(path, 'jobs:\n- job: a\n  steps: []\nresources:\n  repositories: []\n')).toEqual([])
  })

  test('a pipeline elsewhere is not looked for', () => {
    expect(found('docs/example.yml', CONCOURSE)).toEqual([])
  })
})
