import { classifyAction } from './actions.js'
import type { CommandMeaning } from './types.js'

/**
 * What a hook of pre-commit is for, or undefined if nobody has said. An entry of the hook's own repository comes before
 * one of its id: mirrors and forks keep the ids.
 * @param repository `owner/name`, or a word of pre-commit's own (`builtin`)
 */
export function classifyHook(repository: string, id: string): CommandMeaning | undefined {
  const inputs = new Map<string, string>()
  const hook = id.toLowerCase()
  return (
    classifyAction(`pre-commit:${repository.toLowerCase()}`, hook, inputs) ??
    classifyAction(`pre-commit:${hook}`, undefined, inputs)
  )
}
