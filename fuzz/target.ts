import type * as fc from 'fast-check'
import { unknown } from '../src/core/known.js'
import type { Models } from '../src/models/index.js'
import { noHosting } from '../src/models/no-hosting.js'
import { NO_SETTINGS } from '../src/models/settings.js'
import { readModels } from '../src/readers/read-models.js'
import type { Files, Snapshot } from '../src/snapshot/snapshot.js'
import { filesInMemory } from './files.js'

/** One reader, and how a text gets to it. */
export interface Target {
  readonly name: string
  /** Where the text lies in the repository; the seeds are called after the target. */
  readonly path: string
  /** Which files of real repositories are texts for it. */
  readonly real: RegExp
  /** Texts that a grammar makes, for what changes of a text do not reach. */
  readonly structured?: fc.Arbitrary<string>
  /** Several files are read, each as the first line of the text says; which of real repositories are texts for each. */
  readonly paths?: ReadonlyMap<string, RegExp>
  /** Of so many texts of a run, it reads one, because each takes long. One, if left out. */
  readonly oneIn?: number
  /** Another bound than the usual one for the time that a text may take, and why. */
  readonly slow?: { readonly milliseconds: number; readonly because: string }
  files(text: string): Files
  /** What the reader made of it. Places in it are looked at. */
  read(files: Files): unknown
  /** Its places are in files that the text only names. */
  readonly elsewhere?: true
  /** Whether it may throw this. */
  throws?(error: unknown): boolean
}

export type Pick = (models: Models) => unknown

const HOSTING = noHosting('nothing is asked of a host here')

/** A repository without host and history. */
export function snapshotOf(files: Files): Snapshot {
  const none = unknown('there is no history here')
  return { repository: 'shop/front', revision: null, files, hosting: HOSTING, history: none, deliveryHistory: none }
}

/** A target that takes one file and asks one model for it. */
export function model(
  name: string,
  path: string,
  real: RegExp,
  pick: Pick,
  others: Readonly<Record<string, string>> = {},
): Target {
  return {
    name,
    path,
    real,
    files: (text) => filesInMemory({ ...others, [path]: text }),
    read: (files) => {
      const reading = readModels(snapshotOf(files), NO_SETTINGS)
      return [pick(reading.models), reading.models.defects, reading.suppressions()]
    },
  }
}

/** A target that takes one of several files of a kind. The first line of a text is the path of the rest. */
export function group(
  name: string,
  paths: Readonly<Record<string, RegExp>>,
  pick: Pick,
  others: Readonly<Record<string, string>> = {},
): Target {
  const [usual = ''] = Object.keys(paths)
  const known = new Map(Object.entries(paths))
  const { read } = model(name, usual, /^$/, pick)
  return {
    name,
    path: usual,
    paths: known,
    real: /^$/,
    read,
    files: (text) => {
      const end = text.indexOf('\n')
      const path = text.slice(0, Math.max(0, end))
      const [file, content] = known.has(path) ? [path, text.slice(end + 1)] : [usual, text]
      return filesInMemory({ ...others, [file]: content })
    },
  }
}

/** A target that calls one function with the text. */
export function text(
  name: string,
  path: string,
  real: RegExp,
  read: (text: string, path: string, files: Files) => unknown,
): Target {
  return {
    name,
    path,
    real,
    files: (content) => filesInMemory({ [path]: content }),
    read: (files) => read(files.text(path) ?? '', path, files),
  }
}

/** The value of a JSON text; the text itself if it is none. */
export function jsonOf(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return content
  }
}

export const YAML = /\.ya?ml$/
export const SHELL = /\.(?:sh|bash)$/
