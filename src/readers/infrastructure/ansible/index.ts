import type { Ansible, AnsiblePlay, AnsibleTask } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'
import { yamlOf } from '../../yaml/cache.js'
import { entriesOf, itemsOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { dict } from '../make-value.js'
import { holdsTasks, isHandlerFile, isTaskFile, listIn } from './files.js'
import { readInventories } from './inventories.js'
import { PlayRun } from './play-run.js'
import { readRequirements } from './requirements.js'
import { AnsibleTree } from './roles.js'
import { ansibleValue, tasksOf } from './tasks.js'

/** Lists of tasks and roles in a play; all else in it are its keywords. */
const LISTS: ReadonlySet<string> = new Set(['pre_tasks', 'tasks', 'post_tasks', 'handlers', 'roles'])

/** Reads playbooks and lists of tasks: the files at `paths`, and those that they include. */
export function readAnsible(context: ReaderContext, paths: readonly string[]): Ansible {
  return new AnsibleReading(context).read(paths)
}

class AnsibleReading {
  readonly #context: ReaderContext
  readonly #tree: AnsibleTree
  readonly #lists = new Map<string, readonly AnsibleTask[]>()

  constructor(context: ReaderContext) {
    this.#context = context
    this.#tree = new AnsibleTree(context.files)
  }

  read(paths: readonly string[]): Ansible {
    const plays: AnsiblePlay[] = []
    const own: AnsibleTask[] = []
    for (const path of paths) {
      if (isTaskFile(path)) this.#listOf(path)
      else for (const item of itemsOf(listIn(this.#context, path))) this.#play(item, path, plays, own)
    }
    const tasks = [...own, ...[...this.#lists.values()].flat()]
    const isAnsible = plays.length + tasks.length > 0
    return {
      plays,
      tasks,
      inventories: plays.length > 0 ? readInventories(this.#context) : [],
      requirements: readRequirements(
        this.#context,
        isAnsible,
        (name, from) => this.#tree.role(name, from) !== undefined,
      ),
    }
  }

  /** The tasks of a file that holds nothing else, read once. */
  #listOf(path: string): readonly AnsibleTask[] {
    const known = this.#lists.get(path)
    if (known !== undefined) return known
    const list = listIn(this.#context, path)
    const tasks = list !== undefined && holdsTasks(list) ? tasksOf(list, isHandlerFile(path) ? 'handler' : 'task') : []
    this.#lists.set(path, tasks)
    return tasks
  }

  #play(item: YamlNode, path: string, plays: AnsiblePlay[], own: AnsibleTask[]): void {
    if (item.kind !== 'mapping' || valueAt(item, 'hosts') === undefined) return
    const listed = (key: string) => tasksOf(valueAt(item, key), key === 'handlers' ? 'handler' : 'task')
    const [before, main, after, handlers] = [
      listed('pre_tasks'),
      listed('tasks'),
      listed('post_tasks'),
      listed('handlers'),
    ]
    own.push(...before, ...main, ...after, ...handlers)
    const roles = rolesOf(valueAt(item, 'roles')).map((role): AnsiblePlay['roles'][number] => {
      const folder = this.#tree.role(role.name, path)
      return folder === undefined ? role : { ...role, folder }
    })
    const run = new PlayRun(this.#tree, path, {
      tasks: (file) => this.#listOf(file),
      dependencies: (file) => rolesOf(valueAt(yamlOf(this.#context, file)?.documents[0], 'dependencies')).map(nameOf),
    })
    run.add(before, path)
    for (const role of roles) run.role(role.folder)
    run.add(main, path)
    run.add(after, path)
    const hosts = valueAt(item, 'hosts')
    const name = scalarAt(item, 'name')?.text
    plays.push({
      ...(name !== undefined && { name }),
      hosts: hosts && ansibleValue(hosts),
      keywords: dict(
        entriesOf(item).flatMap(({ key, value }) =>
          LISTS.has(key.text) ? [] : [[key.text, ansibleValue(value)] as const],
        ),
        item.at,
      ),
      roles,
      tasks: run.tasks,
      handlers: [...handlers, ...run.handlers],
      complete: run.complete,
      file: path,
      at: entriesOf(item)[0]?.key.at ?? item.at,
    })
  }
}

function nameOf({ name }: { readonly name: string }): string {
  return name
}

/** Names of roles, as texts or as mappings with `role` or `name`. */
function rolesOf(list: YamlNode | undefined): { name: string; at: YamlNode['at'] }[] {
  return itemsOf(list).flatMap((item) => {
    const name = item.kind === 'scalar' ? item : (scalarAt(item, 'role') ?? scalarAt(item, 'name'))
    return name === undefined ? [] : [{ name: name.text, at: name.at }]
  })
}
