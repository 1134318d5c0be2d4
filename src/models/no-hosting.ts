import { unknown } from '../core/known.js'
import type { Hosting } from './hosting.js'

/** Every hosting fact unknown for one reason: an offline run, or a failed sign-in. */
export function noHosting(reason: string, remedy?: string): Hosting {
  const nothing = unknown(reason, remedy === undefined ? {} : { remedy })
  return {
    repository: nothing,
    protection: nothing,
    environments: nothing,
    codeownersErrors: nothing,
    security: { codeScanning: nothing, dependencyAlerts: nothing, secretScanning: nothing },
    merging: nothing,
    tagProtection: nothing,
    reportedChecks: nothing,
  }
}
