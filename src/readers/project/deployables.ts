import { onName, pathsFitting } from '../../core/path-index.js'
import { fileLocation, type Location } from '../../core/location.js'
import type { Deployable, FileIndex, Infrastructure, Resource } from '../../models/index.js'
import { itemsOf, textOf, valueAt } from '../../models/value.js'
import { isSourceModule } from '../infrastructure/technologies.js'
import { folderOf, nameOf } from '../paths.js'
import { isOwnOfProducts, ownPathsOfProducts } from './own-paths.js'

/** Files by which a platform or tool is told how to run what lies beside them. */
const BY_NAME: readonly { readonly kind: Deployable['kind']; readonly what: string; readonly names: RegExp }[] = [
  { kind: 'serverless', what: 'Serverless Framework service', names: /^serverless\.(?:ya?ml|json|ts|js)$/ },
  { kind: 'serverless', what: 'SAM application', names: /^samconfig\.(?:toml|ya?ml)$/ },
  { kind: 'codedeploy', what: 'CodeDeploy application', names: /^appspec\.(?:ya?ml|json)$/ },
  { kind: 'manifests', what: 'Helm release list', names: /^helmfile\.ya?ml(?:\.gotmpl)?$/ },
  { kind: 'manifests', what: 'Swarm stack', names: /^docker-stack.*\.ya?ml$/ },
  { kind: 'manifests', what: 'production Compose project', names: /^(?:docker-)?compose[.-]prod(?:uction)?\.ya?ml$/ },
  { kind: 'manifests', what: 'Nomad job', names: /\.nomad(?:\.hcl)?$/ },
  { kind: 'manifests', what: 'CDK app', names: /^cdk\.json$/ },
  { kind: 'manifests', what: 'Pulumi project', names: /^Pulumi\.ya?ml$/ },
  { kind: 'platform', what: 'Procfile', names: /^Procfile$/ },
  { kind: 'platform', what: 'Elastic Beanstalk application', names: /^Dockerrun\.aws\.json$/ },
  { kind: 'platform', what: 'Fly.io app', names: /^fly\.toml$/ },
  { kind: 'platform', what: 'Heroku app', names: /^heroku\.yml$/ },
  { kind: 'platform', what: 'Azure Developer CLI project', names: /^azure\.yaml$/ },
  { kind: 'platform', what: 'Databricks bundle', names: /^databricks\.ya?ml$/ },
  { kind: 'platform', what: 'Cloudflare Worker', names: /^wrangler\.(?:toml|jsonc?)$/ },
  {
    kind: 'script',
    what: 'deploy script',
    names: /^(?:deploy|rollout|ship)(?:[._-](?!docs?\b|site\b|pages\b).*)?\.(?:sh|bash|ps1|py|rb)$/,
  },
]

const NAMES = BY_NAME.map(({ names }) => names)

/** Kubernetes objects that keep processes running; the rest only supports them. */
const WORKLOADS =
  /(?:^|\/)(?:Deployment|StatefulSet|DaemonSet|CronJob|Rollout|Kustomization|HelmRelease|Application|ApplicationSet|Service)$/

/** Names of Dockerfiles that build tools, not services. */
const TOOL_IMAGE =
  /(?:^|[._-])(?:dev|devel|development|test|tests|testing|ci|build|builder|base|debug|lint)(?:[._-]|$)/i

/**
 * What the repository holds that is meant to be deployed, in order of path. Samples, documentation and test folders are
 * left out. One entry for each Terraform root, each folder of manifests, each service image and each platform file.
 */
export function readDeployables(index: FileIndex, infrastructure: Infrastructure): Deployable[] {
  const counts = (path: string): boolean => isOwnOfProducts(index, path)
  const found: Deployable[] = [
    ...infrastructure.terraform
      .filter((module) => module.isRoot && counts(module.at.file))
      .map((module): Deployable => ({
        kind: 'terraform-root',
        what: `Terraform root ${module.folder}`,
        at: module.at,
      })),
    ...fromResources(infrastructure.resources.filter(({ file }) => counts(file))),
    ...pathsFitting(ownPathsOfProducts(index), NAMES, onName)
      .filter((path) => !isSourceModule(path, index))
      .flatMap((path) => fromName(path)),
  ]
  return found.sort((a, b) => (a.at.file < b.at.file ? -1 : a.at.file > b.at.file ? 1 : a.at.line - b.at.line))
}

function fromName(path: string): Deployable[] {
  const rule = BY_NAME.find(({ names }) => names.test(nameOf(path)))
  return rule === undefined ? [] : [{ kind: rule.kind, what: `${rule.what} ${path}`, at: fileLocation(path) }]
}

function fromResources(resources: readonly Resource[]): Deployable[] {
  const folders = new Map<string, Location>()
  const deployables: Deployable[] = []
  const serverless = new Set<string>()
  for (const resource of resources) {
    const { technology, file, at } = resource
    if (technology === 'dockerfile') {
      if (isService(resource)) deployables.push({ kind: 'service-image', what: `service image ${file}`, at })
    } else if (technology === 'cloudformation') {
      const kind = resource.type.startsWith('AWS::Serverless::') ? 'serverless' : 'manifests'
      if (!serverless.has(file))
        deployables.push({ kind, what: `CloudFormation stack ${file}`, at: fileLocation(file) })
      serverless.add(file)
    } else if (
      technology !== 'terraform' &&
      technology !== 'compose' &&
      (technology !== 'kubernetes' || WORKLOADS.test(resource.type))
    ) {
      const folder = resource.module ?? folderOf(file)
      if (!folders.has(folder)) folders.set(folder, at)
    }
  }
  const manifests = [...folders].map(([folder, at]): Deployable => ({
    kind: 'manifests',
    what: `manifests in ${folder === '' ? 'the root' : folder}`,
    at,
  }))
  return [...deployables, ...manifests]
}

/** An image that listens or tells how its health is seen is a service; one that does neither may only package a tool. */
function isService(resource: Resource): boolean {
  return holds(resource, ['EXPOSE', 'HEALTHCHECK'])
}

/** Whether an image is made to start something: it may be a service, or a tool. */
export function startsSomething(resource: Resource): boolean {
  return holds(resource, ['CMD', 'ENTRYPOINT'])
}

function holds({ file, properties }: Resource, wanted: readonly string[]): boolean {
  if (TOOL_IMAGE.test(nameOf(file))) return false
  const last = itemsOf(valueAt(properties, 'stages')).at(-1)
  return itemsOf(valueAt(last, 'instructions')).some((instruction) => {
    const name = textOf(valueAt(instruction, 'name'))?.toUpperCase()
    return name !== undefined && wanted.includes(name)
  })
}
