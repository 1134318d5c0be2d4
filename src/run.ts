import { DAY } from './core/days.js'
import { statSync } from 'node:fs'
import type { AnyCheck } from './check-api/check.js'
import { configErrorText } from './config/errors.js'
import type { RemoteReference } from './config/extends/reference.js'
import type { Config, Overrides } from './config/load.js'
import { unknown, type Known } from './core/known.js'
import type { LineRange } from './core/location.js'
import type { Report } from './core/report.js'
import { lint, type LintRequest } from './lint.js'
import type { Hosting, Models } from './models/index.js'
import { readModels } from './readers/read-models.js'
import { configChangesOf, configOf, type ConfigFiles, type SeenElsewhere } from './run-config.js'
import { isAutomationFile } from './snapshot/automation-files.js'
import { changedFiles } from './snapshot/changes.js'
import { createSnapshot } from './snapshot/create.js'
import { chooseHistory, wantsHistory, type FromHost, type HistoryRequest } from './snapshot/delivery-history/choose.js'
import { reportFiles } from './snapshot/report-files.js'
import { mergeBase, resolveRevision, revisionFiles } from './snapshot/revision.js'
import type { Files, Snapshot } from './snapshot/snapshot.js'

export interface RunOptions {
  /** The folder to lint: a repository, or a folder inside one. */
  readonly root: string
  /** The commit to lint instead of the files on disk. */
  readonly head?: string
  /**
   * The revision that a change goes to. Its configuration governs; findings are compared with the commit where the
   * change began. Must be in the clone: see {@link resolveRevision}.
   */
  readonly base?: string
  /** Files whose configuration governs where `base` is not in the clone; the linted files themselves, without either. */
  readonly governing?: Files
  /** The text of a file beside `governing`, by its path from the linted folder, for what its configuration extends. */
  readonly readGoverning?: (path: string) => Promise<Known<string>>
  /** The text of a file of another repository that the configuration extends; without it there is no way to one. */
  readonly readRemote?: (reference: RemoteReference) => Promise<Known<string>>
  /** The base where it is not in the clone, put together in another way. `governing` says what governs. */
  readonly before?: Before
  /** The configuration file, relative to `root`, if it is not at one of the known places. */
  readonly configPath?: string
  /** What flags or inputs say; stronger than the configuration. */
  readonly overrides: Overrides
  readonly hosting: Hosting
  /** How the history of delivery is read, unless flags, inputs or the configuration say something else. Git alone, without. */
  readonly history?: HistoryOptions
  /** `owner/name`; the folder's name without it. */
  readonly repository?: string
  readonly pull?: {
    readonly number: number
    /** The commit at the head of its branch. */
    readonly headSha?: string
    /** What the host says the pull request changes; without it git is asked. */
    readonly changed?: ReadonlyMap<string, readonly LineRange[]>
  }
  /** ISO date of the run. */
  readonly today: string
  readonly version: string
  readonly checks: readonly AnyCheck[]
  /** Whether the baseline is about to be written, so that the file that the configuration names need not be there. */
  readonly writesBaseline?: boolean
}

/** A base that the clone does not hold. */
export interface Before {
  readonly commit: string
  /** Its files, from those of the head. */
  readonly files: (head: Files) => Files
  /** What changed since: path → lines of the head. */
  readonly changed: ReadonlyMap<string, readonly LineRange[]>
  /** New path → path in the base. */
  readonly renamed: ReadonlyMap<string, string>
}

/** What changed between base and head. */
interface LintedChanges {
  readonly lines: ReadonlyMap<string, readonly LineRange[]>
  readonly renamed: ReadonlyMap<string, string>
}

export interface HistoryOptions {
  /** Asks the host, where a token and a repository are known. Is not called if no check wants to know. */
  readonly fromHost?: FromHost
  /** Whether the host is asked unless somebody says something else. */
  readonly prefersHost?: boolean
  /** Milliseconds since 1970 up to which the history is read; the end of `today`, without. */
  readonly until?: number
  /** The default branch, if the hosting facts do not name it. */
  readonly branch?: string
}

export type RunResult =
  | {
      readonly ok: true
      readonly report: Report
      /** The linted files, for excerpts. */
      readonly files: Files
      readonly again: Again
      /** The file that the configuration names as its baseline. */
      readonly baselineFile?: string
    }
  | {
      readonly ok: false
      /** What the user must correct: one line each, with its place where it has one. */
      readonly errors: readonly string[]
    }

/** The same run on other texts: to see what a change of them would do. */
export interface Again {
  /** @param compare also with the base, where there is one; without it every finding is neither introduced nor existing */
  report(files: Files, compare?: boolean): Report
  models(files: Files): Models
}

/** What command line and Action share: reads both revisions and the configuration that governs, then lints. */
export async function runPillarlint(options: RunOptions): Promise<RunResult> {
  if (!isFolder(options.root)) return failure(`there is no folder ${options.root}`)
  const history = delayedHistory()
  const head = await snapshotOf(options, options.head, { deliveryHistory: history.read })
  if (typeof head === 'string') return failure(head)
  const base = await baseOf(options, head)
  if (typeof base === 'string') return failure(base)

  const linted = { files: head.files, revision: options.head }
  const given = options.governing && { files: options.governing }
  const seen: SeenElsewhere = new Map()
  const config = await configOf(options, base?.governing ?? given ?? linted, head.files, seen)
  if (!config.ok) return { ok: false, errors: config.errors.map(configErrorText) }
  if (wantsHistory(options.checks, config.policy.checks)) {
    history.settle(await chooseHistory(historyRequest(options, config.history)))
  }
  const before = base ? filesOf(base.began) : given
  const request = await requestOf(options, config, { before, linted, began: base?.began.revision, seen })
  const began = base?.began ?? (options.before && beforeOf(options.before, head))
  const report = lint(request, head, began)
  const { baselineFile } = config
  return {
    ok: true,
    report,
    files: head.files,
    again: againWith(request, head, began),
    ...(baselineFile !== undefined && { baselineFile }),
  }
}

/** What the change is between. */
interface Revisions {
  readonly before: ConfigFiles | undefined
  readonly linted: ConfigFiles
  /** The commit where the change began, where one is known. */
  readonly began: string | null | undefined
  readonly seen: SeenElsewhere
}

/** What to lint for: the configuration, the change, and the reports of other tools. */
async function requestOf(
  options: RunOptions,
  config: Config,
  { before, linted, began, seen }: Revisions,
): Promise<LintRequest> {
  const { root, pull, version, checks } = options
  const { policy, settings, leftovers, sarifInputs } = config
  const changes = changesOf(options, began)
  const reports = sarifInputs.length > 0 ? await reportFiles(root, sarifInputs) : undefined
  return {
    ...{ version, checks, policy, settings, leftovers, isRead: isAutomationFile },
    ...(await configChangesOf(options, before, linted, seen)),
    ...(pull && { pullRequest: pull.number }),
    ...(pull?.headSha !== undefined && { pullHead: pull.headSha }),
    ...(changes && { changed: changes.lines, renamed: changes.renamed }),
    ...(reports && { reports }),
  }
}

function againWith(request: LintRequest, head: Snapshot, base: Snapshot | undefined): Again {
  const withFiles = (files: Files): Snapshot => derived(head, { files })
  return {
    report: (files, compare = false) => lint(request, withFiles(files), compare ? base : undefined),
    models: (files) => readModels(withFiles(files), request.settings).models,
  }
}

/** Not a copy: what the snapshot reads on demand would all be read. */
function derived(snapshot: Snapshot, values: Partial<Snapshot>): Snapshot {
  const properties = Object.entries(values).map(([name, value]) => [name, { value, enumerable: true }] as const)
  return Object.create(snapshot, Object.fromEntries(properties)) as Snapshot
}

/** Whatever is not in files is the same before and after. */
function beforeOf({ commit, files }: Before, head: Snapshot): Snapshot {
  return derived(head, { files: files(head.files), revision: commit })
}

function failure(error: string): RunResult {
  return { ok: false, errors: [error] }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

/** The snapshot, or why there is none. */
async function snapshotOf(
  { root, hosting, repository }: RunOptions,
  revision: string | undefined,
  histories: { history?: () => Snapshot['history']; deliveryHistory?: () => Snapshot['deliveryHistory'] },
): Promise<Snapshot | string> {
  const snapshot = await createSnapshot({
    root,
    hosting,
    ...(revision !== undefined && { revision }),
    ...(repository !== undefined && { repository }),
    ...histories,
  })
  if (snapshot.known) return snapshot.value
  return snapshot.remedy === undefined ? snapshot.reason : `${snapshot.reason}: ${snapshot.remedy}`
}

/** The commit where the change began, and the files whose configuration governs. */
interface Base {
  readonly began: Snapshot
  readonly governing: ConfigFiles
}

function filesOf({ files, revision }: Snapshot): ConfigFiles {
  return { files, revision: revision ?? undefined }
}

async function baseOf(options: RunOptions, linted: Snapshot): Promise<Base | string | undefined> {
  const { root, base, head } = options
  if (base === undefined) return undefined
  const tip = resolveRevision(root, base)
  const began = mergeBase(root, base, head ?? 'HEAD') ?? tip
  const snapshot = await snapshotOf(options, began ?? base, {
    history: () => linted.history,
    deliveryHistory: () => linted.deliveryHistory,
  })
  if (typeof snapshot === 'string') return snapshot
  if (began === tip) return { began: snapshot, governing: filesOf(snapshot) }
  const governing = revisionFiles(root, base)
  if (!governing.known) return governing.reason
  return { began: snapshot, governing: { files: governing.value, revision: governing.value.commit } }
}

/** The history is chosen when the configuration is read, which is after the snapshot that holds it is made. */
function delayedHistory() {
  let chosen: (() => Snapshot['deliveryHistory']) | undefined
  return {
    read: () => chosen?.() ?? unknown('no check that runs asks for the history of delivery'),
    settle: (read: () => Snapshot['deliveryHistory']) => void (chosen = read),
  }
}

function historyRequest({ root, hosting, today, history = {} }: RunOptions, asked: Config['history']): HistoryRequest {
  const { until = Date.parse(today) + DAY, prefersHost, fromHost } = history
  const branch = hosting.repository.known ? hosting.repository.value.defaultBranch : history.branch
  return {
    root,
    source: asked.source ?? (prefersHost === true && fromHost !== undefined ? 'api' : 'git'),
    days: asked.days,
    until,
    ...(branch !== undefined && branch !== '' && { branch }),
    ...(fromHost && { fromHost }),
  }
}

function changesOf(
  { root, head, pull, before }: RunOptions,
  began: string | null | undefined,
): LintedChanges | undefined {
  if (before !== undefined) return { lines: before.changed, renamed: before.renamed }
  if (pull?.changed !== undefined) return { lines: pull.changed, renamed: new Map() }
  const changed = began ? changedFiles(root, began, head) : undefined
  return changed?.known ? changed.value : undefined
}
