import type { AnsibleTask, FileIndex, Infrastructure, Value } from '../../models/index.js'
import { itemsOf } from '../../models/value.js'
import { isForUse } from '../common/paths.js'
import { textsIn } from '../common/texts.js'

const NAMESPACE = 'ansible.builtin.'

/** Modules of ansible-core that run a command as it is written. */
const COMMANDS: ReadonlySet<string> = new Set(['command', 'shell', 'raw', 'script'].map((name) => NAMESPACE + name))

/** The tasks and handlers that are run for users: written here, and for no test or sample. */
export function authoredTasks({ ansible }: Pick<Infrastructure, 'ansible'>, files: FileIndex): AnsibleTask[] {
  return ansible.tasks.filter(({ file }) => isAuthored(file, files))
}

/** Whether Ansible code is written here and meant to be run: Galaxy's installer marks the roles that it brings. */
export function isAuthored(file: string, files: FileIndex): boolean {
  if (!isForUse(file, files) || /(?:^|\/)(?:molecule|ansible_collections)\//.test(file)) return false
  const role = /^(.*\/)?(?:tasks|handlers|meta)\//.exec(file)?.[1] ?? ''
  return !files.has(`${role}meta/.galaxy_install_info`)
}

/** Playbooks and roles that a person runs once, for a purpose: by the names of the file, its folder and its role. */
export function isRunOnDemand(file: string): boolean {
  const names = file.split('/').slice(-3).join('/')
  return /(?:^|[^a-z])(?:reset|remove|uninstall|teardown|destroy|upgrade|migrate|migration|backup|restore|recover|rotate|collect)/i.test(
    names,
  )
}

/** What a person would call the task: its name, or its module. */
export function taskName({ name, module }: AnsibleTask): string {
  return name ?? (module.startsWith(NAMESPACE) ? module.slice(NAMESPACE.length) : module)
}

/** The command that a task runs, as written; undefined if it calls another module. */
export function commandOf({ module, arguments: { entries } }: AnsibleTask): string | undefined {
  if (!COMMANDS.has(module)) return undefined
  const written = entries.get('_raw_params') ?? entries.get('cmd')
  if (written !== undefined) return wordsIn(written)
  return itemsOf(entries.get('argv')).map(wordsIn).join(' ')
}

/** The conditions of a task and of the blocks around it, as written. */
export function conditionsOf({ keywords, blocks }: AnsibleTask): string[] {
  return [keywords, ...blocks.map((block) => block.keywords)].flatMap(({ entries }) =>
    itemsOrSelf(entries.get('when')).map(wordsIn),
  )
}

/** The names that an expression or a text holds. */
export function namesIn(text: string): string[] {
  return text.match(/[A-Za-z_]\w*/g) ?? []
}

/** How a value is written: the texts of its parts, a line each; expressions as they stand. */
export function wordsIn(value: Value | undefined): string {
  return textsIn(value).join('\n')
}

function itemsOrSelf(value: Value | undefined): readonly Value[] {
  return value?.kind === 'unresolved' ? [value] : itemsOf(value)
}
