import type { AnsibleTask } from '../../../models/index.js'
import { textOf } from '../../../models/value.js'
import type { AnsibleTree } from './roles.js'

/** Includes of includes are followed this far. */
const MAX_DEPTH = 12
/** A play of more tasks than this is read in part. */
const MAX_TASKS = 5_000

const INCLUDE_TASKS = new Set(['include_tasks', 'import_tasks', 'include'].map((name) => `ansible.builtin.${name}`))
const INCLUDE_ROLE = new Set(['include_role', 'import_role'].map((name) => `ansible.builtin.${name}`))

/** What files of roles and includes hold. */
export interface AnsibleLists {
  tasks(path: string): readonly AnsibleTask[]
  /** Names of the roles that a role's `meta/main.yml` depends on. */
  dependencies(path: string): readonly string[]
}

/** Collects what a play runs. */
export class PlayRun {
  readonly tasks: AnsibleTask[] = []
  readonly handlers: AnsibleTask[] = []
  complete = true
  readonly #tree: AnsibleTree
  readonly #playbook: string
  readonly #lists: AnsibleLists
  readonly #seen = new Set<string>()
  #depth = 0

  constructor(tree: AnsibleTree, playbook: string, lists: AnsibleLists) {
    this.#tree = tree
    this.#playbook = playbook
    this.#lists = lists
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
    this.#dependencies(folder)
    const tasks = this.#tree.fileOfRole(folder, 'tasks', from)
    const handlers = this.#tree.fileOfRole(folder, 'handlers')
    if (handlers !== undefined && !this.#seen.has(handlers)) {
      this.#seen.add(handlers)
      this.handlers.push(...this.#lists.tasks(handlers))
    }
    if (tasks !== undefined) this.#file(tasks)
    else if (from !== undefined) this.complete = false
  }

  /** Roles that a role depends on run before it (Ansible docs: Using role dependencies). */
  #dependencies(folder: string): void {
    const meta = this.#tree.fileOfRole(folder, 'meta')
    if (meta === undefined || this.#seen.has(meta)) return
    this.#seen.add(meta)
    for (const name of this.#lists.dependencies(meta)) this.role(this.#tree.role(name, `${folder}/meta`))
  }

  #file(path: string | undefined): void {
    if (path === undefined || this.#depth >= MAX_DEPTH) this.complete = false
    else if (!this.#seen.has(path)) {
      this.#seen.add(path)
      this.#depth += 1
      this.add(this.#lists.tasks(path), path)
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
