/** The derived parts of docs/: the header of every check's page, the index of checks, the table of practices, the config schema. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { load } from 'js-yaml'
import { checks } from '../checks/index.js'
import { practices, type Practice } from '../src/catalog/index.js'
import { toJSONSchema } from 'zod/mini'
import type { AnyCheck } from '../src/check-api/index.js'
import { configSchema } from '../src/config/json-schema.js'
import { noHosting } from '../src/models/no-hosting.js'
import { renderTerminal } from '../src/reporters/terminal.js'
import type { CiSystem } from '../src/models/index.js'
import { runPillarlint } from '../src/run.js'
import { formatBlocks } from './format-page.js'
import { FIXERS } from '../src/fixes/registry.js'
import { callsTable } from './calls-page.js'
import { fixesTable } from './fixes-page.js'
import { otherToolsTable } from './other-tools-page.js'
import { readResults } from '../bench/results/file.js'
import { performancePage } from './performance-page.js'
import { profilePage } from './profile-pages.js'
import { coverageStatement } from './coverage-statement.js'

const FRAMEWORK_NAMES: Readonly<Record<string, string>> = {
  'aws-devops-guidance': 'AWS DevOps Guidance',
  'aws-well-architected': 'AWS Well-Architected Framework',
  'ops05-bp10': 'OPS05-BP10, criterion by criterion',
  'hashicorp-waf': 'HashiCorp Well-Architected Framework',
  'backend-automation': 'Backend Automation',
}

/** Repository-relative path → content. A page that is missing is left for the contract test to report. */
export async function documentFiles(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>()
  for (const check of checks) {
    const path = `docs/checks/${check.id}.md`
    if (existsSync(path)) files.set(path, withBlock('header', readFileSync(path, 'utf8'), header(check)))
  }
  files.set('docs/checks/README.md', checkIndex())
  files.set('docs/practices.md', practiceTables())
  files.set('docs/profiles.md', profilePage())
  files.set('docs/performance.md', performancePage(readResults()))
  files.set('docs/coverage.md', coverageStatement(FRAMEWORK_NAMES))
  files.set('docs/fixes.md', withBlock('fixes', readFileSync('docs/fixes.md', 'utf8'), fixesTable()))
  files.set('docs/other-tools.md', withBlock('tools', readFileSync('docs/other-tools.md', 'utf8'), otherToolsTable()))
  files.set('docs/github-api.md', withBlock('calls', readFileSync('docs/github-api.md', 'utf8'), callsTable()))
  files.set('docs/action.md', withBlock('action', readFileSync('docs/action.md', 'utf8'), actionTables()))
  const example = await lintedExample()
  files.set(
    'README.md',
    withBlock('example', readFileSync('README.md', 'utf8'), `\`\`\`text\n${exampleOutput(example)}\n\`\`\``),
  )
  let formats = readFileSync('docs/formats.md', 'utf8')
  const source = (file: string) => example.files.text(file)
  for (const [name, text] of await formatBlocks(example.report, { source })) formats = withBlock(name, formats, text)
  files.set('docs/formats.md', formats)
  files.set('docs/schemas/config.schema.json', `${JSON.stringify(configSchema(checks), null, 2)}\n`)
  return files
}

/** CI systems as people write them. */
const LABELS: Readonly<Record<CiSystem, string>> = {
  'github-actions': 'GitHub Actions',
  'gitlab-ci': 'GitLab CI',
  jenkins: 'Jenkins',
  'azure-pipelines': 'Azure Pipelines',
  circleci: 'CircleCI',
  'bitbucket-pipelines': 'Bitbucket Pipelines',
  'travis-ci': 'Travis CI',
  drone: 'Drone',
  woodpecker: 'Woodpecker',
  buildkite: 'Buildkite',
  'google-cloud-build': 'Google Cloud Build',
  tekton: 'Tekton',
  'argo-workflows': 'Argo Workflows',
  'aws-codebuild': 'AWS CodeBuild',
  'aws-codedeploy': 'AWS CodeDeploy',
  'aws-codepipeline': 'AWS CodePipeline',
  'pre-commit-ci': 'pre-commit.ci',
}

/** The switches that solve findings of the check, or some of them. */
function waysToFix({ id, fixable }: AnyCheck): string {
  const own = new Set(FIXERS.filter(({ check }) => check === id).map(({ fixability }) => fixability))
  const switches = [
    ...(own.has('safe-fix') ? ['`--fix`'] : []),
    ...(own.has('suggestion') ? ['`--fix-suggestions`'] : []),
  ]
  if (switches.length > 0) return `${switches.join(', ')}: see [fixes](../fixes.md)`
  return fixable === 'none' ? 'by hand' : 'by hand, as the message says'
}

function header(check: AnyCheck): string {
  const practiceLinks = check.practices.map((id: string) => `\`${id}\``).join(', ')
  const rows = [
    ['Reports', `${check.title} (${check.severity}, ${check.confidence} confidence)`],
    ['Looks at', [...check.needs, ...(check.wants ?? [])].map((subject: string) => `\`${subject}\``).join(', ')],
    ['Decides', practiceLinks === '' ? 'no practice' : practiceLinks],
    ['Fix', waysToFix(check)],
    ...(check.systems === undefined ? [] : [['CI systems', check.systems.map((system) => LABELS[system]).join(', ')]]),
    ...(check.judgesExamples === false ? [['Leaves alone', 'repositories of examples to copy']] : []),
    ['Since', check.since],
  ]
  const table = ['| | |', '| --- | --- |', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n')
  return [table, ...optionTable(check)].join('\n\n')
}

function optionTable(check: AnyCheck): string[] {
  const schema = toJSONSchema(check.options, { io: 'input' }) as {
    properties?: Record<string, { type?: string; default?: unknown; description?: string }>
  }
  const rows = Object.entries(schema.properties ?? {}).map(
    ([name, { type = 'any', default: value, description = '' }]) =>
      `| \`${name}\` | ${type} | \`${JSON.stringify(value) ?? 'none'}\` | ${description} |`,
  )
  if (rows.length === 0) return []
  return [['| Option | Type | Default | Meaning |', '| --- | --- | --- | --- |', ...rows].join('\n')]
}

function checkIndex(): string {
  const rows = checks.map(
    ({ id, title, severity, confidence }) => `| [${id}](${id}.md) | ${title} | ${severity} | ${confidence} |`,
  )
  return [
    '# Checks',
    '',
    'Generated by `npm run generate`. `pillarlint explain <check>` shows the same on the command line.',
    '',
    '| Check | Reports | Severity | Confidence |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}

function practiceTables(): string {
  const built = new Set(checks.map(({ id }) => id))
  const sections = Object.entries(FRAMEWORK_NAMES).map(([framework, name]) => {
    const rows = practices()
      .filter((practice) => practice.framework === framework)
      .map((practice) => practiceRow(practice, built))
    return [
      `## ${name}`,
      '',
      '| Practice | Title | Category | Seen in | Decided by |',
      '| --- | --- | --- | --- | --- |',
      ...rows,
      '',
    ].join('\n')
  })
  return [
    '# Practices',
    '',
    'Generated by `npm run generate`. “Decided by” names the checks of this version; *planned* counts those that a later version adds.',
    'A practice without checks can only be attested.',
    '',
    ...sections,
  ].join('\n')
}

function practiceRow(
  { id, title, url, category, observe, checks: deciding }: Practice,
  built: ReadonlySet<string>,
): string {
  const now = deciding.filter((check) => built.has(check)).map((check) => `[${check}](checks/${check}.md)`)
  const planned = deciding.length - now.length
  const decidedBy = [...now, ...(planned > 0 ? [`*${planned} planned*`] : [])].join(', ') || 'attestation'
  const name = url === null ? id : `[${id}](${url})`
  return `| ${name} | ${title.replaceAll('|', '\\|')} | ${category ?? ''} | ${observe.join(', ')} | ${decidedBy} |`
}

/** The page with what stands between the markers of `name` replaced. */
function withBlock(name: string, page: string, text: string): string {
  const block = new RegExp(`<!-- generated: ${name} -->[\\s\\S]*?<!-- /generated -->`)
  return page.replace(block, () => `<!-- generated: ${name} -->\n\n${text}\n\n<!-- /generated -->`)
}

/** Inputs and outputs, as action.yml describes them. */
function actionTables(): string {
  const { inputs, outputs } = load(readFileSync('action.yml', 'utf8')) as Record<
    string,
    Record<string, { description: string }>
  >
  const table = (title: string, entries: Record<string, { description: string }> = {}) => [
    `## ${title}`,
    '',
    '| Name | Meaning |',
    '| --- | --- |',
    ...Object.entries(entries).map(([name, { description }]) => `| \`${name}\` | ${description} |`),
  ]
  return [...table('Inputs', inputs), '', ...table('Outputs', outputs)].join('\n')
}

/** The example, linted outside of any repository: what the history says would change with every commit. */
async function lintedExample() {
  const parent = mkdtempSync(join(tmpdir(), 'pillarlint-example-'))
  process.once('exit', () => rmSync(parent, { recursive: true, force: true }))
  const root = join(parent, 'storefront')
  cpSync('examples/storefront', root, { recursive: true })
  const result = await runPillarlint({
    root,
    overrides: { history: 'off' },
    hosting: noHosting('no repository was named'),
    today: '2026-11-21',
    version: '0.0.0',
    checks,
  })
  if (!result.ok) throw new Error(result.errors.join('\n'))
  return result
}

/** What the command line says of one finding of the example, and of its practices. */
function exampleOutput({ report, files }: Awaited<ReturnType<typeof lintedExample>>): string {
  const lines = renderTerminal(report, { color: false, width: 100, source: (file) => files.text(file) }).split('\n')
  return [
    ...section(lines, /^infra\/order-worker\.tf/, /^k8s\//),
    '',
    ...section(lines, /^Practices /, /^Not or not fully met/),
  ]
    .join('\n')
    .trimEnd()
}

/** The lines from the first that matches `start` to the one before `end`, without blank ones at the end. */
function section(lines: readonly string[], start: RegExp, end: RegExp): string[] {
  const first = lines.findIndex((line) => start.test(line))
  const length = lines.slice(first).findIndex((line) => end.test(line))
  if (first < 0 || length < 0) throw new Error(`the example's output has no part from ${start} to ${end}`)
  const part = lines.slice(first, first + length)
  while (part.at(-1) === '') part.pop()
  return part
}
