import { pathsFitting } from '../../../core/path-index.js'
import type { Pipeline } from '../../../models/index.js'
import { yamlOf } from '../../yaml/cache.js'
import { isNull } from '../../yaml/navigate.js'
import { fileLocation } from '../../../core/location.js'
import type { Adapter } from '../adapter.js'
import { unfit, type AdapterReading } from '../reading.js'
import { readFile } from './file.js'

/** Bitbucket reads the file at the root (Bitbucket docs: Pipeline configuration file). */
const PIPELINE_FILE = /^bitbucket-pipelines\.ya?ml$/

/** Reads `bitbucket-pipelines.yml`. A file that Bitbucket could not read either is a defect and gives no pipeline. */
export function readBitbucket(reading: AdapterReading): Pipeline[] {
  return pathsFitting(reading.context.files.paths, [PIPELINE_FILE]).flatMap((file) => {
    const yaml = yamlOf(reading.context, file)
    if (yaml?.error !== undefined) {
      reading.context.defect(yaml.error)
      return []
    }
    const root = yaml?.documents[0]
    if (root?.kind === 'mapping') return readFile(reading, file, root)
    const isEmpty = yaml !== undefined && (root === undefined || isNull(root))
    unfit(reading, fileLocation(file), isEmpty ? 'this file is empty' : 'this file must be a mapping')
    return []
  })
}

export const bitbucket: Adapter = {
  system: 'bitbucket-pipelines',
  label: 'Bitbucket Pipelines',
  isPipelineFile: (path) => PIPELINE_FILE.test(path),
  read: readBitbucket,
}
