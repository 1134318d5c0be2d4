import type { Argument, Span } from '../shell/index.js'
import { withArguments } from './npm-scripts.js'
import type { Reached } from './reach.js'

/** A command that a program of the repository starts, as its source names it. */
export interface CalledText {
  readonly text: string
  readonly known?: readonly Span[]
  /** Counted from 1. */
  readonly line: number
}

/** The words of a call as one command line. */
export function calledWords(words: readonly Argument[], line: number): CalledText {
  return { ...withArguments('', words), line }
}

/** The command as something to follow. */
export function reachedCall({ text, known, line }: CalledText, task: string, path: string, directory: string): Reached {
  return {
    text,
    ...(known !== undefined && { known }),
    source: { file: path, route: task, place: () => ({ line, column: 1 }) },
    key: `${path}#${task}:${line}`,
    failFast: true,
    pipefail: false,
    directory,
  }
}

/** A task, the commands it runs and the tasks that run before them or from them. */
export interface Task {
  readonly calls: CalledText[]
  readonly needs: string[]
  /** What its body does beside and cannot be followed. */
  readonly hidden: string[]
}

const MAX_TASKS = 200

/** The named tasks and those that they need, each once, needs first. Names that are no task are left out. */
export function withNeeds(names: readonly string[], tasks: ReadonlyMap<string, Task>): [name: string, task: Task][] {
  const found = new Map<string, Task>()
  const entered = new Set<string>()
  const waiting = names.toReversed()
  for (let name = waiting.at(-1); name !== undefined && entered.size < MAX_TASKS; name = waiting.at(-1)) {
    const task = tasks.get(name)
    const open = entered.has(name) ? [] : (task?.needs ?? []).filter((each) => !entered.has(each))
    entered.add(name)
    if (open.length > 0) {
      waiting.push(...open.toReversed())
      continue
    }
    waiting.pop()
    if (task !== undefined) found.set(name, task)
  }
  return [...found]
}
