import { parseImage } from '../../models/image.js'
import type { BuildStage, ImageBuild, Resource } from '../../models/index.js'
import { textOf, valueAt } from '../../models/value.js'
import { joinPaths } from '../common/paths.js'
import { folderOf } from '../../core/paths.js'

/** Whether an image checks its own health. */
export type ImageHealth = 'checked' | 'unchecked' | 'unknown'

/**
 * Whether the image of a Compose service has a health check of its own: by the Dockerfile that it builds, or because
 * images of its publisher have none.
 */
export function imageHealth({ properties, file }: Resource, builds: readonly ImageBuild[]): ImageHealth {
  const build = properties.entries.get('build')
  if (build === undefined) {
    const image = textOf(properties.entries.get('image'))
    return image !== undefined && hasNone(image) ? 'unchecked' : 'unknown'
  }
  const folder = folderOf(file)
  const context = joinPaths(folder, textOf(build) ?? textOf(valueAt(build, 'context')) ?? '.')
  const path = joinPaths(context ?? '.', textOf(valueAt(build, 'dockerfile')) ?? 'Dockerfile')
  const stages = builds.find((each) => each.file === path)?.stages ?? []
  const target = textOf(valueAt(build, 'target'))
  const stage = target === undefined ? stages.at(-1) : stages.find(({ alias }) => alias === target)
  return stage === undefined ? 'unknown' : healthOfStage(stage)
}

function healthOfStage(stage: BuildStage): ImageHealth {
  if (stage.healthcheck !== undefined) return stage.healthcheck.value.trim() === 'NONE' ? 'unchecked' : 'checked'
  let root = stage
  for (let depth = 0; root.base !== undefined && depth < 50; depth++) root = root.base
  return root.image !== undefined && hasNone(root.image) ? 'unchecked' : 'unknown'
}

/**
 * Docker Official Images have no health check (their FAQ, "Why do you not include HEALTHCHECK?"), nor has what is built on
 * nothing, or on an image without a shell to run one.
 */
function hasNone(image: string): boolean {
  const { registry, repository } = parseImage(image)
  if (repository === 'scratch') return true
  if (registry === 'gcr.io') return repository.startsWith('distroless/')
  return (registry === undefined || registry === 'docker.io') && !repository.replace(/^library\//, '').includes('/')
}
