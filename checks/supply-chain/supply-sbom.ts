import { defineReleaseCheck } from '../../src/check-api/index.js'

export default defineReleaseCheck({
  id: 'supply-sbom',
  title: 'Release has no software bill of materials',
  severity: 'warning',
  confidence: 'medium',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['DL.SCM.10', 'AG.ACG.9', 'SEC06-BP01', 'SEC06-BP04', 'hc.define.centralize-packages.promotion'],
  messageId: 'none',
  message: {
    text: 'Job {job} publishes with {tool}, and nothing lists what the release is made of.',
    remedy:
      'Generate an SBOM in the same run and attach it: sbom: true for images, anchore/sbom-action, cdxgen or a CycloneDX plug-in for packages.',
  },
  signals: {
    does: 'make an SBOM',
    intents: ['sbom'],
    // ko writes an SBOM unless it is told not to (ko docs: SBOMs).
    included: ({ intent: { tool, command } }) =>
      tool === 'ko' && command?.argv.some(({ text }) => text === '--sbom=none') !== true
        ? '{tool} adds an SBOM to the image by itself'
        : undefined,
    configured: new Map([
      ['semantic-release', '.releaserc'],
      ['goreleaser', '.goreleaser.yaml'],
      ['cargo-dist', 'dist-workspace.toml'],
      ['jreleaser', 'jreleaser.yml'],
      ['maven', 'pom.xml'],
      ['gradle', 'the Gradle build'],
      ['sbt', 'build.sbt'],
    ]),
  },
})
