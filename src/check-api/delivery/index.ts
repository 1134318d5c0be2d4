/** Releases, rollouts and the ways back. */
export { appliedReleases, appliesCode, releasingModules, type AppliedRelease } from './applied-releases.js'
export { deployedArtifacts, type DeployedArtifact } from './deployed-artifacts.js'
export { ecsRollbackOf } from './ecs-rollback.js'
export { REPLACED_GROUPS, replacementOf, type Replacement } from './group-replacements.js'
export { invokedFunctions, type InvokedFunction } from './lambda.js'
export { previewsOf, type Preview } from './previews.js'
export { earlierRuns, hiddenBefore, releasesOf, type Release } from './releases.js'
export { rollbackPathOf, rollbackWorkflow, type RollbackPath } from './rollback-paths.js'
export { mayHideOptions, resourcesOfType, rollbackOf, stepsOnFailure } from './rollback.js'
export { readsState, startsRollout, type RolloutStart } from './rollout-starts.js'
export {
  deploysForUse,
  isNamedForProduction,
  MOST_SPINNAKER_STAGES,
  rollsServersBack,
  spinnakerAncestors,
  spinnakerStages,
  type SpinnakerStage,
} from './spinnaker.js'
export { switchingsOf, type Switching } from './switch-commands.js'
export { switchOversOf, type SwitchOver } from './switch-overs.js'
export { teardownOf, type Teardown } from './teardowns.js'
export { definedElsewhere } from './undefined-targets.js'
