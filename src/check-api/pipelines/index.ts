/** Jobs, their order and their failures. */
export { isAfterFailedBuild } from './after-failure.js'
export { takesBranch } from './branch-filters.js'
export { outermostCaller, ownName } from './called.js'
export { discardOf, stops, type Discard } from './discarded.js'
export { statusOf, type Status } from './exit-status.js'
export { awsFailureNotice, failureNotice, hiddenNotice, type FailureNotice } from './failure-notices.js'
export { expressionsIn, flowsInto, type Flow } from './flows.js'
export { followsAtOnce, guardedDeployments, JUDGING_KINDS, judgingTool, type Gate, type Guarded } from './gates.js'
export { failsWithItsNeeds, guardOf, mayReport, testsWhatIsMerged, vainGuardsOf } from './guards.js'
export { HOST_LIMITS, isSwitchedOff, type HostLimit } from './host-limits.js'
export { hurdlesBefore, type Hurdle } from './hurdles.js'
export { mergeBotOf } from './merge-bots.js'
export { Origins, type Origin } from './origins.js'
export {
  ancestorsOf,
  definitionOf,
  deployJobs,
  deployPaths,
  descendantsOf,
  holdsSecrets,
  intentsOf,
  isExpression,
  jobsOf,
  noDeployment,
  nothingDeployed,
  permissionOf,
  reachableOn,
  runsBefore,
  secretsIn,
  stepsAfter,
  stepsOf,
  type JobInPipeline,
  type StepInJob,
  runsEarlier,
} from './pipelines.js'
export {
  inSteps,
  placeOfStep,
  stepsAhead,
  stepsBehind,
  stepsFrom,
  stepsUpTo,
  type FoundInSteps,
} from '../../models/step-order.js'
export { readLater } from './read-later.js'
export { repeatedJobs, type RepeatedJobs } from './repeated-jobs.js'
export { runnersOf, type RunnerKind } from './runners.js'
export { systemWords, type SystemWords } from './system-words.js'
