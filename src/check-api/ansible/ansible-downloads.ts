import type { AnsibleTask, Infrastructure, Value } from '../../models/index.js'
import { textOf, valueAt } from '../../models/value.js'
import type { Download } from '../supply-chain/downloads.js'
import { downloadUrl } from '../supply-chain/download-url.js'
import { isProgram } from '../supply-chain/executed-downloads.js'

/** Programs that tasks of Ansible fetch: by `get_url`, or with an address as the `src` of `unarchive`. */
export function ansibleDownloads({ ansible }: Infrastructure): Download[] {
  return ansible.tasks.flatMap((task) => {
    const name = task.module.slice(task.module.lastIndexOf('.') + 1)
    if (name === 'get_url') return fetched(task, 'url')
    return name === 'unarchive' ? fetched(task, 'src') : []
  })
}

function fetched({ arguments: given, at }: AnsibleTask, key: string): Download[] {
  const value = valueAt(given, key)
  const address = writtenIn(value)
  if (!/^(?:https?|ftp):\/\//i.test(address)) return []
  const url = downloadUrl({ text: address })
  const target = writtenIn(valueAt(given, 'dest'))
  const runnable = /x|^0?[0-7]?[1357][0-7]{2}$/.test(writtenIn(valueAt(given, 'mode')))
  if (url === undefined || !(runnable || isProgram(target))) return []
  const checked = valueAt(given, 'checksum') !== undefined || valueAt(given, 'sha256sum') !== undefined
  return [{ url, how: 'run', ...(checked && { verifiedBy: 'checksum' }), at: value?.at ?? at, because: [] }]
}

/** With Jinja's expressions in the one form that stands for what is not known. */
function writtenIn(value: Value | undefined): string {
  if (value?.kind === 'unresolved') return value.text.replaceAll('{{', '${{')
  return textOf(value) ?? ''
}
