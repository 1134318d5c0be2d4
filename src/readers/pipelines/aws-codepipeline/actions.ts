import { because, type Located } from '../../../core/location.js'
import type { ActionRef, Job, Resource, Step, Value } from '../../../models/index.js'
import { itemsOf, textOf, truthOf } from '../../../models/value.js'
import { toValue } from '../../yaml/to-value.js'
import { readBuildspec, type BuildScope } from '../aws-codebuild/buildspec.js'
import { NO_VARIABLES, withVariables, type BuildVariables } from '../aws-codebuild/environment.js'
import { buildspecOf } from '../aws-codebuild/found-buildspec.js'
import { scopeOf } from '../aws-codebuild/index.js'
import { variablesOf, writtenText, type BuildProject } from '../aws-codebuild/projects.js'
import { names } from '../aws-codebuild/resource-names.js'
import { appSpecOf, hookSteps } from '../aws-codedeploy/appspec.js'
import { inlineYaml } from '../inline-yaml.js'
import { newJob, opaqueStep, scriptStep, unresolved, usesStep } from '../parts.js'
import type { AdapterReading } from '../reading.js'
import { joined, sourceOfText } from '../source-text.js'
import type { ActionDefinition } from './definition.js'

/** What the actions of one template are read with. */
export interface ActionScope {
  readonly resource: Resource
  readonly projects: readonly BuildProject[]
}

/** What an action does: steps of its own, or the builds of a CodeBuild project. */
export interface ActionWork {
  readonly steps: readonly Step[]
  readonly fields: Partial<Job>
  /** The builds of a buildspec that is a file of its own, or of a batch; their ids are unique within the action. */
  readonly builds: readonly Job[]
}

/** Reads an action or a rule; approvals and sources do no work. */
export function workOf(reading: AdapterReading, action: ActionDefinition, scope: ActionScope): ActionWork {
  if (action.provider === 'CodeBuild') return buildOf(reading, action, scope)
  if (action.provider === 'Commands') return { steps: commandsOf(reading, action), fields: {}, builds: [] }
  return { steps: [providerStep(reading, action), ...deploymentSteps(reading, action)], fields: {}, builds: [] }
}

/** What CodeDeploy does on the way, by the AppSpec file of the tree; without one it is not known. */
function deploymentSteps(reading: AdapterReading, { provider, configuration, at }: ActionDefinition): Step[] {
  if (provider !== 'CodeDeploy' && provider !== 'CodeDeployToECS') return []
  const named = configuration.get('AppSpecTemplatePath')
  const found = appSpecOf(reading, named === undefined ? undefined : textOf(named))
  if (found === undefined) return [opaqueStep(unresolved('the AppSpec file of the deployment', 'missing', at))]
  return hookSteps(reading, found.root, found.file, [because(at, `AppSpec file ${found.file}`)])
}

/** A step of an action that AWS or a partner provides. */
export function providerStep({ resolver }: AdapterReading, action: ActionDefinition): Step {
  const { category, provider, name, at } = action
  const text = `${category}/${provider}`
  const uses: ActionRef = {
    text,
    kind: 'provider',
    repository: `aws-codepipeline:${text.toLowerCase().replaceAll(' ', '')}`,
    at,
  }
  const inputs = new Map(
    [...action.configuration].flatMap(([key, value]): [string, Located<string>][] => {
      const written = writtenText(value)
      return written === undefined ? [] : [[key, written]]
    }),
  )
  return usesStep(resolver, uses, inputs, [], { name: { value: name, at } })
}

/** The Commands action runs each of its commands in one shell (AWS CodePipeline User Guide: Commands action reference). */
function commandsOf({ resolver }: AdapterReading, { commands, name, at }: ActionDefinition): Step[] {
  const texts = itemsOf(commands).flatMap((command) => writtenText(command) ?? [])
  const source = joined(texts.map(sourceOfText))
  if (source === undefined) return [opaqueStep(unresolved(`commands of action ${name}`, 'dynamic', commands?.at ?? at))]
  const settings = { shell: 'bash', failFast: true, pipefail: false, directory: '', because: [] }
  return [scriptStep(resolver, source, settings, { name: { value: name, at } })]
}

function buildOf(reading: AdapterReading, action: ActionDefinition, { projects, resource }: ActionScope): ActionWork {
  const named = action.configuration.get('ProjectName')
  const project = projects.find((each) => sameTemplate(each.resource, resource) && names(named, each.resource))
  const at = named?.at ?? action.at
  if (project === undefined) {
    const name = writtenText(named)?.value ?? 'that is not named'
    const step = opaqueStep(
      unresolved(`CodeBuild project ${name}`, named?.kind === 'unresolved' ? 'dynamic' : 'missing', at),
    )
    return { steps: [step], fields: {}, builds: [] }
  }
  const found = buildspecOf(reading, project)
  const link = because(at, `CodeBuild project ${project.name}`)
  const fields: Partial<Job> = {
    ...(project.image !== undefined && { images: [project.image] }),
    ...(project.timeout !== undefined && { timeoutMinutes: project.timeout }),
    ...(project.retries !== undefined && { retries: project.retries }),
  }
  if (found.kind === 'unknown') return { steps: [opaqueStep(found.unresolved)], fields, builds: [] }
  const own = scopeOf(project, [link, ...(found.kind === 'file' ? found.because : [])])
  const builds = readBuildspec(reading, found.root, withAction(own, action))
  const [only] = builds
  if (found.kind === 'inline' && builds.length === 1 && only !== undefined) {
    return { steps: only.steps, fields: { ...fields, env: only.env, ...secretsOf(only) }, builds: [] }
  }
  if (found.kind === 'inline') return { steps: [], fields, builds }
  const target: ActionRef = { text: found.file, kind: 'local', path: found.file, at }
  return { steps: [], fields: { calls: { target, resolved: true, secrets: 'none', with: new Map() } }, builds }
}

function secretsOf({ secrets }: Job): Pick<Job, 'secrets'> {
  return secrets === undefined ? {} : { secrets }
}

/** Logical names hold within one template, or one Terraform module. */
function sameTemplate(one: Resource, other: Resource): boolean {
  return one.technology === other.technology && (one.module ?? one.file) === (other.module ?? other.file)
}

/** What the action sets counts more than what the project does. A batch runs only where the action asks for one. */
function withAction(scope: BuildScope, { configuration }: ActionDefinition): BuildScope {
  return {
    ...scope,
    batch: truthOf(configuration.get('BatchEnabled')) === true,
    variables: withVariables(scope.variables, variablesIn(configuration.get('EnvironmentVariables'))),
  }
}

const VARIABLE = { variable: ['name', 'value', 'type'] } as const

/** A JSON text, or what `jsonencode` is given. */
function variablesIn(value: Value | undefined): BuildVariables {
  if (value === undefined) return NO_VARIABLES
  if (value.kind === 'list' || value.kind === 'dict') return variablesOf(value, VARIABLE)
  const written = value.kind === 'unresolved' ? value.text : (textOf(value) ?? '')
  const [start, end] = [written.indexOf('['), written.lastIndexOf(']')]
  if (start < 0 || end < start) return NO_VARIABLES
  const text = written.slice(start, end + 1).replace(/\$\{([^{}]{1,200})\}/g, '${{ $1 }}')
  const [root] = inlineYaml(sourceOfText({ value: text, at: value.at })).documents
  return root === undefined ? NO_VARIABLES : variablesOf(toValue(root), VARIABLE)
}

/** The job of an action, without order and start. */
export function jobOf(id: string, action: ActionDefinition, work: ActionWork): Job {
  return newJob({ id, name: action.name, at: action.at, ...work.fields, steps: work.steps })
}

/** The texts of a configuration that may name where an action deploys to, the most telling first. */
export function namesIn({ configuration }: ActionDefinition): string[] {
  const keys = ['EnvironmentName', 'StackName', 'DeploymentGroupName', 'ApplicationName', 'ClusterName', 'ServiceName']
  return [...keys, 'FunctionName', 'BucketName', 'StackSetName'].flatMap((key) => textOf(configuration.get(key)) ?? [])
}
