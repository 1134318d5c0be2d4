import type { Located } from '../../../core/location.js'
import type { ActionRef } from '../../../models/index.js'
import { entriesOf, located } from '../../yaml/navigate.js'
import type { YamlNode, YamlScalar } from '../../yaml/node.js'

/** Takes apart what follows `pipe:`: `account/name:version`, or an image (`docker://account/name:tag`). */
export function pipeOf(written: YamlScalar): ActionRef {
  const text = written.text.trim()
  const { at } = written
  if (text.startsWith('docker://')) {
    const digest = text.indexOf('@')
    return { text, kind: 'docker', ...(digest >= 0 && { ref: text.slice(digest + 1) }), at }
  }
  const colon = text.lastIndexOf(':')
  const name = colon < 0 ? text : text.slice(0, colon)
  const ref = colon < 0 ? {} : { ref: text.slice(colon + 1) }
  return { text, kind: 'pipe', repository: `bitbucket:${name.toLowerCase()}`, ...ref, at }
}

/** The variables of a pipe; the items of a list stand line by line. */
export function pipeVariables(node: YamlNode | undefined): ReadonlyMap<string, Located<string>> {
  return new Map(
    entriesOf(node).flatMap(({ key, value }): [string, Located<string>][] => {
      if (value.kind === 'scalar') return [[key.text, located(value)]]
      if (value.kind === 'mapping') return []
      const lines = value.items.flatMap((item) => (item.kind === 'scalar' ? [item.text] : []))
      return [[key.text, { value: lines.join('\n'), at: value.at }]]
    }),
  )
}
