import type { Delivery, Deployment, Infrastructure } from '../../models/index.js'
import { driftKindOf, type DriftKind } from './drift-kinds.js'
import { deployPaths } from '../pipelines/pipelines.js'
import { folderOfIntent, onlyHoldsValues } from './terraform-commands.js'
import { addTo } from '../../core/group.js'

/** Subcommands that change one thing in a cluster, which no file declares. */
const IN_PLACE = /^(?:set|scale|patch|rollout|autoscale|expose|create|run)$/

/** What pipelines apply to environments that stay, by the kind of the code. */
export function appliedCode(delivery: Delivery, infrastructure: Infrastructure): Map<DriftKind, Deployment[]> {
  const found = new Map<DriftKind, Deployment[]>()
  for (const deployment of deployPaths(delivery)) {
    const { intent } = deployment
    const kind = intent && driftKindOf(intent)
    if (kind === undefined || onlyHoldsValues(folderOfIntent(intent ?? {}), infrastructure)) continue
    const words = intent?.command?.argv.slice(1) ?? []
    if (kind === 'Kubernetes' && words.some(({ text }) => IN_PLACE.test(text))) continue
    addTo(found, kind, deployment)
  }
  return found
}
