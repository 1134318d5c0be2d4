import { readdirSync, readFileSync } from 'node:fs'

/** Milliseconds between looks at processes that are known, and between searches for new ones. */
const LOOK = 10
const SEARCH = 50

/**
 * Watches the memory of the processes of a group: those that a command starts, and theirs. Linux only; elsewhere nothing
 * is measured. Of one process its high-water mark counts (VmHWM), so that a look in time before its end suffices; of
 * several that live at once the sum of their proportional shares (Pss) too, in which shared pages count once.
 */
export class MemoryWatch {
  #peak = 0
  #known: string[] = []
  #searched = -Infinity
  readonly #timer: NodeJS.Timeout
  readonly #leader: number

  /** @param leader the id of the group, which is that of its first process; that one is not counted */
  constructor(leader: number) {
    this.#leader = leader
    this.#timer = setInterval(() => this.look(), LOOK)
  }

  look(): void {
    const now = performance.now()
    if (now - this.#searched >= SEARCH || this.#known.length === 0) {
      this.#searched = now
      this.#known = membersOf(this.#leader)
      if (this.#known.length > 1)
        this.#grow(this.#known.reduce((sum, id) => sum + kibibytes(id, 'smaps_rollup', 'Pss'), 0))
    }
    for (const id of this.#known) this.#grow(kibibytes(id, 'status', 'VmHWM'))
  }

  /** MiB at most so far; undefined where nothing could be seen. */
  stop(): number | undefined {
    clearInterval(this.#timer)
    return this.#peak === 0 ? undefined : this.#peak / 1_024
  }

  #grow(amount: number): void {
    this.#peak = Math.max(this.#peak, amount)
  }
}

/** Ids of the group's processes but the leader. Ids grow (until they start anew, which one run will not see). */
function membersOf(leader: number): string[] {
  return entriesOf('/proc').filter((id) => Number(id) > leader && groupOf(id) === leader)
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** The fifth field of /proc/<id>/stat (proc_pid_stat(5)); the second is a name in parentheses that may hold blanks. */
function groupOf(id: string): number {
  const text = textOf(`/proc/${id}/stat`)
  return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[2])
}

/** The value of a line `Name:   123 kB`; 0 once the process has gone. */
function kibibytes(id: string, file: string, name: string): number {
  const text = textOf(`/proc/${id}/${file}`)
  const start = text.indexOf(`\n${name}:`)
  return start < 0 ? 0 : Number.parseInt(text.slice(start + name.length + 2), 10)
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
