/** What the way of starting a shell means for a script. */
export interface Shell {
  /** `bash` only with pipefail; undefined is the host's default, bash with `-e` alone. */
  readonly shell: string | undefined
  /** Whether a failing command ends the script. */
  readonly failFast: boolean
}

/** The shells that GitHub starts itself. Source: GitHub docs, Workflow syntax, steps[*].shell, exit codes. */
const BUILT_IN: ReadonlyMap<string, Shell> = new Map([
  ['bash', { shell: 'bash', failFast: true }],
  ['sh', { shell: 'sh', failFast: true }],
  ['pwsh', { shell: 'pwsh', failFast: true }],
  ['powershell', { shell: 'powershell', failFast: true }],
  ['cmd', { shell: 'cmd', failFast: false }],
  ['python', { shell: 'python', failFast: true }],
])

/** Programs that setup actions install to start bash, or another shell of its kind, with `-e`. */
const WRAPPERS: ReadonlySet<string> = new Set(['msys2', 'alpine.sh', 'cpa.sh', 'wsl-bash', 'wsl-bash.exe'])

/**
 * The shell of a step.
 * @param written what `shell` says in the step or the defaults, if anything
 * @param windows whether the job runs on Windows, where PowerShell is the default
 */
export function shellOf(written: string | undefined, windows: boolean): Shell {
  if (written === undefined) return windows ? { shell: 'pwsh', failFast: true } : { shell: undefined, failFast: true }
  return BUILT_IN.get(written.trim()) ?? customShell(written)
}

/** A template such as `bash -leo pipefail {0}`, where nothing is set that is not written. */
function customShell(written: string): Shell {
  const words = written.split(/\s+/).filter((word) => word !== '')
  const start = words.findLastIndex((word) => /^(?:.*\/)?(?:bash|sh|dash|zsh)(?:\.exe)?$/.test(word))
  const name = nameOf(words[Math.max(start, 0)] ?? '')
  if (start < 0) {
    return WRAPPERS.has(name) ? { shell: undefined, failFast: true } : { shell: name, failFast: name === 'python' }
  }
  const options = words.slice(start + 1)
  const failFast = options.some((word) => /^-[a-z]*e/.test(word) || word === 'errexit')
  const pipefail = options.includes('pipefail')
  return { shell: name === 'bash' && !pipefail ? undefined : name, failFast }
}

function nameOf(program: string): string {
  return program.replace(/^.*[/\\]/, '').replace(/\.exe$/, '')
}
