/** Owners of code, environments and what guards them. */
export {
  environmentOf,
  isOwnWorkflow,
  namedEnvironments,
  nearestEnvironment,
  planMayLack,
  takesAnyBranch,
  type NamedEnvironment,
} from './environments.js'
export { credentialsOf, guardedProduction, outsideEnvironments } from './outside.js'
export { openTo, refPattern, sampleTag } from './release-tags.js'
export { changeGap, complement, runsInQueue, skipGap, type ReportGap } from './report-gaps.js'
export { GITHUB_ACTIONS_APP, isOfActions, likelyNames, producersOf } from './required.js'
export { skippedFor } from './skipped-for.js'
export { namingGap, recordedDeployments, unnamedEnvironments, type EnvironmentUse } from './unused-environments.js'
export { releasedBranches, releasesFromBranches, type ReleasedBranch } from './release-branches.js'
export { mergeConflict, type MergeConflict, type MergeMethod } from './merge-methods.js'
export { changeJobs, runsTests, type ChangeJob } from './change-jobs.js'
export { matchesInLowerCase, treeNames, typicalPaths, type TreeNames } from './owners-paths.js'
export { isPerson, isUnknownOwner, withoutRules } from './owners.js'
export { encoded, jsonText, settingsChange, solvedBy, type Json, type SettingsChange } from './changes.js'
export { addReviewer, limitRefs, preventSelfReview, refsDeploying, type DeployRef } from './environment-changes.js'
export { branchRuleset, RULESET_SUBJECTS, tagRuleset, type BranchFacts } from './rulesets.js'
