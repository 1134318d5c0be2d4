/** What the way of starting a shell means for a script. */
export interface Shell {
  /** `bash` only with pipefail; undefined is the host's default, bash with `-e` alone. */
  readonly shell: string | undefined
  /** Whether a failing command ends the script. */
  readonly failFast: boolean
}

/** Programs that setup actions install to start bash, or another shell of its kind, with `-e`. */
const WRAPPERS: ReadonlySet<string> = new Set(['msys2', 'alpine.sh', 'cpa.sh', 'wsl-bash', 'wsl-bash.exe'])

/** The shell of a command template such as `bash -leo pipefail {0}`, where nothing is set that is not written. */
export function shellOfTemplate(written: string): Shell {
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
