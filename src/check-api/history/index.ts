/** Figures about how delivery has gone. */
export { buildDuration, buildSuccess } from './builds.js'
export {
  branchLifespan,
  LEAST_CHANGES,
  humanChanges,
  openBranchesOf,
  pullRequestSize,
  reviewTimeToMerge,
  STALE_DAYS,
  timeToFirstReview,
  topReviewerShare,
  unreviewedChanges,
} from './changes.js'
export { deploymentFrequency } from './deployment-frequency.js'
export { changeFailureRate, REPAIR_HOURS } from './failures.js'
export { changeLeadTime, timeToProduction } from './lead-time.js'
export { manualDeployments } from './manual.js'
export { asItShould, historyFacets } from './measuring.js'
export { unmeasured } from './outcome.js'
export { timeToRestore } from './recovery.js'
export { percent, rounded } from './statistics.js'
