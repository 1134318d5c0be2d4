import { parseImage, type ImageReference } from '../../models/image.js'
import type { Infrastructure, Resource, Value } from '../../models/index.js'
import { textOf, valueAt, valuesAt } from '../../models/value.js'
import { workloadsOf } from '../kubernetes/workloads.js'

/** An image that a definition runs, and what runs it: `Deployment api`. */
export interface RunImage {
  readonly image: Value
  readonly by: string
  readonly resource: Resource
  /** False if other tools are told to set the image: what the definition says is only the first one. */
  readonly lasting: boolean
}

/** Where each type of resource names its images; lists on the way are entered at every item. */
const IMAGE_PATHS: ReadonlyMap<string, string> = new Map([
  ['AWS::ECS::TaskDefinition', 'ContainerDefinitions.Image'],
  ['AWS::Lambda::Function', 'Code.ImageUri'],
  ['AWS::Serverless::Function', 'ImageUri'],
  ['AWS::AppRunner::Service', 'SourceConfiguration.ImageRepository.ImageIdentifier'],
  ['AWS::Batch::JobDefinition', 'ContainerProperties.Image'],
  ['aws_ecs_task_definition', 'container_definitions.image'],
  ['aws_lambda_function', 'image_uri'],
  ['aws_apprunner_service', 'source_configuration.image_repository.image_identifier'],
  ['aws_batch_job_definition', 'container_properties.image'],
  ['azurerm_container_app', 'template.container.image'],
  ['azurerm_container_group', 'container.image'],
  ['azurerm_linux_web_app', 'site_config.application_stack.docker_image_name'],
  ['google_cloud_run_service', 'template.spec.containers.image'],
  ['google_cloud_run_v2_service', 'template.containers.image'],
  ['google_cloud_run_v2_job', 'template.template.containers.image'],
  ['kubernetes_deployment', 'spec.template.spec.container.image'],
  ['kubernetes_deployment_v1', 'spec.template.spec.container.image'],
  ['kubernetes_stateful_set', 'spec.template.spec.container.image'],
  ['kubernetes_stateful_set_v1', 'spec.template.spec.container.image'],
  ['kubernetes_daemonset', 'spec.template.spec.container.image'],
  ['kubernetes_daemon_set_v1', 'spec.template.spec.container.image'],
  ['kubernetes_cron_job', 'spec.job_template.spec.template.spec.container.image'],
  ['kubernetes_cron_job_v1', 'spec.job_template.spec.template.spec.container.image'],
  ['service', 'image'],
])

/** Every image that workloads, functions, task definitions and Compose services of the tree run, in their order. */
export function imagesRun({ resources }: Pick<Infrastructure, 'resources'>): RunImage[] {
  const inPods = new Map(workloadsOf({ resources }).map((workload) => [workload.resource, workload]))
  return resources.flatMap((resource): RunImage[] => {
    const workload = inPods.get(resource)
    if (workload !== undefined) {
      const images = workload.containers.flatMap(({ image }) => image ?? [])
      return images.map((image) => ({ image, by: `${workload.kind} ${resource.name}`, resource, lasting: true }))
    }
    const path = IMAGE_PATHS.get(resource.type)
    if (path === undefined || isBuiltWhereItRuns(resource)) return []
    const lasting = !isIgnored(resource, path.split('.')[0] ?? '')
    return valuesAt(resource.properties, path).map((image) => ({ image, by: resource.name, resource, lasting }))
  })
}

/** A Compose service with `build` gives its image a name (Compose file reference: build). */
function isBuiltWhereItRuns({ technology, properties }: Resource): boolean {
  return technology === 'compose' && properties.entries.has('build')
}

/** Terraform leaves alone what `ignore_changes` lists (Terraform docs: The lifecycle Meta-Argument). */
function isIgnored({ properties }: Resource, attribute: string): boolean {
  const ignored = valueAt(properties, 'lifecycle.ignore_changes')
  const names = ignored?.kind === 'list' ? ignored.items : ignored === undefined ? [] : [ignored]
  return names
    .map((each) => (each.kind === 'unresolved' ? each.text : (textOf(each) ?? '')))
    .some((name) => name === 'all' || name.split(/[.[]/)[0] === attribute)
}

/** Tags that mean whatever was pushed last: branches, environments and channels. */
const MOVING: ReadonlySet<string> = new Set(
  (
    'latest main master trunk develop development dev test qa staging stage prod production edge nightly canary stable ' +
    'snapshot head current'
  ).split(' '),
)

/** What of a reference moves: its tag, or that it has none. Undefined for a version, a commit or a digest. */
export function movingPart({ tag, digest }: ImageReference): { readonly tag?: string } | undefined {
  if (digest !== undefined) return undefined
  if (tag === undefined) return {}
  return MOVING.has(tag.toLowerCase()) ? { tag } : undefined
}

/** The same of an expression whose end is literal: `${var.registry}/api:latest`. */
export function movingEnd(expression: string): { readonly tag: string } | undefined {
  const tag = /:([\w.-]+)["'\s]*$/.exec(expression.slice(-200))?.[1]
  return tag !== undefined && MOVING.has(tag.toLowerCase()) ? { tag } : undefined
}

/** The image without tag and digest. */
export function imageName(text: string): string {
  const { registry, repository } = parseImage(text)
  return registry === undefined ? repository : `${registry}/${repository}`
}
