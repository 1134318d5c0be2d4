import { defineReleaseCheck, permissionOf, type Activity } from '../../src/check-api/index.js'

/** Package managers that add provenance by themselves when they publish as a trusted publisher, and what a token for them is called. */
const TRUSTED: ReadonlyMap<string, RegExp> = new Map([
  ['npm', /NODE_AUTH_TOKEN|NPM_TOKEN|_authToken/],
  ['changesets', /NODE_AUTH_TOKEN|NPM_TOKEN/],
  ['semantic-release', /NODE_AUTH_TOKEN|NPM_TOKEN/],
])

export default defineReleaseCheck({
  id: 'supply-provenance',
  title: 'Build leaves no provenance attestation',
  severity: 'warning',
  confidence: 'medium',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.CS.1',
    'DL.CS.2',
    'AG.ACG.9',
    'AG.ACG.11',
    'ops05-bp10.workflows.audit-trail',
    'waf.sec.traceability',
    'SEC06-BP04',
  ],
  messageId: 'none',
  message: {
    text: 'Job {job} publishes with {tool}, and no signed statement says how the artifact was built.',
    remedy:
      'Add actions/attest-build-provenance behind the build, publish with --provenance or as a trusted publisher, or build with an SLSA generator.',
  },
  signals: {
    does: 'attest how it was built',
    intents: ['attest'],
    included: (publication) => byDefault(publication) ?? asTrustedPublisher(publication),
    configured: new Map([
      ['cargo-dist', 'dist-workspace.toml'],
      ['jreleaser', 'jreleaser.yml'],
    ]),
  },
})

/** docker/build-push-action and pypa/gh-action-pypi-publish attest unless they are told not to (their READMEs). */
function byDefault({ step: { uses, with: inputs }, job, pipeline }: Activity): string | undefined {
  const repository = uses?.repository
  if (repository === 'docker/build-push-action' && inputs.get('provenance')?.value !== 'false') {
    return 'docker/build-push-action adds provenance to what job {job} pushes'
  }
  if (repository !== 'pypa/gh-action-pypi-publish' || inputs.has('password')) return undefined
  if (inputs.get('attestations')?.value === 'false' || permissionOf('id-token', pipeline, job) !== 'write')
    return undefined
  return 'pypa/gh-action-pypi-publish attests what job {job} uploads'
}

/** npm docs: Generating provenance statements, "automatically … when publishing with trusted publishing". */
function asTrustedPublisher({ intent, step, job, pipeline }: Activity): string | undefined {
  const token = TRUSTED.get(intent.tool)
  if (token === undefined || permissionOf('id-token', pipeline, job) !== 'write') return undefined
  const names = [pipeline.env, job.env, step.env, step.with].flatMap((values) => [...values.keys()])
  if (names.some((name) => token.test(name))) return undefined
  return '{tool} publishes as a trusted publisher, which adds provenance'
}
