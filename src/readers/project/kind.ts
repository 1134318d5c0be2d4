import { onName, pathsEnding, pathsFitting } from '../../core/path-index.js'
import type {
  Deployable,
  FileIndex,
  Infrastructure,
  LanguageUse,
  Manifest,
  RepositoryKind,
} from '../../models/index.js'
import { classifyEnvironment } from '../../models/environment-names.js'
import { startsSomething } from './deployables.js'
import type { ReaderContext } from '../context.js'
import { composeYaml } from '../yaml/compose.js'
import { entriesOf, valueAt } from '../yaml/navigate.js'
import { samplesIn } from './examples.js'
import { GLUE_LANGUAGES, isInTestFolder } from './languages.js'
import { folderOf, nameOf } from '../paths.js'

const CHART = /(?:^|\/)Chart\.yaml$/

/** What the kind is decided on. */
export interface Survey {
  readonly context: ReaderContext
  readonly index: FileIndex
  readonly infrastructure: Infrastructure
  readonly languages: readonly LanguageUse[]
  readonly manifests: readonly Manifest[]
  readonly deployables: readonly Deployable[]
  /** Paths that are judged. */
  readonly judged: readonly string[]
}

export interface KindVerdict {
  readonly kind: RepositoryKind
  readonly because: string
}

/** Gives the reason why the repository is of its kind, or undefined if it is not. */
type Rule = readonly [kind: RepositoryKind, because: (survey: Survey) => string | undefined]

/** Above this share of all files but documents, application sources make a repository more than its infrastructure. */
const APPLICATION_SHARE = 0.2

/** The same where the repository builds services: their sources are few beside the manifests that run them. */
const SERVICE_SHARE = 0.05

/** The first that gives a reason decides. */
const RULES: readonly Rule[] = [
  ['examples', samplesIn],
  ['library', publishedInfrastructure],
  ['infrastructure', infrastructureIn],
  ['data', dataIn],
  ['pipeline-library', sharedPipelines],
  ['library', publishedPackage],
  ['application', deployedSources],
  ['docs-only', documentsOnly],
  ['application', otherSources],
]

/** What kind of repository this is, and why, as a sentence part. The configuration's word counts first. */
export function kindOf(survey: Survey): KindVerdict {
  const { kind } = survey.context.settings
  if (kind !== undefined) return { kind, because: 'the configuration says so' }
  for (const [candidate, because] of RULES) {
    const reason = because(survey)
    if (reason !== undefined) return { kind: candidate, because: reason }
  }
  return { kind: 'unknown', because: 'nothing in it tells what it is for' }
}

/** Files in a programming language that makes applications, tests left out. */
function applicationSources({ languages }: Survey): number {
  return languages
    .filter(({ language }) => !GLUE_LANGUAGES.has(language))
    .reduce((sum, { sourceFiles }) => sum + sourceFiles.length, 0)
}

function isMostlyInfrastructure(survey: Survey): boolean {
  const files = survey.judged.length - pathsFitting(survey.judged, [DOCUMENT_FILE], onName).length
  return applicationSources(survey) <= (buildsServices(survey) ? SERVICE_SHARE : APPLICATION_SHARE) * files
}

/** Whether an image of a service, or of what a package manifest beside it makes, is built from sources beside it. */
function buildsServices({ deployables, languages, infrastructure, manifests, judged }: Survey): boolean {
  const services = deployables.filter(({ kind }) => kind === 'service-image').map(({ at }) => folderOf(at.file))
  const packages = new Set(manifests.map(({ file }) => folderOf(file)))
  const started = infrastructure.resources
    .filter((each) => each.technology === 'dockerfile' && startsSomething(each))
    .map(({ file }) => folderOf(file))
    .filter((folder) => packages.has(folder))
  const charts = pathsFitting(judged, [CHART]).length > 0
  const folders = [...services, ...(charts ? started : [])]
  return languages
    .filter(({ language }) => !GLUE_LANGUAGES.has(language))
    .some(({ sourceFiles }) =>
      sourceFiles.some((path) => folders.some((folder) => folder === '' || path.startsWith(`${folder}/`))),
    )
}

/** Modules, roles and charts that others install are released, not deployed. */
function publishedInfrastructure(survey: Survey): string | undefined {
  const { index, infrastructure, deployables, judged } = survey
  if (!isMostlyInfrastructure(survey)) return undefined
  if (index.has('galaxy.yml')) return 'it is an Ansible collection (galaxy.yml)'
  if (index.has('meta/main.yml') && index.has('tasks/main.yml')) return 'it is an Ansible role (meta/main.yml)'
  if (deployables.some(({ kind }) => kind === 'terraform-root')) return undefined
  const atRoot = infrastructure.terraform.some(({ folder }) => folder === '.')
  if (atRoot) return 'it is a Terraform module for others to call: no folder of it is a root module'
  const charts = pathsFitting(judged, [CHART]).map(folderOf)
  if (isConfiguredHere(survey)) return undefined
  const inCharts = (path: string): boolean => charts.some((chart) => chart === '' || path.startsWith(`${chart}/`))
  if (charts.length > 0 && deployables.every(({ at }) => inCharts(at.file))) {
    return `it holds ${count(charts.length, 'Helm chart')} and nothing that installs them`
  }
  return undefined
}

/** Whether values for more than one environment stand here, as where a chart is for the repository's own service. */
function isConfiguredHere({ context, judged }: Survey): boolean {
  const tiers = pathsEnding(judged, ['.yml', '.yaml']).flatMap((path) => {
    const [, name] = /^values[-._](.+)\.ya?ml$/.exec(nameOf(path)) ?? []
    return name === undefined ? [] : [classifyEnvironment(name, context.settings).tier]
  })
  return new Set(tiers.filter((tier) => tier === 'production' || tier === 'staging' || tier === 'development')).size > 1
}

function infrastructureIn(survey: Survey): string | undefined {
  if (!isMostlyInfrastructure(survey)) return undefined
  const roots = survey.deployables.filter(({ kind }) => kind === 'terraform-root')
  if (roots.length > 0)
    return `it holds ${count(roots.length, 'Terraform root module')} and hardly any application sources`
  const stack = survey.deployables.find(({ kind }) => kind === 'manifests')
  if (stack !== undefined) return `it holds ${stack.what} and hardly any application sources`
  const playbook = pathsEnding(survey.judged, ['.yml', '.yaml']).find(
    (path) => /^(?:[^/]+\/)?(?:site|playbook|main)\.ya?ml$/.test(path) && hasRoles(survey),
  )
  return playbook && `it holds Ansible playbooks (${playbook})`
}

function hasRoles({ judged }: Survey): boolean {
  return pathsEnding(judged, ['.yml', '.yaml']).some((path) => /^(?:.+\/)?roles\/[^/]+\/tasks\/main\.ya?ml$/.test(path))
}

function dataIn({ judged, languages }: Survey): string | undefined {
  const project = pathsEnding(judged, ['.yml', '.yaml', '.json']).find((path) =>
    ['dbt_project.yml', 'dataform.json', 'workflow_settings.yaml'].includes(nameOf(path)),
  )
  if (project !== undefined) return `${project} describes a data project`
  const dag = pathsEnding(judged, ['.py']).find(
    (path) => /^(?:[^/]+\/)?dags\/.+\.py$/.test(path) && !isInTestFolder(path),
  )
  if (dag !== undefined) return `${dag} defines a workflow of data`
  const data = pathsFitting(judged, [/\.(?:ipynb|sql)$/]).length
  const sources = languages.reduce((sum, { sourceFiles }) => sum + sourceFiles.length, 0)
  return data > 0 && data > sources ? 'it is mostly notebooks and SQL' : undefined
}

/** Actions, shared workflows, orbs and shared libraries, unless a program is released from the same tree. */
function sharedPipelines(survey: Survey): string | undefined {
  const { index, judged } = survey
  if (pathsFitting(judged, [/^vars\/[^/]+\.groovy$/]).length > 0) return 'vars/ holds a shared library for Jenkins'
  if (pathsFitting(judged, [/^(?:src\/)?@orb\.ya?ml$/]).length > 0) return 'it is a CircleCI orb (@orb.yml)'
  if (pathsFitting(judged, [PROGRAM_RELEASE]).length > 0) return undefined
  if (survey.manifests.some(({ publishable }) => publishable === true)) return undefined
  const action = ['action.yml', 'action.yaml'].find((path) => index.has(path))
  if (action !== undefined) return `it is an action (${action})`
  const actions = pathsFitting(judged, [/^[^/.][^/]*\/action\.ya?ml$/])
  if (actions.length > 1 && survey.deployables.length === 0) return `it holds ${count(actions.length, 'action')}`
  if (!isMostlyInfrastructure(survey)) return undefined
  return reusableWorkflowsOnly(survey) ?? componentTemplates(survey)
}

function reusableWorkflowsOnly({ context, judged }: Survey): string | undefined {
  const workflows = pathsFitting(judged, [/^\.github\/workflows\/[^/]+\.ya?ml$/])
  const onlyCalled = workflows.every((path) => {
    const on = valueAt(composeYaml(path, context.files.text(path) ?? '').documents[0], 'on')
    const events = on?.kind === 'scalar' ? [on.text] : entriesOf(on).map(({ key }) => key.text)
    return events.length === 1 && events[0] === 'workflow_call'
  })
  return workflows.length > 0 && onlyCalled ? 'its workflows are all for others to call' : undefined
}

/** GitLab CI/CD components: templates whose first document declares a `spec` (GitLab docs: CI/CD components). */
function componentTemplates({ context, index, judged }: Survey): string | undefined {
  if (!index.has('.gitlab-ci.yml')) return undefined
  const template = pathsFitting(judged, [/^templates\/(?:[^/]+|[^/]+\/template)\.ya?ml$/])
    .slice(0, 20)
    .find((path) => valueAt(composeYaml(path, context.files.text(path) ?? '').documents[0], 'spec') !== undefined)
  return template && `it holds GitLab components (${template})`
}

/** Tools that release a program, by their settings file. */
const PROGRAM_RELEASE = /^(?:\.?goreleaser\.ya?ml|dist-workspace\.toml)$/

/** Tools that release a program or package, by their settings file. */
const RELEASE_TOOLS =
  /^(?:\.goreleaser\.ya?ml|goreleaser\.ya?ml|\.releaserc(?:\..+)?|release\.config\.[cm]?js|dist-workspace\.toml|\.release-it\.json|release-please-config\.json)$/

function releaseTool({ judged }: Survey): string | undefined {
  return (
    judged.find((path) => !path.includes('/') && RELEASE_TOOLS.test(path)) ??
    pathsFitting(judged, [/^\.changeset\/config\.json$/])[0]
  )
}

/** A published package, or a released program, that nothing in the tree runs as a service. */
function publishedPackage(survey: Survey): string | undefined {
  const service = survey.deployables.find(({ kind }) => kind !== 'platform')
  if (service !== undefined || applicationSources(survey) === 0) return undefined
  const published = survey.manifests.find(({ publishable, file }) => publishable === true && !isInTestFolder(file))
  if (published !== undefined) return `${published.file} describes a package for others`
  const tool = releaseTool(survey)
  return tool && `${tool} releases it and nothing deploys it`
}

function deployedSources(survey: Survey): string | undefined {
  const [deployable] = survey.deployables
  return deployable !== undefined && applicationSources(survey) > 0
    ? `it holds sources and ${deployable.what}`
    : undefined
}

const DOCUMENT_FILE =
  /\.(?:md|mdx|rst|adoc|txt|png|jpe?g|gif|svg|webp|ico|pdf|drawio|puml|css|scss|html)$|^(?:LICEN[CS]E|NOTICE|CODEOWNERS|mkdocs\.ya?ml|_config\.yml|CNAME|\.gitignore|\.gitattributes|\.editorconfig|\.nojekyll)$/i

function documentsOnly({ judged }: Survey): string | undefined {
  const documents = pathsFitting(judged, [DOCUMENT_FILE], onName).length
  return judged.length > 0 && documents >= 0.9 * judged.length ? 'nearly all of its files are documents' : undefined
}

function otherSources({ languages }: Survey): string | undefined {
  const main = languages.find(({ sourceFiles }) => sourceFiles.length > 0)
  return main && `it holds ${main.language} sources and nothing says that they are published for others`
}

function count(number: number, noun: string): string {
  return `${number === 1 ? 'a' : number} ${noun}${number === 1 ? '' : 's'}`
}
