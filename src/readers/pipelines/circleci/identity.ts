import type { Location } from '../../../core/location.js'
import type { Step } from '../../../models/index.js'

/** The token's variables (docs: OpenID Connect tokens in jobs). */
const TOKEN = /\bCIRCLE_OIDC_TOKEN(?:_V2)?\b/

/** Inputs of orbs that exchange the token for rights in a cloud. */
const INPUTS: ReadonlySet<string> = new Set(['role-arn', 'role_arn', 'use_oidc', 'workload_identity_pool_id'])

/** Where the steps of a job use the identity token of CircleCI. */
export function identityTokenIn(steps: readonly Step[]): Location | undefined {
  for (const { run, with: inputs, uses } of steps) {
    if (run !== undefined && TOKEN.test(run.value)) return run.at
    if (uses?.kind !== 'orb') continue
    for (const [name, { value, at }] of inputs) if (INPUTS.has(name) && value !== 'false') return at
  }
  return undefined
}
