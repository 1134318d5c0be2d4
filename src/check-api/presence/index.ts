/** What looks for a practice: signs, the runs that reach it, and why it may not be seen. */
export { runsOnChange } from './change-runs.js'
export { laterSteps, VERIFYING_KINDS } from './later.js'
export { neverRuns, type Never } from './never.js'
export { definePresenceCheck, type PresenceSignals } from './presence.js'
export { reachedByItself, startedBy, stepsRun, type Reached } from './reached.js'
export {
  defineReleaseCheck,
  oneForEachPlace,
  publishesArtifact,
  publishesImage,
  type ReleaseSignals,
} from './release-checks.js'
export { collectionIn, reportersNamed, searchGap } from './search.js'
export { signInImages, signInSteps, type Sign, type StepSigns } from './signs.js'
export { mayBeSameFolder, underReview } from './under-review.js'
