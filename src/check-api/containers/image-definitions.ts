import type { FileIndex, ImageBuild, Infrastructure, Resource } from '../../models/index.js'
import { itemsOf, referencesIn, textOf, valueAt } from '../../models/value.js'
import { parseImage } from '../../models/image.js'
import { authoredResources } from '../infrastructure/authored-infrastructure.js'
import { imagesRun } from './images.js'
import { isForUse, joinPaths } from '../common/paths.js'
import { folderOf } from '../../core/paths.js'

/** A Dockerfile, and what runs the image that it makes. */
export interface UsedImage {
  readonly build: ImageBuild
  readonly user: Resource
  /** As it is written where it runs. */
  readonly image: string
}

/** Resources that are registries of images: an image that names one of the tree's own was made for it. */
const REGISTRIES: ReadonlySet<string> = new Set([
  'aws_ecr_repository',
  'AWS::ECR::Repository',
  'google_artifact_registry_repository',
  'azurerm_container_registry',
])

/** Names of folders and files that say nothing of what an image is. */
const GENERAL =
  /^(?:docker|dockerfiles?|containerfiles?|containers?|images?|build|builds|src|deploy|deployment|prod|production|release|base|app)$/

/**
 * Dockerfiles whose image runs somewhere, as the tree tells: a workload names the image by the folder or the name of the
 * Dockerfile, or takes it from a registry that the tree declares while there is one Dockerfile only.
 */
export function usedImages(
  builds: readonly ImageBuild[],
  infrastructure: Pick<Infrastructure, 'resources'>,
  files: FileIndex,
): UsedImage[] {
  const written = builds.filter(({ file }) => isForUse(file, files))
  const byName = new Map(written.flatMap((build) => namesOf(build.file).map((name) => [name, build] as const)))
  for (const [name, build] of namedByCompose(infrastructure, written)) byName.set(name, build)
  const registries = registriesOf(infrastructure)
  const found = new Map<ImageBuild, UsedImage>()
  for (const { image, resource } of imagesRun(infrastructure)) {
    if (!isForUse(resource.file, files)) continue
    const text = image.kind === 'unresolved' ? image.text : (textOf(image) ?? '')
    const [only, ...others] = written
    const own = referencesIn(image).some((name) => namesRegistry(name, registries))
    const build = (own && others.length === 0 ? only : undefined) ?? byName.get(lastNameOf(text))
    if (build !== undefined && !found.has(build)) found.set(build, { build, user: resource, image: text })
  }
  return [...found.values()]
}

/** `services/api/Dockerfile`, `api.Dockerfile` and `Dockerfile.api` are those of `api`. */
function namesOf(path: string): string[] {
  const [file = '', folder = ''] = path.toLowerCase().split('/').toReversed()
  const [, before, after] = /^(?:(.+)\.)?(?:docker|container)file(?:[.\-_](.+))?$/.exec(file) ?? []
  const name = [before, after, folder].find((each) => each !== undefined && each !== '' && !GENERAL.test(each))
  return name === undefined ? [] : [name]
}

/** A Compose service with `build` and `image` says what the image is called. */
function namedByCompose(
  { resources }: Pick<Infrastructure, 'resources'>,
  builds: readonly ImageBuild[],
): (readonly [string, ImageBuild])[] {
  const byFolder = new Map(builds.map((build) => [folderOf(build.file) || '.', build]))
  return resources.flatMap(({ technology, type, properties, file }) => {
    if (technology !== 'compose' || type !== 'service') return []
    const image = textOf(valueAt(properties, 'image'))
    const given = properties.entries.get('build')
    const context = textOf(given) ?? textOf(valueAt(given, 'context'))
    if (image === undefined || context === undefined) return []
    const build = byFolder.get(joinPaths(folderOf(file), context) ?? '')
    const name = lastNameOf(image)
    return build === undefined || name === '' ? [] : [[name, build] as const]
  })
}

/** The last part of an image's name, unless it is one of those that everybody takes from Docker Hub (`nginx`). */
function lastNameOf(text: string): string {
  const plain = text.replaceAll(/\$\{[^}]*\}|\$\([^)]*\)|\$\w+/g, 'x')
  const { registry, repository } = parseImage(plain)
  if (registry === undefined && !repository.includes('/')) return ''
  return repository.slice(repository.lastIndexOf('/') + 1).toLowerCase()
}

function registriesOf({ resources }: Pick<Infrastructure, 'resources'>): ReadonlySet<string> {
  return new Set(
    resources.flatMap(({ type, name }) =>
      REGISTRIES.has(type) ? [type.includes('::') ? name : `${type}.${name}`] : [],
    ),
  )
}

/** `aws_ecr_repository.api.repository_url`, `Ref:Repository`, `GetAtt:Repository.RepositoryUri`. */
function namesRegistry(reference: string, registries: ReadonlySet<string>): boolean {
  const plain = reference.replace(/^(?:Ref|GetAtt):/, '')
  return registries.has(plain) || registries.has(plain.slice(0, Math.max(0, plain.lastIndexOf('.'))))
}

/** Builders of Packer that leave no image behind. */
const WITHOUT_IMAGE = /^source\.(?:null|file)\./

/** The builds of Packer that make images. */
export function packerBuilds(infrastructure: Pick<Infrastructure, 'resources'>, files: FileIndex): Resource[] {
  return authoredResources(infrastructure, files, 'packer-build').filter(({ properties }) => {
    const sources = itemsOf(valueAt(properties, 'sources')).map((each) => textOf(each) ?? '')
    return (
      sources.length === 0 || sources.some((name) => !WITHOUT_IMAGE.test(`source.${name.replace(/^source\./, '')}`))
    )
  })
}
