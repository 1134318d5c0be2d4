import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { checks } from '../../checks/index.js'
import { practices } from '../../src/catalog/index.js'
import { loadConfig } from '../../src/config/load.js'
import { known, unknown } from '../../src/core/known.js'
import type { Report } from '../../src/core/report.js'
import { lint } from '../../src/lint.js'
import { noHosting } from '../../src/models/no-hosting.js'
import { filesOf } from '../helpers/files.js'
import { protection, repository } from '../helpers/hosting.js'

type Tree = Readonly<Record<string, string>>

/** What is done about a step: an edit of the tree, or showing what the host knows. */
type Deed = (tree: Tree) => Tree

const ROOT = 'examples/storefront'

function storefront(): Tree {
  const files = readdirSync(ROOT, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = files.map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]))
}

/** Replaces a text that must be there. */
function edit(file: string, from: string, to: string): Deed {
  return (tree) => {
    const text = tree[file] ?? ''
    if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`)
    return { ...tree, [file]: text.replace(from, to) }
  }
}

const all =
  (...deeds: Deed[]): Deed =>
  (tree) =>
    deeds.reduce((edited, deed) => deed(edited), tree)

/** What each step's check and its findings advise, done to the letter. */
const DEEDS: Readonly<Record<string, Deed>> = {
  'ci-test-cannot-fail': edit('.github/workflows/ci.yml', 'test/integration || true', 'test/integration'),
  'iac-validated-in-ci': edit(
    '.github/workflows/ci.yml',
    '  analyse:\n',
    '  infrastructure:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 10\n    steps:\n' +
      '      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0\n' +
      '      - run: terraform init -backend=false && terraform validate && tflint\n        working-directory: infra\n' +
      '      - run: kubeconform k8s\n\n  analyse:\n',
  ),
  'pipeline-long-lived-cloud-key': all(
    edit(
      '.github/workflows/infrastructure.yml',
      '    steps:\n',
      '    permissions:\n      contents: read\n      id-token: write\n    steps:\n',
    ),
    edit(
      '.github/workflows/infrastructure.yml',
      'aws-access-key-id: ${{ secrets.AWS_ACCESS_KEY_ID }}\n          aws-secret-access-key: ${{ secrets.AWS_SECRET_ACCESS_KEY }}',
      'role-to-assume: arn:aws:iam::111122223333:role/storefront-infrastructure',
    ),
  ),
  'rollback-kubectl-undo': edit(
    'scripts/deploy.sh',
    'rollout status deployment/storefront --timeout=5m',
    'rollout status deployment/storefront --timeout=5m || {\n' +
      '  kubectl --namespace "$environment" rollout undo deployment/storefront\n  exit 1\n}',
  ),
  'rollback-ecs-circuit-breaker': edit(
    'infra/order-worker.tf',
    '  launch_type     = "FARGATE"\n',
    '  launch_type     = "FARGATE"\n\n  deployment_circuit_breaker {\n    enable   = true\n    rollback = true\n  }\n',
  ),
  'rollback-path-defined': all(
    edit(
      '.github/workflows/infrastructure.yml',
      "    paths: ['infra/**']\n",
      "    paths: ['infra/**']\n  workflow_dispatch:\n    inputs:\n      version:\n        description: Commit to go back to\n        required: true\n",
    ),
    edit(
      '.github/workflows/infrastructure.yml',
      '# v5.0.0\n',
      '# v5.0.0\n        with:\n          ref: ${{ inputs.version || github.sha }}\n',
    ),
  ),
  'deploy-mutable-image-tag': edit('k8s/cache.yaml', 'valkey/valkey', 'valkey/valkey:8.1.3'),
}

/** Steps that make something visible are done by showing what the host knows. */
const SHOWN: ReadonlySet<string> = new Set([
  'deploy-needs-tests',
  'protection-default-branch',
  'protection-reviews-required',
])

const required = ['Lint and test', 'Integration tests', 'CodeQL'].map((context) => ({
  context,
  source: 'ruleset main',
}))

function report(tree: Tree, isShown: boolean): Report {
  const files = filesOf(tree)
  const config = loadConfig({ files, checks, practices: practices(), overrides: {}, today: '2026-12-01' })
  if (!config.ok) throw new Error(JSON.stringify(config.errors))
  const hidden = noHosting('no repository was named')
  const snapshot = {
    repository: 'acme/shop',
    revision: null,
    files,
    hosting: isShown ? { ...hidden, ...repository(), ...protection({ requiredChecks: known(required) }) } : hidden,
    history: known({ authors: 3, commits: 120, shallow: false }),
    deliveryHistory: unknown('not read'),
  }
  return lint({ version: '0.1.0', checks, policy: config.policy, settings: config.settings }, snapshot)
}

describe('the storefront', () => {
  test('is raised from level 2 to level 3 by what the report advises, and by nothing else', () => {
    let tree = storefront()
    let isShown = false
    expect(report(tree, isShown).maturity).toMatchObject({ level: 2, atMost: 2 })
    const followed: string[] = []
    for (let round = 0; round < 5; round += 1) {
      const { level, next } = report(tree, isShown).maturity
      if (level !== 2) break
      for (const { check, state } of next) {
        followed.push(check)
        const deed = DEEDS[check]
        if (state === 'unknown' && SHOWN.has(check)) isShown = true
        else if (deed !== undefined) tree = deed(tree)
        else
          throw new Error(
            `nothing is known to do about ${check} (${state}): ${report(tree, isShown).checks.find((each) => each.id === check)?.reason}; followed ${followed.join(' ')}`,
          )
      }
    }
    expect(report(tree, isShown).maturity).toMatchObject({ level: 3, name: 'Fully automated' })
    expect(new Set(followed).size).toBe(followed.length)
    expect(followed).toEqual(expect.arrayContaining(['ci-test-cannot-fail', 'protection-reviews-required']))
  })
})
