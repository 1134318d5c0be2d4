/** Workloads and what kustomizations and charts make of them. */
export { buildsForUse, judgeBuilds } from './builds.js'
export {
  chartMayAdd,
  deployedWorkloads,
  generatorOf,
  servesRequests,
  type DeployedWorkload,
} from './deployed-workloads.js'
export {
  breadthOfVersion,
  helmInstallation,
  helmRepositoryAdded,
  versionBreadth,
  type HelmInstallation,
  type VersionBreadth,
} from './helm-charts.js'
export { manifestSource, type ManifestSource } from './manifest-sources.js'
export { isPolicyFor, networkPolicies, type NetworkPolicy } from './network-policies.js'
export { Overlays, type Build } from './overlays.js'
export { fitsSelector, mayShareNamespace, selectsPods } from './pod-policies.js'
export { progressDeadlines, rolloutWait, type ProgressDeadline } from './progress-deadlines.js'
export { leastPods, mostPods, scalersOf } from './scalers.js'
export { withoutCopies } from './workload-copies.js'
export {
  selects,
  servicesSelecting,
  workloadsOf,
  type Container,
  type Workload,
  type WorkloadKind,
} from './workloads.js'
