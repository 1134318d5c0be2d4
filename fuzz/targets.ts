import { checks } from '../checks/index.js'
import type { AnyCheck } from '../src/check-api/check.js'
import { loadConfig } from '../src/config/load.js'
import { configChanges } from '../src/config/changes.js'
import { unknown } from '../src/core/known.js'
import { readEvent } from '../src/github/event.js'
import { lint } from '../src/lint.js'
import { tokensOf, spansOf } from '../src/models/expression.js'
import type { Models } from '../src/models/index.js'
import { noHosting } from '../src/models/no-hosting.js'
import { NO_SETTINGS } from '../src/models/settings.js'
import { parseGroovy } from '../src/readers/groovy/parse.js'
import { parseHcl } from '../src/readers/hcl/parse.js'
import { readModels } from '../src/readers/read-models.js'
import { readReports } from '../src/readers/sarif/read-reports.js'
import { parseShell } from '../src/readers/shell/parser.js'
import { composeYaml } from '../src/readers/yaml/compose.js'
import type { Files, Snapshot } from '../src/snapshot/snapshot.js'
import { filesInMemory } from './files.js'

/** One reader, and how a text gets to it. */
export interface Target {
  readonly name: string
  /** Where the text lies in the repository; the seeds are called after the target. */
  readonly path: string
  /** Which files of real repositories are texts for it. */
  readonly real: RegExp
  files(text: string): Files
  /** What the reader made of it. Places in it are looked at. */
  read(files: Files): unknown
  /** Its places are in files that the text only names. */
  readonly elsewhere?: true
  /** Whether it may throw this. */
  throws?(error: unknown): boolean
}

type Pick = (models: Models) => unknown

const TODAY = '2026-01-01'
const HOSTING = noHosting('nothing is asked of a host here')
const POLICY_REQUEST = { checks: checks as readonly AnyCheck[], overrides: {}, today: TODAY }

function snapshotOf(files: Files): Snapshot {
  const none = unknown('there is no history here')
  return { repository: 'shop/front', revision: null, files, hosting: HOSTING, history: none, deliveryHistory: none }
}

/** A target that takes one file and asks one model for it. */
function model(
  name: string,
  path: string,
  real: RegExp,
  pick: Pick,
  others: Readonly<Record<string, string>> = {},
): Target {
  return {
    name,
    path,
    real,
    files: (text) => filesInMemory({ ...others, [path]: text }),
    read: (files) => {
      const reading = readModels(snapshotOf(files), NO_SETTINGS)
      return [pick(reading.models), reading.models.defects, reading.suppressions()]
    },
  }
}

const pipelines: Pick = (models) => [models.pipelines, models.delivery]
const infrastructure: Pick = (models) => [models.infrastructure, models.imageBuilds]
const CALLED = { 'package.json': '{"scripts":{"test":"jest","build":"tsc -p ."}}', Makefile: 'test:\n\tnpm test\n' }

/** A target that calls one function with the text. */
function text(name: string, path: string, real: RegExp, read: (text: string, path: string) => unknown): Target {
  return {
    name,
    path,
    real,
    files: (content) => filesInMemory({ [path]: content }),
    read: (files) => read(files.text(path) ?? '', path),
  }
}

const YAML = /\.ya?ml$/
const SHELL = /\.(?:sh|bash)$/

/** Every reader of the project. */
export const TARGETS: readonly Target[] = [
  text('yaml', 'data.yml', YAML, (content, path) => composeYaml(path, content)),
  text('hcl', 'main.tf', /\.(?:tf|hcl|tfvars)$/, (content, path) => parseHcl(path, content)),
  text('groovy', 'Jenkinsfile', /Jenkinsfile|\.groovy$/, (content, path) => parseGroovy(path, content)),
  text('shell', 'run.sh', SHELL, (content) => parseShell(content)),
  text('expressions', 'condition.txt', YAML, (content) =>
    spansOf(content).map(({ expression }) => tokensOf(expression)),
  ),
  model('github-actions', '.github/workflows/ci.yml', /\.github\/workflows\/[^/]+\.ya?ml$/, pipelines, CALLED),
  model('gitlab-ci', '.gitlab-ci.yml', /\.gitlab-ci\.ya?ml$/, pipelines, CALLED),
  model('jenkins', 'Jenkinsfile', /Jenkinsfile/, pipelines, CALLED),
  model('azure-pipelines', 'azure-pipelines.yml', /azure-pipelines[^/]*\.ya?ml$/, pipelines, CALLED),
  model('circleci', '.circleci/config.yml', /\.circleci\/config\.ya?ml$/, pipelines, CALLED),
  model('bitbucket', 'bitbucket-pipelines.yml', /bitbucket-pipelines\.ya?ml$/, pipelines, CALLED),
  model('aws-codebuild', 'buildspec.yml', /buildspec[^/]*\.ya?ml$/, pipelines, CALLED),
  model('travis-ci', '.travis.yml', /\.travis\.yml$/, pipelines, CALLED),
  model('drone', '.drone.yml', /\.drone\.ya?ml$/, pipelines, CALLED),
  model('woodpecker', '.woodpecker.yml', /\.woodpecker(?:\/[^/]+)?\.ya?ml$/, pipelines, CALLED),
  model('buildkite', '.buildkite/pipeline.yml', /\.buildkite\/[^/]+\.ya?ml$/, pipelines, CALLED),
  model('tekton', '.tekton/push.yaml', /tekton[^/]*\/.*\.ya?ml$/, pipelines),
  model('argo-workflows', 'workflows/build.yaml', /workflows?\/.*\.ya?ml$/, pipelines),
  model('google-cloud-build', 'cloudbuild.yaml', /cloudbuild[^/]*\.ya?ml$/, pipelines, CALLED),
  model('makefile', 'Makefile', /(?:^|\/)Makefile$|\.mk$/, pipelines, {
    '.github/workflows/ci.yml':
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
  }),
  model('shell-scripts', 'run.sh', SHELL, pipelines, {
    '.github/workflows/ci.yml': 'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./run.sh\n',
  }),
  model('terraform', 'main.tf', /\.tf$/, infrastructure),
  model('cloudformation', 'template.yaml', /(?:template|stack|cfn)[^/]*\.ya?ml$/, infrastructure),
  model('kubernetes', 'k8s/app.yaml', /(?:k8s|kubernetes|manifests|deploy)\/.*\.ya?ml$/, infrastructure),
  model('helm', 'chart/templates/app.yaml', /templates\/[^/]+\.ya?ml$/, infrastructure, {
    'chart/Chart.yaml': 'apiVersion: v2\nname: app\nversion: 0.1.0\n',
    'chart/values.yaml': 'replicas: 2\nimage:\n  repository: shop/front\n  tag: "1.2"\n',
  }),
  model('ansible', 'site.yml', /(?:playbooks?|roles|tasks)\/.*\.ya?ml$/, infrastructure),
  model('compose', 'compose.yaml', /(?:docker-)?compose[^/]*\.ya?ml$/, infrastructure),
  model('dockerfile', 'Dockerfile', /(?:^|\/)Dockerfile$/, infrastructure),
  model('nomad', 'app.nomad.hcl', /\.nomad(?:\.hcl)?$/, infrastructure),
  model('packer', 'image.pkr.hcl', /\.pkr\.hcl$/, infrastructure),
  model('bicep', 'main.bicep', /\.bicep$/, infrastructure),
  model('migrations', 'db/migrations/V1__orders.sql', /\.sql$/, ({ migrations }) => migrations),
  model('codeowners', '.github/CODEOWNERS', /CODEOWNERS$/, ({ codeowners }) => codeowners, {
    'src/a.ts': '',
    'docs/b.md': '',
  }),
  model('project', 'package.json', /package\.json$/, ({ project, tests }) => [project, tests]),
  text('config', 'pillarlint.yml', /pillarlint\.ya?ml$/, (content, path) => {
    const files = filesInMemory({ [path]: content })
    return [loadConfig({ ...POLICY_REQUEST, files }), configChanges(filesInMemory({}), files)]
  }),
  {
    ...text('sarif', 'report.sarif', /\.sarif$/, (content, path) =>
      readReports(filesInMemory({ [path]: content }), [], []),
    ),
    elsewhere: true,
  },
  text('event', 'event.json', /event\.json$/, (content) => {
    const payload = jsonOf(content)
    return ['pull_request', 'push', 'merge_group', 'workflow_run'].map((name) =>
      readEvent({ GITHUB_EVENT_NAME: name }, payload),
    )
  }),
  {
    name: 'whole run',
    path: '.github/workflows/deploy.yml',
    real: /\.github\/workflows\/[^/]+\.ya?ml$/,
    files: (content) => filesInMemory({ ...CALLED, '.github/workflows/deploy.yml': content }),
    read: wholeRun,
  },
]

/** A check that crashes is caught by the engine, which is kind to users and would hide it here. */
function wholeRun(files: Files): unknown {
  const config = loadConfig({ ...POLICY_REQUEST, files: filesInMemory({}) })
  if (!config.ok) throw new Error('the defaults do not load')
  const { policy, settings } = config
  const report = lint({ version: '0.0.0', checks: POLICY_REQUEST.checks, policy, settings }, snapshotOf(files))
  const crashed = report.checks.find(({ state }) => state === 'crashed')
  if (crashed !== undefined) throw new Error(`${crashed.id} crashed: ${crashed.reason}`)
  return report
}

function jsonOf(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return content
  }
}
