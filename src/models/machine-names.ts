/** Names under which machines commit, lower case, beside everything that ends in `[bot]`, or in `bot` as a word. */
const MACHINES: ReadonlySet<string> = new Set([
  'actions-user',
  'allcontributors',
  'bors',
  'codecov',
  'dependabot',
  'dependabot-preview',
  'fluxcdbot',
  'github action',
  'github actions',
  'github actions bot',
  'github-actions',
  'gitlab bot',
  'greenkeeper',
  'greenkeeperio-bot',
  'imgbot',
  'jenkins',
  'jenkins-x-bot',
  'k8s-ci-robot',
  'mergify',
  'pre-commit-ci',
  'pyup-bot',
  'release-please',
  'renovate',
  'renovate bot',
  'renovate-bot',
  'renovatebot',
  'scala-steward',
  'semantic-release-bot',
  'snyk-bot',
  'weblate',
])

/** Whether a name or a login is one under which a machine works. */
export function isMachineName(name: string): boolean {
  const lower = name.toLowerCase()
  return /\[bot\]$|[ _-]bot$/.test(lower) || MACHINES.has(lower)
}

/** The login that GitHub writes into addresses: `49699333+dependabot[bot]@users.noreply.github.com`. */
export function loginOfAddress(address: string): string {
  return address.slice(0, address.indexOf('@')).replace(/^\d+\+/, '')
}
