import { isReleaseBranch } from '../../models/change-words.js'
import type { Activity, Delivery, Deployment, Protection, Trigger } from '../../models/index.js'
import { takesBranch } from '../pipelines/branch-filters.js'

/** A branch as nobody names one for releases: a trigger that takes it means every branch. */
const ANY_BRANCH = 'login-page'

/** A release branch of the host, and where something is published or deployed from it. */
export interface ReleasedBranch {
  readonly protection: Protection
  readonly from: Activity | Deployment
}

/**
 * The release branches that pipelines name in their triggers and publish or deploy from. A job or step with a condition
 * of its own may leave them out, so it does not count.
 */
export function releasedBranches(branches: readonly Protection[], delivery: Delivery): ReleasedBranch[] {
  const work = releasing(delivery)
  return branches.flatMap((protection) => {
    const from = work.find(({ triggers }) =>
      triggers.some((each) => isOfBranches(each) && takesBranch(each, protection.branch) === true),
    )
    return from === undefined ? [] : [{ protection, from }]
  })
}

/** Whether pipelines publish or deploy from branches that are called after releases. */
export function releasesFromBranches(delivery: Delivery): boolean {
  return releasing(delivery).some(({ triggers }) =>
    triggers.some((each) => isOfBranches(each) && (each.branches ?? []).some(({ value }) => isReleaseBranch(value))),
  )
}

function releasing({ deployments, publications }: Delivery): (Activity | Deployment)[] {
  const lasting = deployments.filter(({ persistent, docsOnly }) => persistent && !docsOnly)
  return [...publications, ...lasting].filter(
    ({ job, step }) => job.condition === undefined && step.condition === undefined,
  )
}

function isOfBranches(trigger: Trigger): boolean {
  return trigger.kind === 'push' && (trigger.branches ?? []).length > 0 && takesBranch(trigger, ANY_BRANCH) === false
}
