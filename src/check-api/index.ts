/** All that a check may import. */
export { z } from './z.js'
export { defineCheck, type AnyCheck, type Check, type CheckOutcome, type MessageText, type Problem } from './check.js'
export { firstGap, noPipeline, opaque, unreadable, unreadPipelines } from './outcomes.js'
export {
  defineReleaseCheck,
  oneForEachPlace,
  publishesArtifact,
  publishesImage,
  type ReleaseSignals,
} from './release-checks.js'
export { definePresenceCheck, type PresenceSignals } from './presence.js'
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
  permissionOf,
  reachableOn,
  runsBefore,
  secretsIn,
  stepsAfter,
  stepsOf,
  type JobInPipeline,
  type StepInJob,
} from './pipelines.js'
export { isAfterFailedBuild } from './after-failure.js'
export { followsAtOnce, guardedDeployments, JUDGING_KINDS, judgingTool, type Gate, type Guarded } from './gates.js'
export {
  environmentOf,
  isOwnWorkflow,
  namedEnvironments,
  nearestEnvironment,
  planMayLack,
  takesAnyBranch,
  type NamedEnvironment,
} from './environments.js'
export { hurdlesBefore, type Hurdle } from './hurdles.js'
export { laterSteps, VERIFYING_KINDS } from './later.js'
export { readsState, startsRollout, type RolloutStart } from './rollout-starts.js'
export { reachedByItself, startedBy, stepsRun, type Reached } from './reached.js'
export { collectionIn, reportersNamed, searchGap } from './search.js'
export { previewsOf, type Preview } from './previews.js'
export { switchingsOf, type Switching } from './switch-commands.js'
export { switchOversOf, type SwitchOver } from './switch-overs.js'
export { movingPushesOf, versionMarkOf, type MovingPush } from './version-marks.js'
export { systemWords, type SystemWords } from './system-words.js'
export { outermostCaller, ownName } from './called.js'
export { statusOf, type Status } from './exit-status.js'
export { discardOf, stops, type Discard } from './discarded.js'
export { neverRuns, type Never } from './never.js'
export { credentialsIn, looksRandom, type FoundCredential } from '../core/credentials.js'
export { namedValues, secretsOf, type NamedValue, type SecretLiteral } from './secret-literals.js'
export { readLater } from './read-later.js'
export { judgedByResults } from './result-judges.js'
export { runnersOf, type RunnerKind } from './runners.js'
export { endingOf, onlyReports, surroundingsOf, type ScanEnding } from './scanners.js'
export { findingsOf, type FindingsEnd } from './findings.js'
export { checksCoverage, collectsCoverage } from './coverage.js'
export { scanOutputs } from './scan-outputs.js'
export { failsWithItsNeeds, guardOf, mayReport, testsWhatIsMerged, vainGuardsOf } from './guards.js'
export { mergeBotOf } from './merge-bots.js'
export { floatingInstall } from './tool-installs.js'
export { isMovingVersion, TOOL_SETUPS, type ToolSetup } from './tool-setups.js'
export { awsFailureNotice, failureNotice, hiddenNotice, type FailureNotice } from './failure-notices.js'
export { repeatedJobs, type RepeatedJobs } from './repeated-jobs.js'
export { textsIn } from './texts.js'
export { HOST_LIMITS, isSwitchedOff, type HostLimit } from './host-limits.js'
export { packerBuilds, usedImages, type UsedImage } from './image-definitions.js'
export { imagesNamed } from './image-words.js'
export { ImageSetters } from './image-setters.js'
export {
  infrastructureBlocks,
  repeatedBlocks,
  type InfrastructureBlock,
  type RepeatedBlocks,
} from './infrastructure-blocks.js'
export { imageName, imagesRun, movingEnd, movingPart, type RunImage } from './images.js'
export { resourcesOfRoots } from './root-resources.js'
export { tagPolicies } from './tag-policies.js'
export { tagProperties } from './taggable-types.js'
export { isWantedKey, resourceTagging, taggingOf, type Tagging } from './tags.js'
export { isForTrying, isForUse, isSample, joinPaths } from './paths.js'
export { licenceWorkOf, type LicenceWork } from './licence-tools.js'
export { invokedFunctions, type InvokedFunction } from './lambda.js'
export { breadthOf, issuerOf, type Breadth, type TokenIssuer } from './token-issuers.js'
export { readable, trustStatements, type ClaimCondition, type TrustStatement } from './trust-policies.js'
export { AWS_GRANT_TYPES, awsGrants, type Grant } from './broad-grants.js'
export { givesRoles, roleGrant, type RoleGrant } from './cloud-roles.js'
export { isDynamic, isOfResource, mayBeLeftOut } from './open.js'
export { networkRulesOf, type NetworkRule } from './network-rules.js'
export { NETWORK_RULES } from './network-rule-words.js'
export { isForSite, publicStore, STORE_TYPES, type PublicVerdict } from './public-stores.js'
export { encryptionOf, type EncryptionVerdict } from './encryption.js'
export { ENCRYPTION_SETTINGS, type EncryptionSetting } from './encryption-settings.js'
export { LISTENER_TYPES, plainListener, type PlainListener } from './plain-listeners.js'
export { subcommands, valuesOf } from './options.js'
export { CAPACITY_TYPES, capacityOf, type Capacity } from './capacity.js'
export { buildsForUse, judgeBuilds } from './builds.js'
export {
  chartMayAdd,
  deployedWorkloads,
  generatorOf,
  servesRequests,
  type DeployedWorkload,
} from './deployed-workloads.js'
export { fitsSelector, mayShareNamespace, selectsPods } from './pod-policies.js'
export { isPolicyFor, networkPolicies, type NetworkPolicy } from './network-policies.js'
export { leastPods, mostPods, scalersOf } from './scalers.js'
export { environmentNamed, namesNoProduction, namesProduction } from './tier-words.js'
export { withoutCopies } from './workload-copies.js'
export { Overlays, type Build } from './overlays.js'
export { RESTORE_TESTS, restoresOf, type Restore } from './restores.js'
export { DATA_JOBS, MAY_START, RUNS_DATA, type DataJob } from './data-jobs.js'
export { judgedChange, type JudgedChange } from './migrations.js'
export { logAgentIn } from './log-agents.js'
export { logDestinationsOf, type LogDestination } from './log-destinations.js'
export { noService, plainType, servicesIn, signalsOf, type Observed, type Signal } from './observability.js'
export { defineObservabilityCheck } from './observability-check.js'
export { INJECTING_TYPES } from './observability-types.js'
export { serviceComponents, type ServiceComponent } from './observed-components.js'
export { monitorsOf, type Monitor } from './monitors.js'
export { Neighbours, placeOf } from './neighbours.js'
export { groupOf, ofType } from './resource-groups.js'
export { openMonitors, runningServices, watchOf, type RunningService, type Watch } from './running-services.js'
export { isPerson, isUnknownOwner, treeNames, typicalPaths, type TreeNames } from './owners.js'
export { onceForEachKey } from './grouped.js'
export { containerHealthChecks } from './container-health.js'
export { healthCheckOf, kindOfPath, type HealthCheck } from './health-checks.js'
export {
  breadthOfVersion,
  helmInstallation,
  helmRepositoryAdded,
  versionBreadth,
  type HelmInstallation,
  type VersionBreadth,
} from './helm-charts.js'
export { manifestSource, type ManifestSource } from './manifest-sources.js'
export { imageHealth, type ImageHealth } from './image-health.js'
export { lastingServices, restarts, type ComposeService } from './lasting-services.js'
export { moduleSourceOf, type ModuleSource } from './module-sources.js'
export {
  folderOf,
  folderOfIntent,
  onlyHoldsValues,
  TERRAFORM_TOOLS,
  terraformCommand,
  terraformCommands,
  type TerraformCommand,
} from './terraform-commands.js'
export { mayBeSameFolder, underReview } from './under-review.js'
export { pulumiBackend, pulumiFolder, type PulumiBackend } from './pulumi.js'
export { mayBeDoneByService, planningService } from './planning-services.js'
export {
  formatterOf,
  validatedCode,
  validationOf,
  type ValidatedCode,
  type ValidatedKind,
  type Validation,
} from './infrastructure-validation.js'
export { backendWriter, isLocked, mayRunInHcp, rootModules } from './terraform.js'
export { earlierRuns, hiddenBefore, releasesOf, type Release } from './releases.js'
export { mayHideOptions, resourcesOfType, rollbackOf, stepsOnFailure } from './rollback.js'
export {
  authoredInfrastructure,
  authoredResources,
  callsOf,
  type AuthoredInfrastructure,
  type InfrastructureKind,
} from './authored-infrastructure.js'
export {
  clusterTestIn,
  infrastructureTestIn,
  infrastructureTestOf,
  type InfrastructureTest,
} from './infrastructure-tests.js'
export {
  authoredTasks,
  commandOf,
  conditionsOf,
  isAuthored,
  isRunOnDemand,
  namesIn,
  taskName,
  wordsIn,
} from './ansible.js'
export { convergesByItself, moduleInsteadOf, onlyLooks, programOf } from './ansible-commands.js'
export { hostsOf, type HostNumber } from './ansible-hosts.js'
export { teardownOf, type Teardown } from './teardowns.js'
export { testBedOf, type TestBed } from './test-beds.js'
export { dataWorkIn } from './data-work.js'
export { oncePerFile, settingsVerdict, statefulResources, type StatefulResource } from './stateful-resources.js'
export { defineTestPresenceCheck, type SeenTest } from './test-presence.js'
export { signsThatRun, testsOf, type RunningSign } from './test-signs.js'
export { cacheRestoresOf, type CacheRestore } from './cache-restores.js'
export { CREATING_COMMANDS, creationOf, isGuardedCommand, removes, type CreatingCommand } from './creating-commands.js'
export { classifyEnvironment } from '../models/environment-names.js'
export { environmentPairs, sharedBases, type EnvironmentPair, type SharedBase } from './environment-trees.js'
export { comparisonOf, type Comparison } from './drift-comparisons.js'
export { DETECTORS, driftKindOf, type DriftKind } from './drift-kinds.js'
export { appliedCode } from './applied-code.js'
export { isOwnPolicy, policyGates, POLICY_TESTERS, type PolicyGate } from './policy-gates.js'
export { provisionerOf, type Provisioner } from './provisioners.js'
export { IMAGE_BUILDER_TYPES, REPLACING, SERVER_TYPES } from './server-types.js'
export { cloudKeysIn, cloudOfKey, keyName, type CloudKey } from './cloud-keys.js'
export { signInsAt, signInsOf, type Identity, type SignIn } from './sign-ins.js'
export { AUDITED_TYPES, auditLogOf, RECORDERS, RECORDS, WATCHED_ELSEWHERE, type AuditLog } from './audit-logs.js'
export { controlOf, isOfLandingZone, mayBringControls, type Control } from './detective-controls.js'
export { accountsOf, type AccountUse } from './accounts.js'
export { runsOnChange } from './change-runs.js'
export { concurrencyOf, type TestConcurrency } from './test-concurrency.js'
export { selectionOf, type TestSelection } from './test-selection.js'
export { retryOf, type TestRetry } from './test-retries.js'
export { versionOf, type ActionVersion } from './action-version.js'
export { credentialNames, secretUses, type SecretUse } from './secret-uses.js'
export { expressionsIn, flowsInto, type Flow } from './flows.js'
export { Origins, type Origin } from './origins.js'
export { updatableFiles } from './updatable.js'
export { updateCoverage } from './update-coverage.js'
export { updateSteps } from './update-steps.js'
export {
  isPlain,
  isPublicIndex,
  namesState,
  packageSourcesOf,
  shownAddress,
  type PackageSource,
} from './package-sources.js'
export { PACKAGE_REGISTRIES, type PackageRegistry } from './package-registries.js'
export { storedToken, type StoredToken } from './stored-tokens.js'
export { admissionPolicy, signaturePolicies, type SignaturePolicy } from './signature-policies.js'
export { signsImage } from './signed-images.js'
export { alarmsOf, type Alarm } from './alarms.js'
export { alertRulesOf, type AlertRule } from './alert-rules.js'
export { ansibleDownloads } from './ansible-downloads.js'
export { downloadsIn, verifierIn, type Download } from './downloads.js'
export { isProgram, runsFile } from './executed-downloads.js'
export { downloadUrl, type DownloadUrl } from './download-url.js'
export { installerAt, type Installer } from './installers.js'
export { builtBy, type Built } from './components.js'
export { chosenRef, holdsAnyway, type ChosenRef } from './chosen-refs.js'
export { privilegedTriggers, reachOf, type Reach } from './outsiders.js'
export { executedAfter } from './executed-code.js'
export { fetchOf, type Fetch } from './pull-request-code.js'
export { isUntrusted } from './untrusted.js'
export {
  selects,
  servicesSelecting,
  workloadsOf,
  type Container,
  type Workload,
  type WorkloadKind,
} from './workloads.js'
export { takesUpgradeBack } from '../models/helm-release.js'
export { isMovingTag, pushedNames, type PushedNames } from './pushed-images.js'
export { parseImage, type ImageReference } from '../models/image.js'
export { because, fileLocation, placeWithin, type Because, type Located, type Location } from '../core/location.js'
export {
  DEPLOY_KINDS,
  LINT_KINDS,
  PUBLISH_KINDS,
  SCAN_KINDS,
  TEST_KINDS,
  type IntentKind,
} from '../core/intent-kind.js'
export type { Known } from '../core/known.js'
export type { Severity } from '../core/severity.js'
export {
  hasUnresolved,
  isOpen,
  itemsOf,
  numberOf,
  referencesIn,
  textOf,
  truthOf,
  valueAt,
  valuesAt,
} from '../models/value.js'
export type * from '../models/index.js'
export {
  deploysForUse,
  isNamedForProduction,
  MOST_SPINNAKER_STAGES,
  rollsServersBack,
  spinnakerAncestors,
  spinnakerStages,
  type SpinnakerStage,
} from './spinnaker.js'
export { rollbackPathOf, rollbackWorkflow, type RollbackPath } from './rollback-paths.js'
export { definedElsewhere } from './undefined-targets.js'
export { costlyResources } from './running-cost.js'
export { isCompanionOf } from './companions.js'
export { CLEANED_TYPES, cleanupRulesOf, type CleanupRule } from './cleanup-rules.js'
export { deployedArtifacts, type DeployedArtifact } from './deployed-artifacts.js'
export { addTo, groupBy } from '../core/group.js'
export { signInImages, signInSteps, type Sign, type StepSigns } from './signs.js'
