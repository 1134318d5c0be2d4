import type { Fixer } from '../types.js'
import { cfnRollbackInput, cfnRollbackOption, terraformLock } from './cfn-rollback.js'
import { checkoutCredentials } from './checkout-credentials.js'
import { deployCancels, deployLock } from './deploy-concurrency.js'
import { exitCode } from './exit-code.js'
import { gateJob } from './gate-job.js'
import { helmRollback } from './helm-rollback.js'
import { jobTimeout } from './job-timeout.js'
import { lockedInstall } from './locked-install.js'
import { pinAction } from './pin-action.js'
import { scriptInjection } from './script-injection.js'
import { tokenPermissions } from './token-permissions.js'

/** Fixers of what stands in files of CI systems. */
export const PIPELINE_FIXERS: readonly Fixer[] = [
  pinAction,
  tokenPermissions,
  checkoutCredentials,
  scriptInjection,
  jobTimeout,
  exitCode,
  gateJob,
  lockedInstall,
  deployLock,
  deployCancels,
  helmRollback,
  cfnRollbackOption,
  cfnRollbackInput,
  terraformLock,
]
