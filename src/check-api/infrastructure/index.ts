/** Infrastructure code: who wrote it, what applies it, how it is planned and tested. */
export { accountsOf, type AccountUse } from './accounts.js'
export { appliedCode } from './applied-code.js'
export {
  authoredInfrastructure,
  authoredResources,
  callsOf,
  type AuthoredInfrastructure,
  type InfrastructureKind,
} from './authored-infrastructure.js'
export { CREATING_COMMANDS, creationOf, isGuardedCommand, removes, type CreatingCommand } from './creating-commands.js'
export { comparisonOf, type Comparison } from './drift-comparisons.js'
export { DETECTORS, driftKindOf, type DriftKind } from './drift-kinds.js'
export { environmentPairs, sharedBases, type EnvironmentPair, type SharedBase } from './environment-trees.js'
export {
  infrastructureBlocks,
  repeatedBlocks,
  type InfrastructureBlock,
  type RepeatedBlocks,
} from './infrastructure-blocks.js'
export { moduleSourceOf, type ModuleSource } from './module-sources.js'
export { mayBeDoneByService, planningService } from './planning-services.js'
export { ownPolicyIn, policyGates, POLICY_TESTERS, type PolicyGate } from './policy-gates.js'
export { provisionerOf, type Provisioner } from './provisioners.js'
export { pulumiBackend, pulumiFolder, type PulumiBackend } from './pulumi.js'
export { resourcesOfRoots } from './root-resources.js'
export { costlyResources } from './running-cost.js'
export { tagPolicies } from './tag-policies.js'
export { tagProperties } from './taggable-types.js'
export { isWantedKey, resourceTagging, taggingOf, type Tagging } from './tags.js'
export {
  folderOfCommand,
  folderOfIntent,
  onlyHoldsValues,
  TERRAFORM_TOOLS,
  terraformCommand,
  terraformCommands,
  type TerraformCommand,
} from './terraform-commands.js'
export { backendWriter, isLocked, mayRunInHcp, rootModules } from './terraform.js'
