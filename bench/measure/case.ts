import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Case, Entry } from '../cases/case.js'
import type { Folder } from '../contestants/contestant.js'
import { filesOf, isPeer, versionOf } from '../contestants/peers.js'
import { entryResult, targetResults } from '../results/evaluate.js'
import type { CaseResult, EntryResult } from '../results/result.js'
import { alternate, type Series } from './rounds.js'
import { run, type Outcome } from './run.js'

/** Seconds that one run of a peer may take at least, however little time there is. */
const LEAST_LIMIT = 20
/** The part of a case's time that one run of a peer may take. */
const SHARE = 0.4
/** Seconds after which anything else is taken to hang. */
const HANGS = 600
/** Characters of a peer's last words that are told. */
const LAST_WORDS = 120

export interface Options {
  readonly scratch: string
  readonly seconds: number
  readonly rounds: number | undefined
  readonly peers: boolean
  /** Leaves made folders where they are. */
  readonly keep: boolean
}

/** Measures one case; what fails in it is told and stops nothing else. */
export async function measure(one: Case, { scratch, seconds, rounds, peers, keep }: Options): Promise<CaseResult> {
  const entries = one.runs.filter(({ contestant }) => peers || !isPeer(contestant))
  const folders = new Map<string, Folder>()
  try {
    for (const { place } of entries) if (!folders.has(place.name)) folders.set(place.name, place.make(scratch))
    const folderOf = ({ place }: Entry) => folders.get(place.name) as Folder
    const versions = new Map(
      entries.map(({ name, contestant }) => [name, isPeer(contestant) ? versionOf(contestant) : undefined]),
    )
    const isAbsent = ({ name, contestant }: Entry) => isPeer(contestant) && versions.get(name) === undefined
    const errors = join(scratch, 'errors.txt')
    const patience = Math.max(LEAST_LIMIT, Math.round(seconds * SHARE))
    const runs = new Map(
      entries
        .filter((entry) => !isAbsent(entry))
        .map((entry) => {
          const command = entry.contestant.command(folderOf(entry))
          const limit = isPeer(entry.contestant) ? patience : HANGS
          return [entry.name, async () => withLastWords(await run(command, limit, errors), errors)]
        }),
    )
    const series = await alternate(runs, seconds, rounds)
    const absent: Series = { rounds: new Map(), failed: 'not installed' }
    const everyone = new Map(entries.map((entry) => [entry.name, series.get(entry.name) ?? absent]))
    const unit = series.get(one.unit)
    const facts = (entry: Entry) => factsOf(entry, folderOf(entry), versions.get(entry.name))
    const { paths = [], bytes = 0 } = [...folders.values()].at(-1) ?? {}
    return {
      ...{ name: one.name, group: one.group, node: process.versions.node, files: paths.length, bytes, unit: one.unit },
      entries: entries.map((entry) => entryResult(entry.name, everyone.get(entry.name), unit, facts(entry))),
      targets: targetResults(one, everyone),
    }
  } finally {
    for (const { root } of folders.values())
      if (!keep && root.startsWith(scratch)) rmSync(root, { recursive: true, force: true })
  }
}

function factsOf(
  { contestant }: Entry,
  folder: Folder,
  version: string | undefined,
): Pick<EntryResult, 'version' | 'files'> {
  return {
    ...(version !== undefined && { version }),
    ...(contestant.looksAt !== undefined && { files: filesOf(folder, contestant.looksAt).length }),
  }
}

/** A failure with the last line of standard error that says something. */
function withLastWords(outcome: Outcome, errors: string): Outcome {
  if (!('failed' in outcome) || outcome.stoppedAfter !== undefined) return outcome
  const last =
    readFileSync(errors, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .at(-1) ?? ''
  return { ...outcome, failed: `${outcome.failed}: ${withoutFolders(last.trim()).slice(0, LAST_WORDS)}` }
}

/** Without the folders of absolute paths, which tell of the machine. */
function withoutFolders(text: string): string {
  return text.replaceAll(/(?<![\w.])(?:\/[\w.@+-]+)+\//g, '')
}
