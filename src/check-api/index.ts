/** All that a check may import. */
export { z } from './z.js'
export { defineCheck, type AnyCheck, type Check, type CheckOutcome, type MessageText, type Problem } from './check.js'
export { firstGap, noPipeline, opaque, unreadable, unreadPipelines } from './outcomes.js'
export { credentialsIn, looksRandom, type FoundCredential } from '../core/credentials.js'
export { classifyEnvironment } from '../models/environment-names.js'
export { takesUpgradeBack } from '../models/helm-release.js'
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
export { addTo, groupBy } from '../core/group.js'
export { oncePer } from '../core/once.js'
export * from './ansible/index.js'
export * from './cloud/index.js'
export * from './common/index.js'
export * from './containers/index.js'
export * from './data/index.js'
export * from './delivery/index.js'
export * from './history/index.js'
export * from './infrastructure/index.js'
export * from './kubernetes/index.js'
export * from './observability/index.js'
export * from './pipelines/index.js'
export * from './presence/index.js'
export * from './protection/index.js'
export * from './repository/index.js'
export * from './security/index.js'
export * from './supply-chain/index.js'
export * from './testing/index.js'
