import { onName, pathsFitting } from '../../core/path-index.js'
import { fileLocation, type Located } from '../../core/location.js'
import type { FileIndex, Infrastructure, Resource } from '../../models/index.js'
import { valueAt } from '../../models/value.js'
import { nameOf, ofFolder } from '../paths.js'
import { isOwnOutsideTests, ownPathsOutsideTests } from './own-paths.js'

/** Files of platforms that build and deploy a repository whenever its branch moves, without a pipeline in the tree. */
const PLATFORMS: readonly { readonly platform: string; readonly names: RegExp; readonly folder?: RegExp }[] = [
  { platform: 'Vercel', names: /^(?:vercel|now)\.json$/ },
  { platform: 'Netlify', names: /^netlify\.toml$/ },
  { platform: 'Render', names: /^render\.yaml$/ },
  { platform: 'AWS Amplify', names: /^amplify\.yml$/ },
  { platform: 'AWS App Runner', names: /^apprunner\.yaml$/ },
  { platform: 'Railway', names: /^railway\.(?:json|toml)$/ },
  { platform: 'DigitalOcean App Platform', names: /^app\.ya?ml$/, folder: /^\.do$/ },
]

const NAMES = PLATFORMS.map(({ names }) => names)

/** Folders whose site is documentation, not the product. */
const DOCUMENTATION = /^(?:docs?|documentation|website)$/i

/** Terraform resources by which a platform is told to follow a repository, with the property that says so. */
const FOLLOWERS: ReadonlyMap<string, { readonly platform: string; readonly property: string }> = new Map([
  ['tfe_workspace', { platform: 'HCP Terraform', property: 'vcs_repo' }],
  ['aws_amplify_app', { platform: 'AWS Amplify', property: 'repository' }],
  ['aws_apprunner_service', { platform: 'AWS App Runner', property: 'source_configuration.code_repository' }],
  ['AWS::Amplify::App', { platform: 'AWS Amplify', property: 'Repository' }],
  ['vercel_project', { platform: 'Vercel', property: 'git_repository' }],
])

/** Flux objects that apply something; the sources they read from deploy nothing by themselves. */
const FLUX_APPLIES = /\/(?:Kustomization|HelmRelease|Terraform)$/

/** The platforms and controllers that pull this repository and deploy it, each with the place that says so. */
export function readPulledBy(index: FileIndex, infrastructure: Infrastructure): Located<string>[] {
  const isDocumented = ofFolder((folder) => folder.split('/').some((each) => DOCUMENTATION.test(each)))
  const counts = (path: string): boolean => isOwnOutsideTests(index, path) && !isDocumented(path)
  const named = pathsFitting(ownPathsOutsideTests(index), NAMES, onName)
  const platforms = named.flatMap((path) => {
    if (isDocumented(path)) return []
    const folder = nameOf(path.slice(0, Math.max(0, path.length - nameOf(path).length - 1)))
    const found = PLATFORMS.find((each) => each.names.test(nameOf(path)) && (each.folder?.test(folder) ?? true))
    return found === undefined ? [] : [{ value: found.platform, at: fileLocation(path) }]
  })
  const clouds = infrastructure.terraform
    .filter(({ backend, at }) => backend?.type === 'cloud' && counts(at.file))
    .map(({ backend, at }) => ({ value: 'HCP Terraform', at: backend?.at ?? at }))
  const followers = infrastructure.resources.filter(({ file }) => counts(file)).flatMap(follower)
  return [...platforms, ...clouds, ...followers]
}

function follower({ technology, type, properties, at }: Resource): Located<string>[] {
  if (technology === 'argocd') return /\/Application(?:Set)?$/.test(type) ? [{ value: 'Argo CD', at }] : []
  if (technology === 'flux') return FLUX_APPLIES.test(type) ? [{ value: 'Flux', at }] : []
  const found = FOLLOWERS.get(type)
  return found !== undefined && valueAt(properties, found.property) !== undefined ? [{ value: found.platform, at }] : []
}
