import { pathsFitting } from '../../../core/path-index.js'
import { fileLocation } from '../../../core/location.js'
import type { Pipeline, Trigger } from '../../../models/index.js'
import { yamlOf } from '../../yaml/cache.js'
import { looksTemplated } from '../../yaml/templates.js'
import type { Adapter } from '../adapter.js'
import { newJob, newPipeline } from '../parts.js'
import type { AdapterReading } from '../reading.js'
import { startedBy } from '../started-elsewhere.js'
import { APPSPEC, hooksKey, hookSteps, isAppSpec } from './appspec.js'

/** Reads AppSpec files: what AWS CodeDeploy does within a deployment that something else starts. */
export const awsCodeDeploy: Adapter = {
  system: 'aws-codedeploy',
  label: 'AWS CodeDeploy',
  isPipelineFile: (path) => APPSPEC.test(path),
  read: (reading) =>
    pathsFitting(reading.context.files.paths, [APPSPEC])
      .filter((path) => !reading.isExcluded(path))
      .flatMap((file) => deploymentOf(reading, file) ?? []),
}

function deploymentOf(reading: AdapterReading, file: string): Pipeline | undefined {
  const yaml = yamlOf(reading.context, file)
  const root = yaml?.documents[0]
  if (yaml?.error !== undefined) {
    if (!looksTemplated(reading.context.files.text(file) ?? '')) reading.context.defect(yaml.error)
    return undefined
  }
  if (!isAppSpec(root)) return undefined
  const at = fileLocation(file)
  const trigger: Trigger = { kind: 'call', event: 'deployment', at }
  const { triggers, starts } = startedBy([trigger])
  const job = newJob({ id: 'deployment', at: hooksKey(root)?.at ?? at, starts, steps: hookSteps(reading, root, file) })
  return newPipeline({ system: 'aws-codedeploy', file, kind: 'reusable', at, triggers, jobs: [job] })
}
