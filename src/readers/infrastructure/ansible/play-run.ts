import type { AnsibleTask } from '../../../models/index.js'
import { textOf } from '../../../models/value.js'
import type { AnsibleTree } from './roles.js'

/** Includes of includes are followed this far. */
const MAX_DEPTH = 12
/** A play of more tasks than this is read in part. */
const MAX_TASKS = 5_000

const INCLUDE_TASKS = new Set(['include_tasks', 'import_tasks', 'include'].map((name) => `ansible.builtin.${name}`))
const INCLUDE_ROLE = new Set(['include_role', 'import_role'].map((name) => `ansible.builtin.${name}`))

/** Collects what a play runs. */
export class PlayRun {
  readonly tasks: AnsibleTask[] = []
  readonly handlers: AnsibleTask[] = []
  complete = true
  readonly #tree: AnsibleTree
  readonly #playbook: string
  readonly #listOf: (path: string) => readonly AnsibleTask[]
  readonly #seen = new Set<string>()
  #depth = 0

  constructor(tree: AnsibleTree, playbook: string, listOf: (path: string) => readonly AnsibleTask[]) {
    this.#tree = tree
    this.#playbook = playbook
    this.#listOf = listOf
  }

  /** Tasks that stand in the file `from`, and all that they include. */
  add(tasks: readonly AnsibleTask[], from: string): void {
    for (const task of tasks) {
      if (this.tasks.length >= MAX_TASKS) {
        this.complete = false
        return
      }
      this.tasks.push(task)
      if (INCLUDE_TASKS.has(task.module)) this.#file(this.#included(task, from))
      if (INCLUDE_ROLE.has(task.module)) this.#includedRole(task)
    }
  }

  /** The role of a folder; undefined is one that is not in the tree. */
  role(folder: string | undefined, from?: string): void {
    if (folder === undefined) {
      this.complete = false
      return
    }
    const tasks = this.#tree.fileOfRole(folder, 'tasks', from)
    const handlers = this.#tree.fileOfRole(folder, 'handlers')
    if (handlers !== undefined && !this.#seen.has(handlers)) {
      this.#seen.add(handlers)
      this.handlers.push(...this.#listOf(handlers))
    }
    if (tasks !== undefined) this.#file(tasks)
    else if (from !== undefined) this.complete = false
  }

  #file(path: string | undefined): void {
    if (path === undefined || this.#depth >= MAX_DEPTH) this.complete = false
    else if (!this.#seen.has(path)) {
      this.#seen.add(path)
      this.#depth += 1
      this.add(this.#listOf(path), path)
      this.#depth -= 1
    }
  }

  #included({ arguments: { entries } }: AnsibleTask, from: string): string | undefined {
    const name = textOf(entries.get('file') ?? entries.get('_raw_params'))
    return name === undefined ? undefined : this.#tree.included(name, from)
  }

  #includedRole({ arguments: { entries } }: AnsibleTask): void {
    const name = textOf(entries.get('name') ?? entries.get('role'))
    const from = entries.get('tasks_from')
    if (name === undefined || from?.kind === 'unresolved') this.complete = false
    else this.role(this.#tree.role(name, this.#playbook), textOf(from)?.replace(/\.ya?ml$/, ''))
  }
}
