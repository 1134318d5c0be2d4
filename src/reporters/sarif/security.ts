/**
 * How bad it is if somebody uses the weakness that a check reports, on the scale of GitHub code scanning (GitHub docs: SARIF
 * support for code scanning, `security-severity`): over 9.0 critical, from 7.0 high, from 4.0 medium, below that low.
 *
 * Only checks stand here whose finding is a weakness of this very repository. That a scanner, a review or a signature is
 * missing is none: such findings have a level, and no score.
 */
const SCORES: Readonly<Record<string, number>> = {
  // Somebody without any rights here runs code with the rights of the pipeline.
  'pipeline-untrusted-checkout': 9.3,
  'pipeline-script-injection': 9.1,
  // A credential lies open to whoever can read the repository.
  'iac-secret-literal': 8.5,
  'pipeline-secret-plain-text': 8.5,
  'repo-sensitive-files': 8.5,
  // Outsiders reach a machine, a store, a role or a release.
  'iac-network-exposure': 8,
  'pipeline-oidc-trust': 8,
  'pipeline-self-hosted-public': 8,
  'pipeline-cache-poisoning': 7.5,
  'supply-unverified-download': 7.5,
  // Whoever gets one foot in the door gets further than needed.
  'iac-least-privilege': 6.5,
  'pipeline-secret-exposure': 6.5,
  'iac-static-credential': 6,
  'pipeline-long-lived-cloud-key': 6,
  'supply-publish-credentials': 6,
  'iac-encryption': 5.5,
  'pipeline-token-permissions': 5.5,
  'settings-actions-policy': 5.5,
  // What runs can be changed by somebody else, without a commit here.
  'pipeline-unpinned-action': 5,
  'pipeline-unpinned-image': 5,
  'pipeline-unpinned-include': 5,
  'supply-trusted-registries': 5,
  'env-branch-policy': 4.5,
  'pipeline-role-separation': 4.5,
  // One layer of several is missing.
  'docker-runtime-user': 3.5,
  'iac-key-rotation': 3.5,
  'k8s-network-policy': 3.5,
}

/** The score of a check as SARIF writes it: `9.1`; undefined for checks that report no weakness. */
export function securitySeverity(check: string): string | undefined {
  return Object.hasOwn(SCORES, check) ? SCORES[check]?.toFixed(1) : undefined
}

/** The checks with a score. */
export const SCORED = Object.keys(SCORES)
