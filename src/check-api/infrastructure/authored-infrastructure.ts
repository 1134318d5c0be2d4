import { pathsFitting } from '../../core/path-index.js'
import { because, fileLocation, type Because, type Location } from '../../core/location.js'
import type { FileIndex, Infrastructure, Resource } from '../../models/index.js'
import { isForUse, joinPaths } from '../common/paths.js'
import { folderOf } from '../../core/paths.js'

export type InfrastructureKind =
  'Terraform' | 'CloudFormation' | 'CDK' | 'CDK for Terraform' | 'cdk8s' | 'Helm' | 'Ansible' | 'Pulumi'

/** Infrastructure code of one kind that is written here: not vendored, and for no sample or test. */
export interface AuthoredInfrastructure {
  readonly kind: InfrastructureKind
  /** Number of resources in templates and modules; of charts, roles and projects of the rest. */
  readonly count: number
  /** The first file. */
  readonly at: Location
}

/** Files that each stand for one unit of their kind. */
const UNITS: readonly {
  readonly kind: InfrastructureKind
  readonly path: RegExp
  /** A folder beside the file without which it only puts together what others wrote. */
  readonly beside?: string
  /** A file beside the file's folder that an installer writes: what lies there came from elsewhere. */
  readonly installed?: string
}[] = [
  { kind: 'CDK', path: /(?:^|\/)cdk\.json$/ },
  { kind: 'CDK for Terraform', path: /(?:^|\/)cdktf\.json$/ },
  { kind: 'cdk8s', path: /(?:^|\/)cdk8s\.ya?ml$/ },
  { kind: 'Helm', path: /(?:^|\/)Chart\.yaml$/, beside: 'templates' },
  {
    kind: 'Ansible',
    path: /(?:^|\/)roles\/[^/]+\/tasks\/main\.ya?ml$|^tasks\/main\.ya?ml$/,
    installed: '../meta/.galaxy_install_info',
  },
  { kind: 'Pulumi', path: /(?:^|\/)Pulumi\.ya?ml$/ },
]

/** Blocks of Terraform that create nothing by themselves, or only call what is written elsewhere. */
const NO_RESOURCE: ReadonlySet<string> = new Set([
  'provider',
  'variable',
  'output',
  'locals',
  'terraform',
  'module',
  'moved',
  'import',
  'removed',
  'check',
  'run',
])

/** The kinds of infrastructure code that are written in the repository. */
export function authoredInfrastructure(
  { resources }: Pick<Infrastructure, 'resources'>,
  files: FileIndex,
): AuthoredInfrastructure[] {
  const counts = (path: string): boolean => isForUse(path, files)
  const written = resources.filter(({ file }) => counts(file))
  const templates = written.filter(({ technology }) => technology === 'cloudformation')
  return [
    ...unitsOf(
      'Terraform',
      written.filter(isTerraformResource).map(({ file }) => file),
    ),
    ...unitsOf(
      'CloudFormation',
      templates.map(({ file }) => file),
    ),
    ...UNITS.flatMap(({ kind, path, beside, installed }) => {
      const found = pathsFitting(files.paths, [path]).filter(
        (each) =>
          counts(each) &&
          (beside === undefined || files.hasFolder(resolve(each, beside))) &&
          (installed === undefined || !files.has(resolve(each, installed))),
      )
      return unitsOf(kind, found)
    }),
  ]
}

/** Resources of these types that are written here and meant to be run: not vendored, and for no sample or test. */
export function authoredResources(
  { resources }: Pick<Infrastructure, 'resources'>,
  files: FileIndex,
  ...types: readonly string[]
): Resource[] {
  return resources.filter(({ type, file }) => types.includes(type) && isForUse(file, files))
}

/** Whether it is something that Terraform creates, and no data, setting or call. */
export function isTerraformResource({ technology, type }: Resource): boolean {
  return technology === 'terraform' && !/^(?:data|ephemeral)\./.test(type) && !NO_RESOURCE.has(type)
}

/** The calls of its module or template that make a resource what it is: at most three. */
export function callsOf({ calledFrom = [] }: Resource): Because[] {
  return calledFrom.slice(0, 3).map((at) => because(at, 'it is called here'))
}

function unitsOf(kind: InfrastructureKind, found: readonly string[]): AuthoredInfrastructure[] {
  const [first] = found
  return first === undefined ? [] : [{ kind, count: found.length, at: fileLocation(first) }]
}

function resolve(path: string, relative: string): string {
  return joinPaths(folderOf(path), relative) ?? ''
}
