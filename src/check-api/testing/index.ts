/** Tests, scanners and what becomes of what they find. */
export { checksCoverage, collectsCoverage } from './coverage.js'
export { findingsOf, type FindingsEnd } from './findings.js'
export {
  clusterTestIn,
  infrastructureTestIn,
  infrastructureTestOf,
  type InfrastructureTest,
} from './infrastructure-tests.js'
export {
  formatterOf,
  validatedCode,
  validationOf,
  type ValidatedCode,
  type ValidatedKind,
  type Validation,
} from './infrastructure-validation.js'
export { judgedByResults } from './result-judges.js'
export { scanOutputs } from './scan-outputs.js'
export { endingOf, onlyReports, surroundingsOf, type ScanEnding } from './scanners.js'
export { testBedOf, type TestBed } from './test-beds.js'
export { concurrencyOf, type TestConcurrency } from './test-concurrency.js'
export { defineTestPresenceCheck, type SeenTest } from './test-presence.js'
export { retryOf, type TestRetry } from './test-retries.js'
export { selectionOf, type TestSelection } from './test-selection.js'
export { signsThatRun, testsOf, type RunningSign } from './test-signs.js'
