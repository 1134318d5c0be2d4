/** One run of a command, measured as a whole: the processes that it starts are counted in. */
import { spawn } from 'node:child_process'
import { MemoryWatch } from './memory.js'

export interface Usage {
  /** Milliseconds from start to end. */
  readonly wall: number
  /** Milliseconds of processor time, of user and system. */
  readonly processor: number
  /** MiB at most; undefined where it cannot be measured. */
  readonly memory: number | undefined
}

export interface Command {
  readonly file: string
  readonly args: readonly string[]
  readonly cwd: string
  /** Exit statuses of a run that did its work; findings are no failure. */
  readonly statuses: readonly number[]
}

export interface Failure {
  readonly failed: string
  /** Seconds after which it was stopped. */
  readonly stoppedAfter?: number
}

export type Outcome = Usage | Failure

/** What the shell runs: its `time` counts every process that is waited for (POSIX: times()), with milliseconds. */
const TIMED = 'TIMEFORMAT=\'measured %3R %3U %3S\'; time "$@" >/dev/null 2>"$0"'
/** Settings of a machine that Node reads at every start: certificates alone take longer than the rest of its start. */
const NODE_SETTINGS = ['NODE_EXTRA_CA_CERTS', 'NODE_OPTIONS', 'NODE_COMPILE_CACHE', 'NODE_V8_COVERAGE']
/** Characters of the last words of a command that failed. */
const LAST_WORDS = 160

/**
 * Runs a command to its end, or for `seconds` at most.
 * @param errors a file that takes its standard error
 */
export function run({ file, args, cwd, statuses }: Command, seconds: number, errors: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const env = environment()
    const child = spawn('bash', ['-c', TIMED, errors, file, ...args], {
      cwd,
      env,
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const watch = new MemoryWatch(child.pid ?? Infinity)
    const kill = () => child.pid !== undefined && killGroup(child.pid)
    // A group of its own does not end with this process by itself.
    process.once('exit', kill)
    let late = false
    const timer = setTimeout(() => {
      late = true
      kill()
    }, seconds * 1_000)
    let text = ''
    child.stderr.setEncoding('utf8').on('data', (part: string) => (text += part))
    const end = (outcome: (memory: number | undefined) => Outcome) => {
      clearTimeout(timer)
      process.off('exit', kill)
      resolve(outcome(watch.stop()))
    }
    child.on('error', (error) => end(() => ({ failed: error.message })))
    child.on('close', (status) =>
      end((memory) => {
        if (late) return { failed: 'stopped', stoppedAfter: seconds }
        if (status === null || !statuses.includes(status)) return { failed: `exit status ${status}` }
        return usageIn(text, memory)
      }),
    )
  })
}

function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !NODE_SETTINGS.includes(name))
  return { ...Object.fromEntries(kept), LC_ALL: 'C', NO_COLOR: '1' }
}

function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL')
  } catch {
    // It has just ended.
  }
}

/** The line of the shell in what it wrote. */
function usageIn(text: string, memory: number | undefined): Outcome {
  const [, wall, user, system] = /^measured (\S+) (\S+) (\S+)$/m.exec(text) ?? []
  if (wall === undefined) return { failed: text.trim().slice(0, LAST_WORDS) }
  return { wall: Number(wall) * 1_000, processor: (Number(user) + Number(system)) * 1_000, memory }
}
