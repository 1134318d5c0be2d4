import { STAGE_ROLES, type StageRole } from '../../../core/delivery-graph.js'
import { DEPLOY_KINDS, SCAN_KINDS, TEST_KINDS, type IntentKind } from '../../../core/intent-kind.js'
import type { Job, Step } from '../../../models/index.js'

const ROLE_OF: ReadonlyMap<IntentKind, StageRole> = new Map<IntentKind, StageRole>([
  ['build', 'build'],
  ['package', 'build'],
  ['approve', 'approve'],
  ['migrate-database', 'migrate'],
  ['verify-deployment', 'verify'],
  ['rollback', 'roll-back'],
  ...[...SCAN_KINDS].map((kind) => [kind, 'scan'] as const),
  ...[...TEST_KINDS].map((kind) => [kind, 'test'] as const),
])

/** What is known of a job beside its own text. */
export interface Standing {
  /** Its steps that deploy. */
  readonly deploying: ReadonlySet<Step>
  /** Its steps that deploy to what goes away after the test that it was made for. */
  readonly trying: ReadonlySet<Step>
  /** Whether it publishes for good. */
  readonly publishes: boolean
  /** Whether a job before it deploys. */
  readonly afterDeployment: boolean
}

/**
 * What the job does for the delivery, in the usual order; empty if nothing. What tests or scans the running system after
 * a deployment verifies, what deploys because something failed rolls back, and what sets up what it tests tests.
 */
export function rolesOf(job: Job, { deploying, trying, publishes, afterDeployment }: Standing): StageRole[] {
  const roles = new Set<StageRole>()
  if (publishes) roles.add('publish')
  let deployed = afterDeployment
  for (const step of job.steps) {
    for (const { kind } of step.intents) {
      const role = ROLE_OF.get(kind)
      if (role !== undefined) roles.add(deployed && (role === 'test' || kind === 'dast') ? 'verify' : role)
      else if (DEPLOY_KINDS.has(kind) && (job.after === 'failure' || step.after === 'failure')) roles.add('roll-back')
    }
    if (trying.has(step)) roles.add('test')
    if (!deploying.has(step)) continue
    deployed = true
    roles.add('deploy')
  }
  // What a person starts that has no part in the delivery, such as the removal of a preview, approves nothing.
  if (job.approval !== undefined && (roles.size > 0 || job.steps.length === 0)) roles.add('approve')
  return STAGE_ROLES.filter((role) => roles.has(role))
}
