import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Case, Entry } from '../cases/case.js'
import type { Folder } from '../contestants/contestant.js'
import { filesOf, isPeer, versionOf } from '../contestants/peers.js'
import { nodeVersion } from '../contestants/own.js'
import { entryResult, targetResults } from '../results/evaluate.js'
import type { CaseResult, EntryResult } from '../results/result.js'
import { alternate, type Series } from './rounds.js'
import { patience } from './patience.js'
import { run, type Outcome } from './run.js'

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
export async function measure(one: Case, options: Options): Promise<CaseResult> {
  const { scratch, seconds, rounds, peers, keep } = options
  const entries = one.runs.filter(({ contestant }) => peers || !isPeer(contestant))
  const folders = new Map<string, Folder>()
  try {
    for (const { place } of entries) if (!folders.has(place.name)) folders.set(place.name, place.make(scratch))
    const candidates = entries.map((entry) => candidateOf(entry, folders.get(entry.place.name) as Folder))
    const present = candidates.filter(({ isAbsent }) => !isAbsent)
    const walls = new Map<string, number>()
    const turn = async (each: Candidate): Promise<Outcome> => {
      const { name, contestant } = each.entry
      const limit = isPeer(contestant) ? patience(name, one.targets, seconds, walls) : HANGS
      const outcome = await runOnce(each, limit, join(scratch, 'errors.txt'))
      if ('wall' in outcome && !walls.has(name)) walls.set(name, outcome.wall)
      return outcome
    }
    const runs = new Map(present.map((each) => [each.entry.name, () => turn(each)]))
    return resultOf(one, candidates, await alternate(runs, seconds, rounds))
  } finally {
    for (const { root } of folders.values()) {
      if (!keep && root.startsWith(scratch)) rmSync(root, { recursive: true, force: true })
    }
  }
}

/** An entry that is about to run. */
interface Candidate {
  readonly entry: Entry
  readonly folder: Folder
  /** Of a peer that is installed. */
  readonly version: string | undefined
  readonly isAbsent: boolean
}

function candidateOf(entry: Entry, folder: Folder): Candidate {
  const version = isPeer(entry.contestant) ? versionOf(entry.contestant) : undefined
  return { entry, folder, version, isAbsent: isPeer(entry.contestant) && version === undefined }
}

async function runOnce({ entry: { contestant }, folder }: Candidate, limit: number, errors: string): Promise<Outcome> {
  return withLastWords(await run(contestant.command(folder), limit, errors), errors)
}

function resultOf(one: Case, candidates: readonly Candidate[], series: ReadonlyMap<string, Series>): CaseResult {
  const absent: Series = { rounds: new Map(), failed: 'not installed' }
  const everyone = new Map(candidates.map(({ entry: { name } }) => [name, series.get(name) ?? absent]))
  const { paths = [], bytes = 0 } = candidates.at(-1)?.folder ?? {}
  return {
    ...{ name: one.name, group: one.group, node: nodeVersion(), files: paths.length, bytes, unit: one.unit },
    entries: candidates.map((each) =>
      entryResult(each.entry.name, everyone.get(each.entry.name), series.get(one.unit), factsOf(each)),
    ),
    targets: targetResults(one, everyone),
  }
}

function factsOf({ entry: { contestant }, folder, version }: Candidate): Pick<EntryResult, 'version' | 'files'> {
  return {
    ...(version !== undefined && { version }),
    ...(contestant.looksAt !== undefined && { files: filesOf(folder, contestant.looksAt).length }),
  }
}

/** A failure with the last line of standard error that says something. */
function withLastWords(outcome: Outcome, errors: string): Outcome {
  if (!('failed' in outcome) || outcome.stoppedAfter !== undefined) return outcome
  const lines = readFileSync(errors, 'utf8').split('\n')
  const last = lines.filter((line) => line.trim() !== '').at(-1) ?? ''
  return { ...outcome, failed: `${outcome.failed}: ${withoutFolders(last.trim()).slice(0, LAST_WORDS)}` }
}

/** Without the folders of absolute paths, which tell of the machine. */
function withoutFolders(text: string): string {
  return text.replaceAll(/(?<![\w.])(?:\/[\w.@+-]+)+\//g, '')
}
