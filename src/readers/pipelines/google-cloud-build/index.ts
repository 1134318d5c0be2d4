import { pathsFitting } from '../../../core/path-index.js'
import { fileLocation } from '../../../core/location.js'
import type { Pipeline } from '../../../models/index.js'
import { yamlOf } from '../../yaml/cache.js'
import { looksTemplated } from '../../yaml/templates.js'
import type { Adapter } from '../adapter.js'
import type { AdapterReading } from '../reading.js'
import { startedElsewhere } from '../started-elsewhere.js'
import { isBuild, pipelineOf } from './build.js'
import { triggerStarts } from './triggers.js'

/** Names that people give to build configurations, and folders in which they keep them. */
const NAMED = /(?:^|\/)[^/]*cloud-?build[^/]*\.(?:ya?ml|json)$/i
const KEPT = /(?:^|\/)\.?cloud-?build\/(?:[^/]+\/)*[^/]+\.(?:ya?ml|json)$/i

/** Reads build configurations of Google Cloud Build, and the triggers that Terraform defines for them. */
export const googleCloudBuild: Adapter = {
  system: 'google-cloud-build',
  label: 'Google Cloud Build',
  isPipelineFile: (path) => NAMED.test(path),
  read: readCloudBuild,
}

function readCloudBuild(reading: AdapterReading): Pipeline[] {
  const triggers = triggerStarts(reading)
  const { files } = reading.context
  const named = [...triggers.keys()].filter((path) => files.has(path))
  const paths = [...new Set([...pathsFitting(files.paths, [NAMED, KEPT]), ...named])].sort()
  return paths.flatMap((file): Pipeline[] => {
    if (reading.isExcluded(file)) return []
    const yaml = yamlOf(reading.context, file)
    const root = yaml?.documents[0]
    if (yaml?.error !== undefined) {
      const templated = looksTemplated(reading.context.files.text(file) ?? '')
      if (NAMED.test(file) && !templated) reading.context.defect(yaml.error)
      return []
    }
    const start = triggers.get(file) ?? startedElsewhere(fileLocation(file), 'trigger')
    return isBuild(root) ? [pipelineOf(reading, file, root, start)] : []
  })
}
