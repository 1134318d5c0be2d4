import { practices } from './catalog/index.js'
import { configChanges } from './config/changes.js'
import { configLoosened } from './config/loosened/index.js'
import { configErrorText } from './config/errors.js'
import { gatherExtended, type Extended, type ExtendsSources } from './config/extends/gather.js'
import { nameOf, type RemoteReference } from './config/extends/reference.js'
import { loadConfig, type Config, type ConfigFailure } from './config/load.js'
import { unknown, type Known } from './core/known.js'
import type { LintRequest } from './lint.js'
import type { RunOptions } from './run.js'
import { textBeyond } from './snapshot/text-beyond.js'
import type { Files } from './snapshot/snapshot.js'

/** Files of one revision, as a configuration is read from them. */
export interface ConfigFiles {
  readonly files: Files
  /** The revision that they are of; those on disk, or handed in, without it. */
  readonly revision?: string | undefined
}

/** Files of other repositories that were read because what governs extends them, by name. */
export type SeenElsewhere = Map<string, Known<string>>

/** The configuration that governs, and in `seen` what it extends elsewhere. One that the change itself adds does not yet: then the base's own one does. */
export async function configOf(
  options: RunOptions,
  governing: ConfigFiles,
  head: Files,
  seen: SeenElsewhere,
): Promise<Config | ConfigFailure> {
  const path = pathIn(options, governing.files, head)
  const remote = remoteOf(options)
  const sources: ExtendsSources = {
    ...localSources(options, governing),
    remote: async (reference) => {
      const text = await remote(reference)
      if (text?.known === true) seen.set(nameOf({ kind: 'remote', ...reference }), text)
      return text
    },
  }
  return load(options, governing.files, path, await gatherExtended(governing.files, path, sources))
}

/** Without a way to the host nothing is left out in silence: what counts would be another configuration. */
function remoteOf({ readRemote }: RunOptions): NonNullable<ExtendsSources['remote']> {
  return readRemote ?? (() => Promise.resolve(unknown('this run has no way to the host of other repositories')))
}

function localSources(
  { root, readGoverning, governing }: RunOptions,
  { files, revision }: ConfigFiles,
): ExtendsSources {
  return {
    local: (path) =>
      files === governing && readGoverning !== undefined
        ? readGoverning(path)
        : textBeyond(root, files, revision, path),
  }
}

function pathIn({ configPath }: RunOptions, files: Files, head: Files): string | undefined {
  const isNew = configPath !== undefined && !files.has(configPath) && head.has(configPath)
  return isNew ? undefined : configPath
}

function load(options: RunOptions, files: Files, path: string | undefined, extended: Extended | undefined) {
  const { checks, overrides, today, writesBaseline } = options
  return loadConfig({
    files,
    checks,
    overrides,
    today,
    practices: practices(),
    ...(extended !== undefined && { extended }),
    ...(writesBaseline !== undefined && { writesBaseline }),
    ...(path !== undefined && { path }),
  })
}

/** What a change does to the configuration, and what of that loosens it. */
type ConfigDifference = Pick<LintRequest, 'configChanges' | 'loosened'>

/**
 * What the change does to the configuration, and whether the result could still be read. Of files of other repositories
 * only those are looked at that what governs has had read: a change under review must not decide what the token of the
 * run is used to read. Where it names another one, they are left out of both sides.
 */
export async function configChangesOf(
  options: RunOptions,
  before: ConfigFiles | undefined,
  after: ConfigFiles,
  seen: SeenElsewhere = new Map(),
): Promise<ConfigDifference> {
  if (before === undefined) return {}
  const { configPath } = options
  let isWhole = true
  const remote = (reference: RemoteReference): Promise<Known<string> | undefined> => {
    const text = seen.get(nameOf({ kind: 'remote', ...reference }))
    isWhole &&= text !== undefined
    return Promise.resolve(text)
  }
  const gather = (each: ConfigFiles, sources: Partial<ExtendsSources>) =>
    configPath === undefined || each.files.has(configPath)
      ? gatherExtended(each.files, configPath, { ...localSources(options, each), ...sources })
      : undefined
  const both = (sources: Partial<ExtendsSources>) => Promise.all([gather(before, sources), gather(after, sources)])
  const read = await both({ remote })
  const [base, head] = isWhole ? read : await both({})
  const changes = configChanges(before.files, after.files, configPath, { base, head })
  if (changes.length === 0) return {}
  const loosened = configLoosened(before.files, after.files, configPath, { base, head })
  const next = load(options, after.files, pathIn(options, after.files, after.files), head)
  const refused = next.ok ? [] : next.errors.slice(0, 5).map((error) => `Would be refused: ${configErrorText(error)}.`)
  return { configChanges: [...changes, ...refused], loosened }
}
