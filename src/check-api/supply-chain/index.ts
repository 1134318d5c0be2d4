/** What is taken from elsewhere and what is handed out: downloads, packages, versions, signatures. */
export { versionOf, type ActionVersion } from './action-version.js'
export { CLEANED_TYPES, cleanupRulesOf, type CleanupRule } from './cleanup-rules.js'
export { downloadUrl, type DownloadUrl } from './download-url.js'
export { downloadsIn, verifierIn, type Download } from './downloads.js'
export { isProgram, runsFile } from './executed-downloads.js'
export { installerAt, type Installer } from './installers.js'
export { licenceWorkOf, type LicenceWork } from './licence-tools.js'
export { PACKAGE_REGISTRIES, type PackageRegistry } from './package-registries.js'
export {
  isPlain,
  isPublicIndex,
  namesState,
  packageSourcesOf,
  shownAddress,
  type PackageSource,
} from './package-sources.js'
export { admissionPolicy, signaturePolicies, type SignaturePolicy } from './signature-policies.js'
export { signsImage } from './signed-images.js'
export { floatingInstall } from './tool-installs.js'
export { isMovingVersion, setupOf, type ToolSetup } from './tool-setups.js'
export { updatableFiles } from './updatable.js'
export { updateCoverage } from './update-coverage.js'
export { updateSteps } from './update-steps.js'
export { movingPushesOf, versionMarkOf, type MovingPush } from './version-marks.js'
