import type { ProfileName } from '../../config/profiles.js'
import type { Detected } from './detect.js'
import { REPOSITORY } from './pins.js'

/** What decides how the first configuration looks. */
export interface ConfigChoices {
  readonly version: string
  readonly profile: ProfileName
  /** The baseline's file, if one is made. */
  readonly baseline: string | undefined
}

/** `pillarlint.yml` with what was chosen, and with keys to uncomment that fit the repository. */
export function configText({ version, profile, baseline }: ConfigChoices, detected: Detected): string {
  const pages = `https://github.com/${REPOSITORY}/blob/v${version}/docs`
  return `# yaml-language-server: $schema=https://raw.githubusercontent.com/${REPOSITORY}/v${version}/docs/schemas/config.schema.json
# All keys: ${pages}/configuration.md
# In a pull request the file of the base branch counts. "npx pillarlint config" prints what holds.

# Rules that come, or become stricter, after this version only warn until it is raised.
epoch: "${version.split('.').slice(0, 2).join('.')}"

# Who works here, and so which practices count: solo, team or regulated.
profile: ${profile}
${baseline === undefined ? '' : `\n# What was there on the first day; "npx pillarlint baseline" takes out what has been mended.\nbaseline: ${baseline}\n`}
# Practices of this importance, and more important ones, fail the run: foundational (if not said), recommended, optional, never.
# fail-on: recommended

# Settings and findings of one check: off, notice, warning, or its options; each has a page in ${pages}/checks
# checks:
#   ci-job-timeout: notice
${repositoryText(detected)}${environmentsText(detected)}${ownersText(detected)}`
}

function repositoryText({ kind }: Detected): string {
  return `
# What the repository is, if "${kind}" is wrong.
# repository:
#   kind: ${kind === 'application' ? 'library' : 'application'}
`
}

function environmentsText({ environments }: Detected): string {
  const names = environments.length > 0 ? environments : ['blue']
  const why = environments.length > 0 ? 'These names do not tell' : 'Where a name does not tell'
  return `
# ${why} what an environment is for: production, staging, test, development or preview.
# environments:
${names.map((name) => `#   ${name}: production\n`).join('')}`
}

function ownersText({ owners }: Detected): string {
  if (owners === undefined) return ''
  return `
# Files that need an owner in ${owners}, beside pipelines and infrastructure.
# critical-paths: ['billing/**']
`
}
