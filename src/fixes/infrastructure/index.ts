import type { Fixer } from '../types.js'
import { cfnRollbackSetting } from './cfn-rollback.js'
import { deletionProtection } from './deletion-protection.js'
import { ecsCircuitBreaker } from './ecs-circuit-breaker.js'
import { immutableTags } from './immutable-tags.js'
import { instanceRefresh } from './instance-refresh.js'
import { keyRotation, keyRotationOn } from './key-rotation.js'
import { logRetention } from './log-retention.js'
import { nomadRevert, nomadRevertOn } from './nomad-revert.js'
import { readinessProbe } from './readiness-probe.js'
import { requiredProviders } from './required-providers.js'
import { samPreference } from './sam-preference.js'
import { stateLocking } from './state-locking.js'
import { swarmFailureAction, swarmFailureActionOn } from './swarm-failure-action.js'

/** Fixers of what stands in infrastructure as code. */
export const INFRASTRUCTURE_FIXERS: readonly Fixer[] = [
  ecsCircuitBreaker,
  cfnRollbackSetting,
  samPreference,
  instanceRefresh,
  nomadRevert,
  nomadRevertOn,
  swarmFailureAction,
  swarmFailureActionOn,
  keyRotation,
  keyRotationOn,
  deletionProtection,
  readinessProbe,
  requiredProviders,
  stateLocking,
  logRetention,
  immutableTags,
]
