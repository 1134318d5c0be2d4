import type { Location } from '../core/location.js'
import type { DictValue, Value } from './value.js'

/** What Ansible is told: the plays of playbooks, and all tasks and handlers of the tree. Jinja leaves values unresolved. */
export interface Ansible {
  readonly plays: readonly AnsiblePlay[]
  /** Every task and handler of playbooks, roles and files that they include, once each. */
  readonly tasks: readonly AnsibleTask[]
  readonly inventories: readonly AnsibleInventory[]
  /** What requirements files and the dependencies of roles ask for, roles of the tree left out. */
  readonly requirements: readonly AnsibleRequirement[]
}

/** The hosts that a static inventory names. */
export interface AnsibleInventory {
  readonly file: string
  /** Names of hosts by group, with those of the groups in it; `all` is one of the groups. */
  readonly groups: ReadonlyMap<string, ReadonlySet<string>>
}

/** A role or collection of somebody else's. */
export interface AnsibleRequirement {
  readonly kind: 'role' | 'collection'
  readonly name: string
  /** As written: an exact version, a range, a tag, a branch. */
  readonly version?: Value
  /** Where it comes from if that is not Ansible Galaxy: an address, or the path of an archive. */
  readonly source?: string
  readonly at: Location
}

export interface AnsiblePlay {
  readonly name?: string
  readonly hosts: Value | undefined
  /** All that stands in the play beside its tasks and roles: `serial`, `max_fail_percentage`, `gather_facts` … */
  readonly keywords: DictValue
  /** The roles that it names, with their folder if it is in the tree. */
  readonly roles: readonly { readonly name: string; readonly folder?: string; readonly at: Location }[]
  /** What it runs in this order, as far as the tree shows: roles and included files are followed. */
  readonly tasks: readonly AnsibleTask[]
  readonly handlers: readonly AnsibleTask[]
  /** False if something that it runs is not in the tree, or named by an expression. */
  readonly complete: boolean
  readonly file: string
  /** The first line of the play. */
  readonly at: Location
}

export interface AnsibleTask {
  readonly kind: 'task' | 'handler'
  readonly name?: string
  /** What it calls, with its collection: `ansible.builtin.command`. Names that no collection of Ansible's own has stay as written. */
  readonly module: string
  /** The module's arguments. Text in free form is read into them; what is no argument stands in `_raw_params`. */
  readonly arguments: DictValue
  /** The task's own keywords: `when`, `register`, `changed_when`, `notify` … */
  readonly keywords: DictValue
  /** The blocks that it stands in, from the outside in. */
  readonly blocks: readonly AnsibleBlock[]
  readonly file: string
  /** The first line of the task. */
  readonly at: Location
}

/** A block around a task, and the part of it that the task is in. */
export interface AnsibleBlock {
  readonly part: 'block' | 'rescue' | 'always'
  readonly hasRescue: boolean
  readonly keywords: DictValue
}
