import { shellOfTemplate, type Shell } from '../shell-template.js'

/** The shells that GitHub starts itself. Source: GitHub docs, Workflow syntax, steps[*].shell, exit codes. */
const BUILT_IN: ReadonlyMap<string, Shell> = new Map([
  ['bash', { shell: 'bash', failFast: true }],
  ['sh', { shell: 'sh', failFast: true }],
  ['pwsh', { shell: 'pwsh', failFast: true }],
  ['powershell', { shell: 'powershell', failFast: true }],
  ['cmd', { shell: 'cmd', failFast: false }],
  ['python', { shell: 'python', failFast: true }],
])

/**
 * The shell of a step.
 * @param written what `shell` says in the step or the defaults, if anything
 * @param windows whether the job runs on Windows, where PowerShell is the default
 */
export function shellOf(written: string | undefined, windows: boolean): Shell {
  if (written === undefined) return windows ? { shell: 'pwsh', failFast: true } : { shell: undefined, failFast: true }
  return BUILT_IN.get(written.trim()) ?? shellOfTemplate(written)
}
