import type { Deployment, Pipeline, Resource, Value } from '../../models/index.js'
import { isOpen, referencesIn, textOf, truthOf, valueAt, valuesAt } from '../../models/value.js'
import { atPlaceOf } from '../cloud/resource-groups.js'
import { TERRAFORM_TOOLS } from '../infrastructure/terraform-commands.js'
import { ecsRollbackOf } from './ecs-rollback.js'
import { replacementOf } from './group-replacements.js'
import { handedValues, namesVersion } from './handed-values.js'
import { invokedFunctions, type LambdaRelease } from './lambda.js'

/** A new version of an application that comes out because infrastructure code is applied. */
export interface AppliedRelease {
  readonly resource: Resource
  /** Where its version comes from: the variable that the run hands over, or a package of the tree's own code. */
  readonly from: { readonly variable: string } | 'package' | 'elsewhere'
  /** Whether the platform brings the version before back by itself when the new one fails. */
  readonly returns: 'itself' | 'no' | 'open'
  /** The check that judges how the platform does that, where there is one. */
  readonly judgedBy?: string
}

/** What a type's version is told by, and how its platform takes a bad one back; undefined where nothing serves it. */
interface Workload {
  readonly versions: readonly string[]
  readonly returns: (resource: Resource, all: readonly Resource[]) => Returns | undefined
}
type Returns = Pick<AppliedRelease, 'returns' | 'judgedBy'>

const never = (): Returns => ({ returns: 'no' })
const unclear = (): Returns => ({ returns: 'open' })
const by = (judgedBy: string, returns: AppliedRelease['returns']): Returns => ({ returns, judgedBy })

const POD: Workload = { versions: ['spec.template.spec.container.image'], returns: never }
const WEB_APP: Workload = {
  versions: ['site_config.application_stack.docker_image_name', 'site_config.application_stack.docker_image_tag'],
  returns: never,
}

/** Types of applications, from the references of the Terraform providers. */
const WORKLOADS: ReadonlyMap<string, Workload> = new Map<string, Workload>([
  ['aws_ecs_task_definition', { versions: ['container_definitions'], returns: ofTask }],
  ['aws_lambda_function', { versions: ['image_uri', 'filename', 's3_key', 's3_object_version'], returns: ofFunction }],
  ['aws_launch_template', { versions: ['image_id'], returns: ofTemplate }],
  ['aws_apprunner_service', { versions: ['source_configuration.image_repository.image_identifier'], returns: unclear }],
  ['helm_release', { versions: ['version', 'set.value', 'values'], returns: ofChart }],
  [
    'google_cloud_run_service',
    { versions: ['template.spec.containers.image'], returns: () => by('rollback-gcp-traffic', 'no') },
  ],
  [
    'google_cloud_run_v2_service',
    { versions: ['template.containers.image'], returns: () => by('rollback-gcp-traffic', 'no') },
  ],
  ['google_cloudfunctions_function', { versions: ['source_archive_object'], returns: never }],
  ['google_cloudfunctions2_function', { versions: ['build_config.source.storage_source.object'], returns: never }],
  ['azurerm_container_app', { versions: ['template.container.image'], returns: never }],
  ['azurerm_linux_web_app', WEB_APP],
  ['azurerm_windows_web_app', WEB_APP],
  ['azurerm_linux_function_app', WEB_APP],
  ['kubernetes_deployment', POD],
  ['kubernetes_deployment_v1', POD],
  ['kubernetes_stateful_set', POD],
  ['kubernetes_stateful_set_v1', POD],
  ['kubernetes_daemonset', POD],
  ['kubernetes_daemon_set_v1', POD],
])

/** Whether the tool applies infrastructure code that may hold applications, and has no rollback. */
export function appliesCode(tool: string): boolean {
  return TERRAFORM_TOOLS.has(tool) || tool === 'pulumi'
}

/** The applications whose new versions a deployment brings out by applying the code that declares them. */
export function appliedReleases({ pipeline, resources }: Deployment): AppliedRelease[] {
  const handed = handedOnce(pipeline)
  return resources.flatMap((resource) => {
    const workload = WORKLOADS.get(resource.type)
    if (workload === undefined || isLeftToOthers(resource.properties)) return []
    const values = workload.versions.flatMap((path) => valuesAt(resource.properties, path))
    const from = sourceOf(values, resource, handed)
    const found = from === undefined ? undefined : workload.returns(resource, resources)
    return from === undefined || found === undefined ? [] : [{ resource, from, ...found }]
  })
}

/** Calls of modules from elsewhere that are handed a version which differs from run to run. */
export function releasingModules({ pipeline, resources }: Deployment): Resource[] {
  const handed = handedOnce(pipeline)
  return resources.filter(({ type, properties }) => {
    const source = textOf(valueAt(properties, 'source')) ?? './'
    if (type !== 'module' || /^\.{1,2}(?:\/|$)/.test(source)) return false
    return [...properties.entries].some(
      ([name, value]) => namesVersion(name) && variableOf(value, handed) !== undefined,
    )
  })
}

const KNOWN = new WeakMap<Pipeline, Set<string>>()

function handedOnce(pipeline: Pipeline): Set<string> {
  const handed = KNOWN.get(pipeline) ?? handedValues(pipeline)
  KNOWN.set(pipeline, handed)
  return handed
}

/** Undefined where the code itself names the version: a commit releases it, and one that reverts it takes it back. */
function sourceOf(
  values: readonly Value[],
  { type, properties }: Resource,
  handed: ReadonlySet<string>,
): AppliedRelease['from'] | undefined {
  const variable = values.map((value) => variableOf(value, handed)).find((name) => name !== undefined)
  if (variable !== undefined) return { variable }
  const file = type === 'aws_lambda_function' ? valueAt(properties, 'filename') : undefined
  if (file !== undefined && referencesIn(file).every((name) => /^(?:path\.|data\.archive_file\.)/.test(name)))
    return 'package'
  return values.some(isOpen) ? 'elsewhere' : undefined
}

/** The variable that decides a value and that the run sets. Through calls of modules, one that is called as versions are. */
function variableOf(value: Value, handed: ReadonlySet<string>): string | undefined {
  const names = [...referencesIn(value), ...(value.kind === 'unresolved' ? [] : (value.via ?? []))].flatMap((name) =>
    name.startsWith('var.') ? [name.split(/[.[]/)[1] ?? ''] : [],
  )
  const same = names.find((name) => handed.has(name))
  if (same !== undefined) return same
  return names.some(namesVersion) ? [...handed].find(namesVersion) : undefined
}

/** `lifecycle { ignore_changes = [task_definition] }`: something else brings versions out. */
function isLeftToOthers(properties: Value): boolean {
  const ignored = valuesAt(properties, 'lifecycle.ignore_changes')
  return ignored.some((each) =>
    /image|container|task_definition|source_code|s3_|filename|version|\ball\b/.test(
      each.kind === 'unresolved' ? each.text : (textOf(each) ?? ''),
    ),
  )
}

/** A task that no service keeps running is no release of something that answers. */
function ofTask(task: Resource, all: readonly Resource[]): Returns | undefined {
  const services = atPlaceOf(task, all).filter(
    ({ type, properties }) => type === 'aws_ecs_service' && !isLeftToOthers(properties),
  )
  const own = services.filter(({ properties }) =>
    referencesIn(valueAt(properties, 'task_definition')).some((name) => name.split('.')[1] === task.name),
  )
  const ways = (own.length > 0 ? own : services).map((service) => ecsRollbackOf(service).how)
  if (ways.length === 0) return undefined
  const lacking = ways.some((how) => how === 'none' || how === 'stops')
  const safe = ways.every((how) => how === 'returns' || how === 'shifts')
  return by('rollback-ecs-circuit-breaker', lacking ? 'no' : safe ? 'itself' : 'open')
}

function ofFunction(resource: Resource, all: readonly Resource[]): Returns | undefined {
  const found = invokedFunctions({ resources: all }).find(
    ({ name, file }) => name === resource.name && file === resource.file,
  )
  return found && by('rollback-lambda-gradual', returnsBy(found.release))
}

function returnsBy(release: LambdaRelease): AppliedRelease['returns'] {
  if (release.how === 'open') return 'open'
  return release.how === 'shift' && release.guarded ? 'itself' : 'no'
}

function ofChart({ properties }: Resource): Returns {
  const atomic = valueAt(properties, 'atomic')
  if (truthOf(atomic) === true) return by('rollback-helm-atomic', 'itself')
  return by('rollback-helm-atomic', isOpen(atomic) ? 'open' : 'no')
}

/** A template reaches machines by the group that refers to it, if that replaces them. */
function ofTemplate(template: Resource, all: readonly Resource[]): Returns | undefined {
  const address = `aws_launch_template.${template.name}.`
  const ways = atPlaceOf(template, all)
    .filter(({ properties }) => referencesIn(properties).some((name) => name.startsWith(address)))
    .flatMap((group) => replacementOf(group)?.how ?? [])
  if (ways.length === 0) return undefined
  const lacking = ways.includes('unguarded')
  return by('rollback-instance-refresh', lacking ? 'no' : ways.includes('open') ? 'open' : 'itself')
}
