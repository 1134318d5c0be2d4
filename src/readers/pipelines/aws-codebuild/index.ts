import { pathsEnding } from '../../../core/path-index.js'
import { fileLocation, type Because } from '../../../core/location.js'
import type { Job, Pipeline, Resource, Trigger } from '../../../models/index.js'
import { yamlOf } from '../../yaml/cache.js'
import type { YamlMapping } from '../../yaml/node.js'
import { looksTemplated } from '../../yaml/templates.js'
import type { Adapter } from '../adapter.js'
import { newJob, newPipeline, opaqueStep, unresolved } from '../parts.js'
import type { AdapterReading } from '../reading.js'
import { startedBy, startedElsewhere, type Start } from '../started-elsewhere.js'
import { isBuildspec, readBuildspec, type BuildScope } from './buildspec.js'
import { NO_VARIABLES } from './environment.js'
import { buildspecOf, type FoundBuildspec } from './found-buildspec.js'
import { buildProjects, type BuildProject } from './projects.js'
import { mentions } from './resource-names.js'
import { webhookStart } from './webhooks.js'

const PIPELINES: ReadonlySet<string> = new Set(['AWS::CodePipeline::Pipeline', 'aws_codepipeline'])

/** Reads buildspecs, and the CodeBuild projects of CloudFormation and Terraform that start them. */
export const awsCodeBuild: Adapter = {
  system: 'aws-codebuild',
  label: 'AWS CodeBuild',
  isPipelineFile: (path) => /(?:^|\/)buildspec[^/]*\.ya?ml$/i.test(path),
  read: readCodeBuild,
}

/** A buildspec with the projects that run it. */
interface Build {
  readonly found: FoundBuildspec
  readonly projects: readonly BuildProject[]
}

function readCodeBuild(reading: AdapterReading): Pipeline[] {
  const builds = buildsOf(reading)
  const claimed = new Set(builds.flatMap(({ found }) => (found.kind === 'file' ? [found.file] : [])))
  const pipelines = reading.infrastructure().resources.filter(({ type }) => PIPELINES.has(type))
  const alone = pathsEnding(reading.context.files.paths, ['.yml', '.yaml']).filter(
    (path) => awsCodeBuild.isPipelineFile(path) && !claimed.has(path) && !reading.isExcluded(path),
  )
  return [
    ...builds.flatMap((build) => pipelineOf(reading, build, pipelines) ?? []),
    ...alone.flatMap((file) => pipelineOfFile(reading, file) ?? []),
  ]
}

/** Every buildspec that a project runs, once. */
function buildsOf(reading: AdapterReading): Build[] {
  const byFile = new Map<string, BuildProject[]>()
  const builds: Build[] = []
  for (const project of buildProjects(reading)) {
    const found = buildspecOf(reading, project)
    const known = found.kind === 'file' ? byFile.get(found.file) : undefined
    if (known !== undefined) known.push(project)
    else {
      const projects = [project]
      if (found.kind === 'file') byFile.set(found.file, projects)
      builds.push({ found, projects })
    }
  }
  return builds
}

/**
 * The pipeline of a buildspec that the tree's projects run: by their webhooks, as a part of the tree's pipelines, or by
 * something that is not in the tree.
 */
function pipelineOf(
  reading: AdapterReading,
  { found, projects }: Build,
  pipelines: readonly Resource[],
): Pipeline | undefined {
  const hooked = projects.find(({ webhook }) => webhook !== undefined)
  const project = hooked ?? projects[0]
  if (project === undefined) return undefined
  const file = found.kind === 'file' ? found.file : project.resource.file
  const isPart = pipelines.some(({ properties }) => projects.some(({ resource }) => mentions(properties, resource)))
  if (hooked === undefined && isPart)
    return found.kind === 'file' ? calledPipeline(reading, file, found.root) : undefined
  const starts = projects.flatMap(({ webhook }) => (webhook === undefined ? [] : [webhookStart(webhook)]))
  const { at } = project.resource
  const start = starts.length > 0 ? merged(starts) : startedElsewhere(at, 'StartBuild')
  const scope = scopeOf(project, [])
  const job = newJob({ id: 'build', at })
  const jobs =
    found.kind === 'unknown'
      ? [{ ...job, steps: [opaqueStep(found.unresolved)] }]
      : readBuildspec(reading, found.root, scope)
  return newPipeline({
    system: 'aws-codebuild',
    file,
    name: project.name,
    at: found.kind === 'file' ? fileLocation(file) : at,
    triggers: start.triggers,
    jobs: jobs.map((each) => ({ ...each, starts: start.starts })),
    ...(starts.length === 0 && surroundedBy(`the pipeline that runs CodeBuild project ${project.name}`, at)),
  })
}

function merged(starts: readonly Start[]): Start {
  return {
    triggers: starts.flatMap(({ triggers }) => triggers),
    starts: starts.flatMap((each) => each.starts),
  }
}

/** What the project sets for its buildspec. */
export function scopeOf(project: BuildProject, because: readonly Because[]): BuildScope {
  return {
    because,
    variables: project.variables,
    windows: project.windows,
    images: project.image === undefined ? [] : [project.image],
    ...(project.timeout !== undefined && { timeout: project.timeout }),
    ...(project.retries !== undefined && { retries: project.retries }),
  }
}

const ALONE: BuildScope = { because: [], variables: NO_VARIABLES, windows: false, images: [] }

/** A buildspec of which nothing in the tree says who runs it. */
function pipelineOfFile(reading: AdapterReading, file: string): Pipeline | undefined {
  const yaml = yamlOf(reading.context, file)
  const root = yaml?.documents[0]
  if (yaml?.error !== undefined) {
    if (!looksTemplated(reading.context.files.text(file) ?? '')) reading.context.defect(yaml.error)
    return undefined
  }
  if (root?.kind !== 'mapping' || !isBuildspec(reading, root)) return undefined
  const at = fileLocation(file)
  const { triggers, starts } = startedElsewhere(at, 'StartBuild')
  const jobs = readBuildspec(reading, root, ALONE).map((job): Job => ({ ...job, starts }))
  const within = surroundedBy(`the CodeBuild project or pipeline that runs ${file}`, at)
  return newPipeline({ system: 'aws-codebuild', file, at, triggers, jobs, ...within })
}

function surroundedBy(what: string, at: Pipeline['at']): Pick<Pipeline, 'within' | 'unresolved'> {
  const within = unresolved(what, 'missing', at)
  return { within, unresolved: [within] }
}

/** A buildspec that pipelines of the tree call: its order and its start are theirs. */
function calledPipeline(reading: AdapterReading, file: string, root: YamlMapping): Pipeline {
  const at = fileLocation(file)
  const trigger: Trigger = { kind: 'call', event: 'pipeline', at }
  const { triggers, starts } = startedBy([trigger])
  const jobs = readBuildspec(reading, root, ALONE).map((job): Job => ({ ...job, starts }))
  return newPipeline({ system: 'aws-codebuild', file, kind: 'reusable', at, triggers, jobs })
}
