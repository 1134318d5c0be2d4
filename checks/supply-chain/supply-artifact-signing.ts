import { defineReleaseCheck, permissionOf } from '../../src/check-api/index.js'

export default defineReleaseCheck({
  id: 'supply-artifact-signing',
  title: 'Released artifact is not signed',
  severity: 'warning',
  confidence: 'medium',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['DL.CS.2', 'SEC06-BP04'],
  messageId: 'none',
  message: {
    text: 'Job {job} publishes with {tool}, and nothing signs what goes out.',
    remedy:
      'Sign it in the same run, without a stored key where possible: cosign sign for images, attestations for packages and binaries, the signing plug-in of the build tool elsewhere.',
  },
  signals: {
    does: 'sign it',
    intents: ['sign', 'attest'],
    included: ({ intent: { tool }, pipeline, job, step }) => {
      const names = [pipeline.env, job.env, step.env, step.with].flatMap((values) => [...values.keys()])
      const trusted =
        (tool === 'npm' || step.uses?.repository === 'pypa/gh-action-pypi-publish') &&
        permissionOf('id-token', pipeline, job) === 'write' &&
        !names.some((name) => /token|password/i.test(name))
      return trusted ? '{tool} publishes as a trusted publisher, which signs an attestation' : undefined
    },
    configured: new Map([
      ['semantic-release', '.releaserc'],
      ['goreleaser', '.goreleaser.yaml'],
      ['cargo-dist', 'dist-workspace.toml'],
      ['jreleaser', 'jreleaser.yml'],
      ['maven', 'pom.xml'],
      ['gradle', 'the Gradle build'],
      ['sbt', 'build.sbt'],
      ['electron-builder', 'the electron-builder configuration'],
      ['fastlane', 'the Fastfile'],
    ]),
  },
})
