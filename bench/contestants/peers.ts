/** Other linters, with the flags that make the comparison fair; README.md of the folder above says why each. */
import { spawnSync } from 'node:child_process'
import fg from 'fast-glob'
import type { Contestant, Folder } from './contestant.js'

/** A linter that may be installed. */
export interface Peer extends Contestant {
  readonly looksAt: readonly string[]
  readonly version: readonly [program: string, ...args: string[]]
}

const WORKFLOWS = ['.github/workflows/*.{yml,yaml}']

/** Those of the folder's files that one of the patterns takes. */
export function filesOf({ root, paths }: Folder, patterns: readonly string[]): string[] {
  if (patterns.includes('**')) return [...paths]
  return fg.sync([...patterns], { cwd: root, dot: true, caseSensitiveMatch: true }).sort()
}

/** Its own rules alone: shellcheck and pyflakes are other programs, and would be most of the time. */
export const actionlint: Peer = {
  name: 'actionlint',
  looksAt: WORKFLOWS,
  version: ['actionlint', '-version'],
  command: (folder) => ({
    file: 'actionlint',
    args: ['-shellcheck=', '-pyflakes=', ...filesOf(folder, WORKFLOWS)],
    cwd: folder.root,
    statuses: [0, 1],
  }),
}

/** Without the audits that ask GitHub. Exit statuses from 10 on say how severe the findings are. */
export const zizmor: Peer = {
  name: 'zizmor',
  looksAt: [...WORKFLOWS, '**/action.{yml,yaml}', '.github/dependabot.{yml,yaml}'],
  version: ['zizmor', '--version'],
  command: ({ root }) => ({
    file: 'zizmor',
    args: ['--offline', '--no-progress', '--quiet', '.'],
    cwd: root,
    statuses: [0, 10, 11, 12, 13, 14],
  }),
}

/**
 * Checkov for the frameworks named. Those that look for secrets and vulnerable packages, and those that need other
 * programs (Helm, Kustomize), are left out.
 */
export function checkov(frameworks: readonly string[], looksAt: readonly string[]): Peer {
  return {
    name: 'Checkov',
    looksAt,
    version: ['checkov', '--version'],
    command: ({ root }) => ({
      file: 'checkov',
      args: ['--directory', '.', '--framework', frameworks.join(','), '--skip-download', '--quiet', '--compact'],
      cwd: root,
      statuses: [0, 1],
    }),
  }
}

/** It finds the CI systems of the folder by itself, and asks nobody unless told to. */
export const pipelineCheck: Peer = {
  name: 'Pipeline-Check',
  looksAt: WORKFLOWS,
  version: ['pipeline_check', '--version'],
  command: ({ root }) => ({ file: 'pipeline_check', args: [], cwd: root, statuses: [0, 1] }),
}

/** Of folders that hold templates only, in one process; its exit status adds up what was found: 2 errors, 4 warnings, 8 notes. */
export const cfnLint: Peer = {
  name: 'cfn-lint',
  looksAt: ['**/*.{json,yml,yaml,template}'],
  version: ['cfn-lint', '--version'],
  command: (folder) => ({
    file: 'cfn-lint',
    args: filesOf(folder, cfnLint.looksAt),
    cwd: folder.root,
    statuses: [0, 2, 4, 6, 8, 10, 12, 14],
  }),
}

/** With the rules that it comes with; those for clouds are plugins, which it would have to load from elsewhere. */
export const tflint: Peer = {
  name: 'TFLint',
  looksAt: ['**/*.tf'],
  version: ['tflint', '--version'],
  command: ({ root }) => ({ file: 'tflint', args: ['--recursive', '--no-color'], cwd: root, statuses: [0, 2] }),
}

/** CloudFormation templates by the key that each of them should have (AWS docs: Template anatomy). */
export function isTemplate(text: string): boolean {
  return text.includes('AWSTemplateFormatVersion')
}

/** The version that a peer tells; undefined where it is not installed. */
export function versionOf({ version: [program, ...args] }: Peer): string | undefined {
  const { error, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (error !== undefined) return undefined
  return /\d+\.\d+(?:\.\d+)?/.exec(stdout + stderr)?.[0] ?? 'unknown'
}

export function isPeer(contestant: Contestant): contestant is Peer {
  return contestant.version !== undefined
}
