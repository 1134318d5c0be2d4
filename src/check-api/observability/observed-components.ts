import type { Project } from '../../models/index.js'
import type { Observed } from './observability.js'
import { isForUse } from '../common/paths.js'
import { folderOf } from '../../core/paths.js'

/** A part of the repository that is built into an image of its own and answers requests. */
export interface ServiceComponent {
  /** Empty for the root. */
  readonly folder: string
  readonly ecosystem: string
  readonly manifest: Project['manifests'][number]
}

/** The services that have a manifest and the Dockerfile of an image that listens in a folder of their own. */
export function serviceComponents({ project, files }: Observed): ServiceComponent[] {
  const serving = new Set(
    project.traits.filter(({ kind }) => kind === 'request-server').map(({ at }) => folderOf(at.file)),
  )
  const images = new Set(project.deployables.flatMap(({ kind, at }) => (kind === 'service-image' ? at.file : [])))
  const seen = new Set<string>()
  return project.manifests.flatMap((manifest) => {
    const folder = folderOf(manifest.file)
    if (seen.has(folder) || !serving.has(folder) || !isForUse(manifest.file, files)) return []
    if (!images.has(folder === '' ? 'Dockerfile' : `${folder}/Dockerfile`)) return []
    seen.add(folder)
    return [{ folder, ecosystem: manifest.ecosystem, manifest }]
  })
}
