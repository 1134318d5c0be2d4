import type { FileIndex, Infrastructure, Manifest, Pipelines, Project, Resource } from '../../models/index.js'
import { itemsOf, textOf, valueAt } from '../../models/value.js'
import { isForTrying } from '../common/paths.js'
import { folderPrefix } from '../../core/paths.js'

/** Ecosystems whose manifests name one version of each dependency, or the least one that every build takes. */
const FIXED: ReadonlySet<string> = new Set(['go', 'gradle', 'maven', 'nuget'])

/**
 * The files that fix versions of third-party code, which grow old unless somebody raises them, by ecosystem: manifests
 * with dependencies, Dockerfiles, workflows, Terraform. What is for trying or development is left out, and so are
 * libraries without a lock: every install of theirs takes what is newest.
 */
export function updatableFiles(subjects: {
  readonly project: Project
  readonly infrastructure: Infrastructure
  readonly pipelines: Pipelines
  readonly files: FileIndex
}): ReadonlyMap<string, readonly string[]> {
  const { project, infrastructure, pipelines, files } = subjects
  const found = new Map<string, string[]>()
  const add = (ecosystem: string, file: string): void => {
    if (files.isExcluded(file)) return
    const all = found.get(ecosystem) ?? []
    if (!all.includes(file)) found.set(ecosystem, [...all, file])
  }
  for (const manifest of project.manifests) {
    const { ecosystem, file, hasDependencies, publishable, lockFile } = manifest
    const fixes = lockFile !== undefined || publishable !== true || FIXED.has(ecosystem)
    if (hasDependencies === true && fixes && !isForTrying(file)) add(ecosystem, rootOf(manifest, project))
  }
  for (const pipeline of pipelines.all) {
    const usesActions = pipeline.jobs.some(({ steps }) => steps.some(({ uses }) => uses?.kind === 'remote'))
    if (pipeline.system === 'github-actions' && usesActions) add('github-actions', pipeline.file)
  }
  for (const resource of infrastructure.resources)
    if (namesVersion(resource) && !isForTrying(resource.file)) add('docker', resource.file)
  for (const { at, isRoot, requiredProviders } of infrastructure.terraform)
    if (isRoot && !isForTrying(at.file) && requiredProviders.some(({ version }) => version !== undefined))
      add('terraform', at.file)
  return found
}

/** The manifest of the workspace or build that a member belongs to, by which bots find it: the nearest above it. */
function rootOf({ ecosystem, file, workspaceMember }: Manifest, { manifests }: Project): string {
  if (!workspaceMember) return file
  const above = manifests.filter(
    (each) => each.ecosystem === ecosystem && !each.workspaceMember && file.startsWith(folderPrefix(each.file)),
  )
  return above.reduce(
    (nearest, each) => (each.file.length > nearest.length ? each.file : nearest),
    above[0]?.file ?? file,
  )
}

/** With its slash; empty for the root. */
/** Whether a Dockerfile builds on an image with a version that a bot could raise. */
function namesVersion({ technology, properties }: Resource): boolean {
  if (technology !== 'dockerfile') return false
  return itemsOf(valueAt(properties, 'stages')).some(
    (stage) => valueAt(stage, 'digest') !== undefined || /\d/.test(textOf(valueAt(stage, 'tag')) ?? ''),
  )
}
