import { describe, expect, test } from '@jest/globals'
import type { Infrastructure } from '../../../src/models/index.js'
import { project, resource, terraform } from './read.js'

const deployables = (texts: Parameters<typeof project>[0], infrastructure: Partial<Infrastructure> = {}) =>
  project(texts, infrastructure).deployables.map(({ kind, at }) => `${kind} ${at.file}`)
const deployment = (file: string) => resource('kubernetes', 'apps/v1/Deployment', file)

describe('deployables', () => {
  test.each([
    ['a tool image', { Dockerfile: 'FROM scratch\nENTRYPOINT ["/tool"]\n' }],
    ['an image for development', { 'Dockerfile.dev': 'FROM node\nEXPOSE 80\n' }],
    [
      'a service of an earlier stage',
      { Dockerfile: 'FROM node AS dev\nEXPOSE 80\nFROM scratch\nCOPY --from=dev a a\n' },
    ],
    ['a sample', { 'samples/fly.toml': '' }],
    ['documentation', { 'docs/Procfile': '' }],
    ['a dev container', { '.devcontainer/Dockerfile': 'FROM node\nEXPOSE 80\n' }],
    ['a deploy script for documentation', { 'scripts/deploy-docs.sh': '' }],
    ['a Compose file', { 'compose.yaml': '' }],
  ])('%s is none', (_name, texts) => expect(deployables(texts)).toEqual([]))

  test('resources in test folders, and those that run nothing, are none', () => {
    const resources = [
      deployment('test/e2e/a.yaml'),
      deployment('examples/a.yaml'),
      resource('kubernetes', 'v1/ConfigMap', 'k8s/a.yaml'),
    ]
    expect(deployables(['test/e2e/a.yaml', 'examples/a.yaml', 'k8s/a.yaml'], { resources })).toEqual([])
  })

  test.each<[string, Record<string, string>, string]>([
    ['a service', { 'web/Dockerfile': 'FROM node\nEXPOSE 80\n' }, 'service-image web/Dockerfile'],
    ['a service with a probe', { Dockerfile: 'FROM node\nHEALTHCHECK CMD true\n' }, 'service-image Dockerfile'],
    ['Serverless', { 'api/serverless.yml': '' }, 'serverless api/serverless.yml'],
    ['CodeDeploy', { 'appspec.yml': '' }, 'codedeploy appspec.yml'],
    ['a script', { 'scripts/deploy-prod.sh': '' }, 'script scripts/deploy-prod.sh'],
    ['a platform', { 'fly.toml': '' }, 'platform fly.toml'],
    ['a swarm stack', { 'docker-stack.yml': '' }, 'manifests docker-stack.yml'],
    ['a production Compose project', { 'compose.prod.yaml': '' }, 'manifests compose.prod.yaml'],
  ])('%s is one', (_name, texts, expected) => expect(deployables(texts)).toEqual([expected]))

  test('one for each root, folder of manifests and stack, in order of path', () => {
    const resources = [
      deployment('k8s/b.yaml'),
      deployment('k8s/a.yaml'),
      resource('cloudformation', 'AWS::SQS::Queue', 'stack.yaml'),
      resource('cloudformation', 'AWS::SNS::Topic', 'stack.yaml'),
      { ...resource('helm', 'chart', 'chart/Chart.yaml'), module: 'chart' },
      { ...deployment('chart/templates/a.yaml'), module: 'chart' },
    ]
    const roots = [terraform('prod', true), terraform('modules/a', false), terraform('examples/a', true)]
    expect(deployables([], { resources, terraform: roots })).toEqual([
      'manifests chart/Chart.yaml',
      'manifests k8s/b.yaml',
      'terraform-root prod/main.tf',
      'manifests stack.yaml',
    ])
  })
})

describe('who pulls', () => {
  const pulledBy = (texts: Parameters<typeof project>[0], infrastructure: Partial<Infrastructure> = {}) =>
    project(texts, infrastructure).pulledBy.map(({ value, at }) => `${value} ${at.file}`)

  test('nobody, by files of documentation, tests and examples', () => {
    expect(pulledBy(['docs/vercel.json', 'tests/netlify.toml', 'examples/a/vercel.json', 'app.yaml'])).toEqual([])
  })

  test('platforms, controllers and HCP Terraform', () => {
    const resources = [
      resource('argocd', 'argoproj.io/v1alpha1/Application', 'argo/app.yaml'),
      resource('argocd', 'argoproj.io/v1alpha1/AppProject', 'argo/project.yaml'),
      resource('flux', 'kustomize.toolkit.fluxcd.io/v1/Kustomization', 'flux/a.yaml'),
      resource('flux', 'source.toolkit.fluxcd.io/v1/GitRepository', 'flux/b.yaml'),
      resource('terraform', 'tfe_workspace', 'tfe/main.tf'),
    ]
    const roots = [terraform('prod', true, 'cloud'), terraform('stage', true, 's3')]
    expect(pulledBy(['web/vercel.json', '.do/app.yaml'], { resources, terraform: roots })).toEqual([
      'DigitalOcean App Platform .do/app.yaml',
      'Vercel web/vercel.json',
      'HCP Terraform prod/main.tf',
      'Argo CD argo/app.yaml',
      'Flux flux/a.yaml',
    ])
  })
})

describe('documented deploys', () => {
  const tree = {
    'src/a.ts': '',
    'src/b.ts': '',
    'k8s/a.yaml': '',
    'charts/shop/Chart.yaml': '',
    'deploy.sh': '',
    'infra/main.tf': '',
    'site.yml': '',
  }
  const roots = { terraform: [terraform('infra', true)] }
  const documented = (text: string, file = 'README.md', more: Record<string, string> = {}) =>
    project({ ...tree, ...more, [file]: text }, roots).documentedDeploys.map(({ command, heading, at }) => [
      heading,
      at.line,
      at.column,
      command,
    ])

  test.each([
    ['another system’s file', '## Deploy\n```\nkubectl apply -f https://example.com/a.yaml\n```'],
    ['a file that is not here', '## Deploy\n```\nkubectl apply -f manifests/a.yaml\n```'],
    ['a chart from elsewhere', '## Deploy\n```\nhelm install shop acme/shop\n```'],
    ['a placeholder', '## Deploy\n```\nkubectl apply -f <file>\n```'],
    ['a look at what would change', '## Deploy\n```\nkubectl apply -f k8s/ --dry-run=server\nterraform plan\n```'],
    ['quick start', '## Quickstart\n```\nkubectl apply -f k8s/\n```'],
    ['a part of the quick start', '## Getting started\n### Deploy\n```\nkubectl apply -f k8s/\n```'],
    ['local use', '## Local cluster\n```\nkubectl apply -f k8s/\n```'],
    ['kind', '## Deploy to kind\n```\nkubectl apply -f k8s/\n```'],
    ['usage', '## Usage\n```\nterraform apply\n```'],
    ['emergencies', '## Emergency procedure\n```\nkubectl apply -f k8s/\n```'],
    ['bootstrapping', '## Bootstrap\n```\nterraform apply\n```'],
    ['cleaning up', '## Clean up\n```\nterraform apply -var enabled=false\n```'],
    ['what the pipeline does', '## Deploy\nThe pipeline will run `terraform apply` for you.'],
    ['a warning', '## Deploy\nDo not run `terraform apply` by hand.'],
    ['a mention', '## Deploy\n`terraform apply` needs a role.'],
    ['configuration', '## Deploy\n```yaml\nrun: terraform apply\n```'],
    ['a comment', '## Deploy\n```\n# terraform apply\n```'],
    ['another subcommand', '## Deploy\n```\nkubectl get -f k8s/\nhelm template charts/shop\n```'],
  ])('%s is none', (_name, text) => expect(documented(text)).toEqual([]))

  test.each([
    ['```\nkubectl apply -f k8s/\n```', 3, 1, 'kubectl apply -f k8s/'],
    ['```sh\n$ kubectl -n prod apply -f k8s/a.yaml\n```', 3, 3, 'kubectl -n prod apply -f k8s/a.yaml'],
    ['```\nkubectl apply --filename=k8s/\n```', 3, 1, 'kubectl apply --filename=k8s/'],
    ['```\nhelm upgrade --install shop ./charts/shop\n```', 3, 1, 'helm upgrade --install shop ./charts/shop'],
    ['```\ncd infra && terraform apply\n```', 3, 1, 'cd infra && terraform apply'],
    ['```\nTF_VAR_a=b terraform apply\n```', 3, 1, 'TF_VAR_a=b terraform apply'],
    ['```\nsudo ./deploy.sh prod\n```', 3, 1, 'sudo ./deploy.sh prod'],
    ['```\nbash deploy.sh prod\n```', 3, 1, 'bash deploy.sh prod'],
    ['```\nansible-playbook -i prod site.yml\n```', 3, 1, 'ansible-playbook -i prod site.yml'],
    ['```\nkustomize build k8s | kubectl apply -f -\n```', 3, 1, 'kustomize build k8s | kubectl apply -f -'],
    ['\n    terraform apply', 3, 5, 'terraform apply'],
    ['To release, run `terraform apply` at noon.', 2, 18, 'terraform apply'],
  ])('%j', (text, line, column, command) =>
    expect(documented(`## Release\n${text}`)).toEqual([['Release', line, column, command]]),
  )

  test('a product may be called an example; its nested headings still tell', () => {
    expect(documented('# Example shop\n## Release\n```\nterraform apply\n```')).toHaveLength(1)
    expect(documented('# Example shop\n## Examples\n```\nterraform apply\n```')).toEqual([])
  })

  test.each([
    ['docs/deployment.md', 1],
    ['docs/runbooks/release.md', 1],
    ['infra/README.md', 1],
    ['RELEASING.md', 1],
    ['docs/architecture.md', 0],
    ['docs/local-deployment.md', 0],
    ['docs/features/deploy.md', 0],
    ['tests/README.md', 0],
    ['CHANGELOG.md', 0],
    ['infra/bootstrap/README.md', 0],
  ])('%s is read: %i', (file, count) =>
    expect(documented('## Apply\n```\nterraform apply\n```\n', file)).toHaveLength(count),
  )

  test('make deploy needs its target', () => {
    const text = '## Release\n```\nmake deploy\n```'
    expect(documented(text)).toEqual([])
    expect(documented(text, 'README.md', { Makefile: 'deploy: build\n\t./x' })).toHaveLength(1)
  })

  test('documents of a library are for its users', () => {
    const texts = {
      'package.json': '{"name": "a", "exports": "./a.js"}',
      'a.ts': '',
      'k8s/a.yaml': '',
      'README.md': '## Deploy\n```\nkubectl apply -f k8s/\n```',
    }
    expect(project(texts).documentedDeploys).toEqual([])
  })
})

describe('rollback documents', () => {
  const rollbacks = (texts: Record<string, string>) =>
    project(texts).rollbackDocuments.map(({ value, at }) => `${value} ${at.file}:${at.line}`)

  test.each([
    ['no steps', { 'docs/deploy.md': '## Rollback\nAsk somebody.\n' }],
    ['another heading', { 'docs/deploy.md': '## Feedback\n1. Write.\n' }],
    ['a feature', { 'docs/features/rollback.md': '# Rollback\n1. Click.\n' }],
    ['a change log', { 'CHANGELOG.md': '## Rollback\n- fixed\n' }],
    ['a workflow', { '.github/workflows/rollback.yml': 'on: push\n' }],
    ['a source', { 'src/rollback_list.ts': '' }],
  ])('%s is none', (_name, texts) => expect(rollbacks(texts)).toEqual([]))

  test.each<[Record<string, string>, string]>([
    [{ 'docs/deploy.md': '# Deploy\n\n## Rolling back\n1. Find the version.\n' }, 'Rolling back docs/deploy.md:3'],
    [{ 'README.md': '# Shop\n## Roll-back\n```\nhelm rollback shop\n```\n' }, 'Roll-back README.md:2'],
    [{ 'runbooks/release.md': '## Revert a release\n- pin\n' }, 'Revert a release runbooks/release.md:1'],
    [{ 'docs/rollback.md': '# When it breaks\n1. Find.\n\n## Then\n1. Do.\n' }, 'When it breaks docs/rollback.md:1'],
    [{ 'scripts/rollback.sh': '' }, 'scripts/rollback.sh scripts/rollback.sh:1'],
  ])('%j', (texts, expected) => expect(rollbacks(texts)).toEqual([expected]))
})

describe('critical paths', () => {
  const groupOf = (path: string, infrastructure: Partial<Infrastructure> = {}) =>
    project([path], infrastructure).criticalPaths[0]?.group

  test.each([
    'src/app.ts',
    'README.md',
    '.github/workflows/README.md',
    '.github/ISSUE_TEMPLATE/bug.yml',
    'package.json',
    'vars/README.md',
    'src/action.yml.ts',
    'examples/a/main.tf',
    'tests/k8s/a.yaml',
    'docs/k8s/a.yaml',
    'pkg/dockerfile.go',
    'src/template.ts',
    'cmd/migrate/main.go',
    'src/deployment.ts',
    'src/roles/admin.ts',
  ])('%s is none', (path) => expect(groupOf(path)).toBeUndefined())

  test.each([
    ['.github/workflows/build/ci.yml', 'pipeline'],
    ['.github/actions/setup/action.yml', 'pipeline'],
    ['action.yml', 'pipeline'],
    ['.gitlab-ci.yml', 'pipeline'],
    ['ci/Jenkinsfile.release', 'pipeline'],
    ['vars/deploy.groovy', 'pipeline'],
    ['.circleci/config.yml', 'pipeline'],
    ['ops/buildspec-prod.yml', 'pipeline'],
    ['.github/CODEOWNERS', 'codeowners'],
    ['docs/CODEOWNERS', 'codeowners'],
    ['infra/main.tf', 'iac'],
    ['infra/prod.tfvars', 'iac'],
    ['k8s/prod/a.yaml', 'iac'],
    ['charts/shop/values.yaml', 'iac'],
    ['Pulumi.prod.yaml', 'iac'],
    ['cdk.json', 'iac'],
    ['ansible/roles/web/tasks/main.yml', 'iac'],
    ['web/Dockerfile', 'image'],
    ['Dockerfile.prod', 'image'],
    ['compose.prod.yml', 'image'],
    ['db/migrate/20260101_a.rb', 'migration'],
    ['src/migrations/0001.py', 'migration'],
    ['sql/V1__init.sql', 'migration'],
    ['scripts/deploy.sh', 'script'],
    ['bin/rollback', 'script'],
    ['policy/deny.rego', 'policy'],
    ['policies/tags.yaml', 'policy'],
    ['pillarlint.yml', 'waivers'],
    ['.pillarlint/attestations.yaml', 'waivers'],
    ['.trivyignore', 'waivers'],
    ['docker/Dockerfile_alpine', 'image'],
    ['web/yarn.lock', 'dependencies'],
    ['.github/actions/a/package-lock.json', 'dependencies'],
    ['.github/dependabot.yml', 'security'],
    ['.github/renovate.json5', 'security'],
    ['.goreleaser.yaml', 'release'],
    ['release.config.cjs', 'release'],
    ['.bitbucket/CODEOWNERS', 'codeowners'],
  ])('%s: %s', (path, group) => expect(groupOf(path)).toBe(group))

  test('a file that defines resources is infrastructure whatever its name', () => {
    expect(groupOf('network.yaml', { resources: [resource('cloudformation', 'AWS::EC2::VPC', 'network.yaml')] })).toBe(
      'iac',
    )
  })

  test('the configuration adds its own', () => {
    const { criticalPaths } = project(['src/billing/a.ts', 'src/b.ts', 'a.tf'], {}, { criticalPaths: ['src/billing'] })
    expect(criticalPaths).toEqual([
      { path: 'a.tf', group: 'iac' },
      { path: 'src/billing/a.ts', group: 'policy' },
    ])
  })
})
