import {
  defineCheck,
  fileLocation,
  firstGap,
  resourcesOfType,
  z,
  type CheckOutcome,
  type Pipelines,
  type RepositoryKind,
  type Resource,
} from '../../src/check-api/index.js'

const NEEDS_PIPELINE: ReadonlySet<RepositoryKind> = new Set(['application', 'library', 'infrastructure', 'data'])

export default defineCheck({
  id: 'ci-pipeline-present',
  title: 'Code without any pipeline',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'DL.CI.2',
    'OPS05-BP10',
    'ops05-bp10.workflows.codified',
    'OPS05-BP04',
    'hc.app.cicd',
    'hc.integration.cicd',
    'hc.full.git-driven-cicd',
    'hc.automate.cicd',
    'ba.input.source-and-ci',
  ],
  needs: ['pipelines', 'project', 'infrastructure'],
  wants: ['repository', 'protection', 'reportedChecks'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'No pipeline file exists, although there are {count} source or infrastructure files.',
      remedy: 'Add a workflow that builds and tests every change, for example .github/workflows/ci.yml.',
    },
  },

  *run({ pipelines, project, infrastructure, repository, protection, reportedChecks }) {
    if (!NEEDS_PIPELINE.has(project.kind)) {
      return yield { kind: 'not-applicable', reason: 'the repository is of kind {kind}', data: { kind: project.kind } }
    }
    if (repository.known && (repository.value.archived || repository.value.mirror)) {
      return yield { kind: 'not-applicable', reason: 'the repository is archived or a mirror' }
    }
    const seen = pipelineIn(pipelines, infrastructure.resources)
    if (seen !== undefined) return yield seen
    // A workflow that does not parse is there, and nobody knows what it holds.
    const broken = firstGap([], { all: [], unread: pipelines.unread }, 'hold a pipeline')
    if (broken !== undefined) return yield broken
    if (protection.known && protection.value.requiredWorkflows.length > 0) {
      return yield { kind: 'unknown', origin: 'hosting', reason: 'a ruleset runs a workflow that is kept elsewhere' }
    }
    const reported = reportedChecks.known ? reportedChecks.value[0] : undefined
    if (reported !== undefined) {
      const { app } = reported
      return yield {
        kind: 'unknown',
        origin: 'hosting',
        reason: '{app} reports checks, so its pipeline is kept elsewhere',
        data: { app },
      }
    }
    const sources = project.languages.reduce((sum, { sourceFiles }) => sum + sourceFiles.length, 0)
    const count = sources || new Set(infrastructure.resources.map(({ file }) => file)).size
    yield { kind: 'problem', message: 'none', data: { count } }
  },
})

/** A pipeline that is read (a service that runs hooks builds nothing), one of a system that is recognised, or one that infrastructure defines. */
function pipelineIn({ all, unread }: Pipelines, resources: readonly Resource[]): CheckOutcome<'none'> | undefined {
  const workflow = all.find(
    ({ kind, jobs, system }) => kind !== 'action' && jobs.length > 0 && system !== 'pre-commit-ci',
  )
  if (workflow !== undefined)
    return { kind: 'evidence', text: 'the pipeline {name}', data: { name: workflow.name }, at: workflow.at }
  const foreign = unread.find(({ system }) => !system.startsWith('GitHub Actions'))
  if (foreign !== undefined) {
    const { file, system } = foreign
    return { kind: 'evidence', text: 'a pipeline of {system}', data: { system }, at: fileLocation(file) }
  }
  const [defined] = resourcesOfType(resources, 'AWS::CodePipeline::Pipeline', 'aws_codepipeline')
  return defined && { kind: 'evidence', text: 'the pipeline {name}', data: { name: defined.name }, at: defined.at }
}
