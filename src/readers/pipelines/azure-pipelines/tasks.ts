import type { ActionRef } from '../../../models/index.js'
import type { YamlScalar } from '../../yaml/node.js'

/**
 * Takes apart `Docker@2` or `publisher.extension.contribution.Task@1`. The lexicon has a task by the last part of its
 * name, because the parts before it only say which extension brings it.
 */
export function taskOf(written: YamlScalar): ActionRef {
  const text = written.text.trim()
  const at = text.lastIndexOf('@')
  const name = at < 0 ? text : text.slice(0, at)
  const short = name
    .slice(name.lastIndexOf('.') + 1)
    .trim()
    .toLowerCase()
    .replaceAll(' ', '-')
  return {
    text,
    kind: 'task',
    repository: `azure-pipelines:${short}`,
    ...(at >= 0 && { ref: text.slice(at + 1) }),
    at: written.at,
  }
}

/** A step with a key of its own (`checkout`, `publish`, `download`), as the task that it is short for. */
export function builtInOf(key: YamlScalar): ActionRef {
  return { text: key.text, kind: 'task', repository: `azure-pipelines:${key.text.toLowerCase()}`, at: key.at }
}
