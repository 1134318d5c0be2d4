import { pathsEnding } from '../../core/path-index.js'
import { yamlOf } from '../yaml/cache.js'
import { scalarAt, valueAt } from '../yaml/navigate.js'
import type { YamlMapping, YamlNode } from '../yaml/node.js'
import { looksTemplated } from '../yaml/templates.js'
import type { AdapterReading } from './reading.js'

/** An object of Kubernetes as its manifest writes it. */
export interface ManifestObject {
  readonly file: string
  readonly kind: string
  /** `metadata.name`, or the beginning of the names that the cluster makes. */
  readonly name: string
  readonly root: YamlMapping
}

/**
 * The objects of an API group in all manifests of the tree, in order. Manifests with mistakes are left out, as are
 * templates of manifests.
 * @param group `tekton.dev`
 * @param isPipelineFile files in which a mistake is a defect, because they are nothing but pipelines
 */
export function objectsOfGroup(
  reading: AdapterReading,
  group: string,
  isPipelineFile: (path: string) => boolean,
): ManifestObject[] {
  const { files } = reading.context
  return pathsEnding(files.paths, ['.yml', '.yaml'])
    .filter((path) => !path.startsWith('.github/') && !reading.isExcluded(path))
    .flatMap((path) => {
      const text = files.text(path)
      if (text === undefined || !text.includes(`${group}/`)) return []
      const yaml = yamlOf(reading.context, path)
      if (yaml?.error !== undefined) {
        if (isPipelineFile(path) && !looksTemplated(text)) reading.context.defect(yaml.error)
        return []
      }
      return (yaml?.documents ?? []).flatMap((root) => objectOf(path, root, group) ?? [])
    })
}

function objectOf(file: string, root: YamlNode, group: string): ManifestObject | undefined {
  if (root.kind !== 'mapping') return undefined
  const version = scalarAt(root, 'apiVersion')?.text ?? ''
  const kind = scalarAt(root, 'kind')?.text
  if (kind === undefined || !version.startsWith(`${group}/`)) return undefined
  const metadata = valueAt(root, 'metadata')
  const name = scalarAt(metadata, 'name') ?? scalarAt(metadata, 'generateName')
  return { file, kind, name: name?.text ?? '', root }
}
