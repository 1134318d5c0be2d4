import type { ReaderContext } from '../../context.js'
import { yamlOf } from '../../yaml/cache.js'
import { itemsOf } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { looksTemplated } from '../../yaml/templates.js'
import { hasTopKey } from '../sniff.js'
import { isModuleName } from './names.js'

/** Whether the text is a list of Ansible plays: items at the top level that name hosts, or import other playbooks. */
export function looksLikePlaybook(text: string): boolean {
  if (hasTopKey(text, 'apiVersion')) return false
  if (!looksLikeList(text)) return false
  if (/^- (?:name: .*\n {2})?(?:ansible\.builtin\.)?import_playbook:/m.test(text)) return true
  const hosts = text.startsWith('- hosts:') || text.includes('\n- hosts:') || text.includes('\n  hosts:')
  return hosts && /^ {2}(?:tasks|roles|pre_tasks|post_tasks|handlers):/m.test(text)
}

/** Whether the path is that of a list of tasks or handlers: of a role, or beside a playbook. */
export function isTaskFile(path: string): boolean {
  return /(?:^|\/)(?:tasks|handlers)\/(?:[^/]+\/)*[^/]+\.ya?ml$/.test(path)
}

/** Whether the text may be a list at the top level. */
function looksLikeList(text: string | undefined): boolean {
  return text !== undefined && (text.startsWith('- ') || text.includes('\n- '))
}

/** Whether the path is that of handlers. */
export function isHandlerFile(path: string): boolean {
  return /(?:^|\/)handlers\/[^/]+\.ya?ml$/.test(path)
}

/** The list that a file holds, of plays or of tasks; undefined if it holds something else. Errors are recorded. */
export function listIn(context: ReaderContext, path: string): YamlNode | undefined {
  const list = sequenceIn(context, path)
  const error = list && yamlOf(context, path)?.error
  if (error !== undefined) {
    const templated = looksTemplated(context.files.text(path) ?? '')
    if (templated) context.unread({ file: path, reason: 'a template of an Ansible file' })
    else context.defect(error)
  }
  return list
}

/** Whether a file holds a list of tasks: folders named `tasks` and `handlers` hold other things, too. */
export function isListOfTasks(context: ReaderContext, path: string): boolean {
  if (!isTaskFile(path) || !looksLikeList(context.files.text(path))) return false
  const list = sequenceIn(context, path)
  return list !== undefined && holdsTasks(list)
}

function sequenceIn(context: ReaderContext, path: string): YamlNode | undefined {
  const list = yamlOf(context, path)?.documents[0]
  return list?.kind === 'sequence' ? list : undefined
}

/** Keys of lists that can only be those of tasks, beside the names of modules. */
const OF_TASKS: ReadonlySet<string> = new Set(['block', 'action', 'local_action'])

/** Whether the list is one of tasks: an item calls a module or is a block. */
export function holdsTasks(list: YamlNode): boolean {
  return itemsOf(list).some(
    (item) =>
      item.kind === 'mapping' && item.entries.some(({ key }) => OF_TASKS.has(key.text) || isModuleName(key.text)),
  )
}
