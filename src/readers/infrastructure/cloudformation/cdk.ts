import { fileLocation } from '../../../core/location.js'
import { folderOf } from '../../paths.js'
import type { ReaderContext } from '../../context.js'
import { yamlOf } from '../../yaml/cache.js'
import { toValue } from '../../yaml/to-value.js'
import { isWhole } from '../kubernetes/manifest.js'
import { unreadFile, type FileReading } from '../reading.js'

/** Whether the file holds the settings of a CDK application. */
export function isCdkConfig(path: string): boolean {
  return path === 'cdk.json' || path.endsWith('/cdk.json')
}

/**
 * Reads `cdk.json` as a resource of type `cdk` named by its folder, with its settings as properties: `app`, `context` with
 * the feature flags, `requireApproval`, `rollback`, `tags` … (CDK docs: Configure settings). The program that `app` starts
 * is not read.
 */
export function readCdkConfig(context: ReaderContext, path: string): FileReading {
  const unread = unreadFile('cdk', 'the program that makes the stacks of a CDK application is not read')
  const yaml = yamlOf(context, path)
  const root = yaml?.documents[0]
  if (yaml?.error !== undefined) context.defect(yaml.error)
  if (yaml === undefined || root?.kind !== 'mapping') return unread
  const properties = toValue(root)
  if (properties.kind !== 'dict') return unread
  return {
    ...unread,
    resources: [
      {
        technology: 'cloudformation',
        type: 'cdk',
        name: folderOf(path) || '.',
        file: path,
        properties,
        at: fileLocation(path),
        complete: isWhole(yaml, 0),
      },
    ],
  }
}
