import { DEPLOY_KINDS, PUBLISH_KINDS } from '../../core/intent-kind.js'
import type {
  Delivery,
  Deployment,
  Infrastructure,
  Intent,
  Job,
  Pipeline,
  Pipelines,
  Settings,
  Step,
} from '../../models/index.js'
import { isDocumentation } from './documentation.js'
import { resourcesOf } from './join.js'
import { targetOf } from './target.js'

/**
 * Finds what deploys, where to, and what it deploys. Reusable workflows are judged where they are called: by
 * themselves they know neither trigger nor order.
 */
export function readDelivery(pipelines: Pipelines, infrastructure: Infrastructure, settings: Settings): Delivery {
  const deployments = pipelines.all
    .filter(({ kind }) => kind === 'workflow')
    .flatMap((pipeline) => pipeline.jobs.flatMap((job) => deploymentsOf({ pipeline, job, infrastructure, settings })))
  const gitops = infrastructure.resources.filter(
    ({ technology, type }) =>
      (technology === 'argocd' || technology === 'flux') &&
      /\/(Application|ApplicationSet|Kustomization|HelmRelease)$/.test(type),
  )
  return { deployments, gitops }
}

interface JobContext {
  readonly pipeline: Pipeline
  readonly job: Job
  readonly infrastructure: Infrastructure
  readonly settings: Settings
}

function deploymentsOf(context: JobContext): Deployment[] {
  const found = context.job.steps.flatMap((step) => perTool(step).map((intent) => deployment(context, step, intent)))
  if (found.length > 0) return found
  const opaque = opaqueDeployStep(context.job)
  return opaque === undefined ? [] : [deployment(context, opaque, undefined)]
}

/** The first deploying intent of each tool that the step uses. */
function perTool(step: Step): Intent[] {
  const byTool = new Map<string, Intent>()
  for (const intent of step.intents) {
    if (DEPLOY_KINDS.has(intent.kind) && !byTool.has(intent.tool)) byTool.set(intent.tool, intent)
  }
  return [...byTool.values()]
}

/**
 * A job that names an environment of a known tier and runs something that cannot be looked into deploys, unless it
 * publishes: environments such as `pypi` guard a registry's credentials.
 */
function opaqueDeployStep({ environment, steps }: Job): Step | undefined {
  if (environment === undefined || environment.tier === 'unknown') return undefined
  if (steps.some(({ intents }) => intents.some(({ kind }) => PUBLISH_KINDS.has(kind)))) return undefined
  return steps.find(({ opaque }) => opaque.length > 0)
}

function deployment(context: JobContext, step: Step, intent: Intent | undefined): Deployment {
  const { pipeline, job, infrastructure, settings } = context
  return {
    pipeline,
    job,
    step,
    ...(intent !== undefined && { intent }),
    tool: intent?.tool ?? 'opaque',
    subject: intent?.kind === 'iac-apply' ? 'infrastructure' : 'application',
    ...(job.environment !== undefined && { environment: job.environment }),
    ...targetOf(pipeline, job, step, intent, settings),
    docsOnly: isDocumentation(pipeline, job, intent),
    resources: intent?.command === undefined ? [] : resourcesOf(intent.command, intent.tool, infrastructure),
    at: intent?.at ?? step.at,
  }
}
