import type { Located } from '../../../core/location.js'
import { itemsOf, scalarAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { PartialMap } from './data.js'
import type { Contexts } from './expressions.js'
import { substitute } from './template.js'

/** Variables whose values are known before the run. */
export type Env = ReadonlyMap<string, string>

export const NO_ENV: Env = new Map()

/** What a command that writes to the file of variables starts with, or ends with where it is a block or a here-document. */
const NAMED_WRITE = /\b(?:echo|printf|printenv|tee|Out-File|Add-Content|Write-Output)\b|[})]\s*(?:>>|\|)|<</

/** `outer` with what an `env` adds to it; a value that the run decides is no longer known. */
export function innerEnv(outer: Env, given: ReadonlyMap<string, Located<string>>, contexts: Contexts): Env {
  if (given.size === 0) return outer
  const around = withEnv(contexts, outer)
  const result = new Map(outer)
  for (const [name, { value }] of given) {
    const { text, complete } = substitute(value, around)
    if (complete) result.set(name, text)
    else result.delete(name)
  }
  return result
}

/** The contexts with `env`, for expressions of a step. */
export function withEnv(contexts: Contexts, env: Env): Contexts {
  return env.size === 0 ? contexts : new Map([...contexts, ['env', new PartialMap(env)]])
}

/**
 * The variables that no step of the job changes for the steps behind it (GitHub docs: Workflow commands, Setting an
 * environment variable). A write whose names cannot be read may change any.
 */
export function unchangedEnv(env: Env, steps: YamlNode): Env {
  if (env.size === 0) return env
  const texts = itemsOf(steps).flatMap((step) => scalarAt(step, 'run')?.text ?? [])
  const writing = texts.filter((text) => text.includes('GITHUB_ENV'))
  if (writing.length === 0) return env
  const lines = writing.flatMap((text) => text.split('\n')).filter((line) => line.includes('GITHUB_ENV'))
  if (!lines.every((line) => NAMED_WRITE.test(line))) return NO_ENV
  const names = new Set(
    writing.flatMap((text) => [...text.matchAll(/\b([A-Za-z_]\w*)(?:=|<<)/g)].map(([, name]) => name)),
  )
  return new Map([...env].filter(([name]) => !names.has(name)))
}
