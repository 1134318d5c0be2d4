import { describe, expect, test } from '@jest/globals'
import { classifyAction } from '../../../../src/lexicon/index.js'
import { DELIVERY } from '../../../../src/readers/pipelines/gitlab-ci/template-delivery.js'
import { SCANS } from '../../../../src/readers/pipelines/gitlab-ci/template-scans.js'
import { composeYaml } from '../../../../src/readers/yaml/compose.js'
import { entriesOf, scalarAt } from '../../../../src/readers/yaml/navigate.js'
import { jobIn, readCi, startsOf } from './support.js'

const SOURCES = { 'src/app.py': '', 'package-lock.json': '{}', Dockerfile: '' }

describe('templates and components of GitLab', () => {
  test.each<[include: string, intents: Record<string, string>]>([
    ['template: Jobs/SAST.gitlab-ci.yml', { 'semgrep-sast': 'sast' }],
    ['template: Security/SAST.gitlab-ci.yml', { 'semgrep-sast': 'sast' }],
    ['component: gitlab.com/components/sast/sast@2.1.0', { 'semgrep-sast': 'sast' }],
    ['component: $CI_SERVER_FQDN/components/sast/sast@main', { 'semgrep-sast': 'sast' }],
    ['template: Jobs/SAST-IaC.gitlab-ci.yml', { 'kics-iac-sast': 'iac-scan' }],
    ['template: Jobs/Secret-Detection.gitlab-ci.yml', { secret_detection: 'secret-scan' }],
    ['component: $CI_SERVER_HOST/components/secret-detection/secret-detection@1', { secret_detection: 'secret-scan' }],
    ['template: Jobs/Dependency-Scanning.gitlab-ci.yml', { 'gemnasium-dependency_scanning': 'sca' }],
    ['template: Jobs/Dependency-Scanning.v2.gitlab-ci.yml', { 'dependency-scanning': 'sca' }],
    ['template: Jobs/Container-Scanning.gitlab-ci.yml', { container_scanning: 'container-scan' }],
    ['template: DAST.gitlab-ci.yml', { dast: 'dast' }],
    ['template: Jobs/License-Scanning.gitlab-ci.yml', { license_scanning: 'licence-scan' }],
    ['template: Code-Quality.gitlab-ci.yml', { code_quality: 'lint' }],
    ['template: Verify/Accessibility.gitlab-ci.yml', { a11y: 'accessibility-test' }],
    ['template: Jobs/Build.gitlab-ci.yml', { build: 'build' }],
    [
      'template: Terraform.gitlab-ci.yml',
      {
        fmt: 'format-check',
        validate: 'iac-validate',
        build: 'iac-plan',
        deploy: 'iac-apply',
        'kics-iac-sast': 'iac-scan',
      },
    ],
    [
      'template: OpenTofu.latest.gitlab-ci.yml',
      { fmt: 'format-check', validate: 'iac-validate', plan: 'iac-plan', apply: 'iac-apply' },
    ],
    [
      'component: gitlab.com/components/opentofu/validate-plan-apply@3.0.0',
      { fmt: 'format-check', validate: 'iac-validate', plan: 'iac-plan', apply: 'iac-apply' },
    ],
  ])('%s', (include, intents) => {
    const stages = 'stages: [validate, build, test, deploy, dast, accessibility, cleanup]'
    const { ci, defects } = readCi(`include: [{ ${include} }]\n${stages}`, SOURCES, { real: true })
    expect(defects).toEqual([])
    expect(ci.unresolved).toEqual([])
    const found = ci.jobs.map((job) => [job.id, job.steps.flatMap((step) => step.intents).at(0)?.kind])
    expect(Object.fromEntries(found)).toMatchObject(intents)
    for (const id of Object.keys(intents)) expect(jobIn(ci, id).at).toMatchObject({ file: '.gitlab-ci.yml', line: 1 })
  })

  test('the file changes what a template brings', () => {
    const { ci } = readCi(`
include: { template: Jobs/Secret-Detection.gitlab-ci.yml }
stages: [security]
secret_detection: { stage: security, tags: [small], rules: [{ if: $CI_COMMIT_TAG }] }
`)
    const job = jobIn(ci, 'secret_detection')
    expect(job).toMatchObject({
      stage: 'security',
      runner: ['small'],
      steps: [{ uses: { kind: 'component', repository: 'gitlab:jobs/secret-detection.gitlab-ci.yml' } }],
    })
    expect(startsOf(job)).toEqual(['tag'])
  })

  test('a job with a script of its own', () => {
    const { ci } = readCi(
      'include: { template: Jobs/Secret-Detection.gitlab-ci.yml }\nsecret_detection: { script: mine }',
    )
    expect(jobIn(ci, 'secret_detection').steps.map(({ run }) => run?.value)).toEqual(['mine'])
  })

  test('scans of languages that are not there', () => {
    const { ci } = readCi('include: { template: Jobs/SAST.gitlab-ci.yml }', { 'README.md': '' })
    expect(ci.jobs.filter(({ starts }) => starts?.some(({ certain }) => certain)).map(({ id }) => id)).toEqual([])
  })

  test('a scan that is switched off', () => {
    const { ci } = readCi(
      'include: { template: Jobs/SAST.gitlab-ci.yml }\nvariables: { SAST_DISABLED: "true" }',
      SOURCES,
    )
    expect(ci.jobs.map(({ id }) => id)).not.toContain('semgrep-sast')
  })

  test('jobs made of hidden ones', () => {
    const { ci } = readCi(
      `
include: { template: Terraform/Base.gitlab-ci.yml }
stages: [build, deploy]
variables: { TF_ROOT: infra }
plan: { extends: '.terraform:build' }
apply: { extends: '.terraform:deploy', environment: { name: production } }
`,
      { 'infra/main.tf': '' },
      { real: true },
    )
    expect(jobIn(ci, 'apply')).toMatchObject({
      environment: { name: 'production', tier: 'production', records: true },
      concurrency: { group: { value: 'default' } },
      needs: ['plan'],
    })
    expect(jobIn(ci, 'apply').steps[0]?.intents).toMatchObject([
      { kind: 'iac-apply', tool: 'terraform', command: { directory: 'infra' } },
    ])
  })

  test('Auto DevOps', () => {
    const { ci } = readCi('include: { template: Auto-DevOps.gitlab-ci.yml }', SOURCES, { real: true })
    const deployments = ci.jobs.filter(({ steps }) =>
      steps.some(({ intents }) => intents.some(({ kind }) => kind === 'deploy')),
    )
    expect(deployments.map(({ id, environment }) => [id, environment?.tier])).toEqual([
      ['review', 'preview'],
      ['staging', 'staging'],
      ['canary', 'production'],
      ['production', 'production'],
      ['production_manual', 'production'],
    ])
  })

  test('workflows', () => {
    const { ci } = readCi('include: { template: Workflows/MergeRequest-Pipelines.gitlab-ci.yml }\na: { script: x }')
    expect(startsOf(jobIn(ci, 'a'))).toEqual(['merge_request_event', 'push[$CI_DEFAULT_BRANCH]', 'tag'])
  })

  test('nobody writes code of templates in a file', () => {
    const { ci } = readCi('a: { uses: jobs/sast.gitlab-ci.yml }')
    expect(jobIn(ci, 'a').steps).toMatchObject([{ opaque: [{ reason: 'missing' }] }])
  })
})

describe('the data of templates', () => {
  const all = [...SCANS, ...DELIVERY]

  test.each(all.map(({ names: [name = ''], yaml }) => [name, yaml] as const))('%s', (_, yaml) => {
    const { error, documents } = composeYaml('template.yml', yaml)
    expect(error).toBeUndefined()
    const codes = entriesOf(documents[0]).flatMap(({ value }) => scalarAt(value, 'uses')?.text ?? [])
    for (const code of codes)
      expect([code, classifyAction(`gitlab:${code}`, undefined, new Map())]).toEqual([code, expect.anything()])
  })

  test('has every name once, in lower case', () => {
    const names = all.flatMap((each) => each.names)
    expect(names).toEqual([...new Set(names)].map((name) => name.toLowerCase()))
  })
})
