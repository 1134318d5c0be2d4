import { exactOf } from '../core/fingerprint.js'
import type { Report } from '../core/report.js'
import type { Models } from '../models/index.js'
import type { Files } from '../snapshot/snapshot.js'
import { applyEdits, collide, isRefused } from './edits.js'
import { withTexts } from './overlay.js'
import { proposalFor } from './propose.js'
import { prove, type Proved } from './proof/prove.js'
import type { Fix, FixPorts, Fixer, PlacedProblem } from './types.js'

/** Rounds of fixes: each takes those that do not meet in one place, and the next goes on with the files as they are then. */
const MAX_ROUNDS = 12

/** How often everything may be linted again: a fix that cannot be proved within it is left. */
const MAX_LINTS = 60

const GIVEN_UP: Proved = { ok: false, reason: 'the run has tried enough other fixes: run it again' }

/** Lints the same revision with other texts. */
export interface Relint {
  report(files: Files): Report
  models(files: Files): Models
}

export interface FixRequest {
  readonly files: Files
  /** Of the files as they are. */
  readonly report: Report
  readonly relint: Relint
  readonly fixers: readonly Fixer[]
  readonly ports: FixPorts
  /** Whether a finding is to be solved at all; all that are open, without. */
  readonly wanted?: (finding: PlacedProblem) => boolean
  /** Rounds at most: after the first, fixes are found in texts that have changed. */
  readonly rounds?: number
}

export interface Applied {
  readonly finding: PlacedProblem
  readonly fixer: Fixer
  readonly fix: Fix
}

export interface Left {
  readonly finding: PlacedProblem
  readonly fixer: Fixer
  /** Why, as a part of a sentence. */
  readonly reason: string
}

export interface FixResult {
  /** New texts by path; only of files that change. */
  readonly texts: ReadonlyMap<string, string>
  readonly applied: readonly Applied[]
  readonly left: readonly Left[]
  /** The report on the files as they then are. */
  readonly report: Report
}

/** What the rounds have come to. */
interface State {
  texts: ReadonlyMap<string, string>
  report: Report
  readonly applied: Applied[]
  readonly left: Map<string, Left>
  lints: number
}

/**
 * Solves what can be solved without a person: every fix is proposed, made in memory, and kept only if the files that come of
 * it show the problem gone and nothing else changed. What is made stays within `texts`; nothing is written.
 */
export async function fixFindings(request: FixRequest): Promise<FixResult> {
  const state: State = { texts: new Map(), report: request.report, applied: [], left: new Map(), lints: MAX_LINTS }
  for (let round = 0; round < Math.min(request.rounds ?? MAX_ROUNDS, MAX_ROUNDS); round++) {
    const batch = await batchOf(request, state)
    if (batch.length === 0) break
    keep(request, state, batch)
  }
  const left = [...state.left.values()]
  return { texts: state.texts, applied: state.applied, left, report: state.report }
}

/** Fixes for findings that are open, none of which meets another. What is refused is noted. */
async function batchOf(request: FixRequest, state: State): Promise<Applied[]> {
  const files = withTexts(request.files, state.texts)
  let models: Models | undefined
  const view = { files, models: () => (models ??= request.relint.models(files)), ports: request.ports }
  const batch: Applied[] = []
  for (const finding of state.report.findings) {
    const { at, standing } = finding
    if (at === undefined || standing !== 'open' || state.left.has(exactOf(finding))) continue
    const placed = { ...finding, at }
    const fixer = fixerFor(request.fixers, placed)
    if (fixer === undefined || request.wanted?.(placed) === false) continue
    const proposal = await proposalFor(placed, fixer, view)
    if (isRefused(proposal)) state.left.set(exactOf(finding), { finding: placed, fixer, reason: proposal.refused })
    else if (!meets(proposal, batch)) batch.push({ finding: placed, fixer, fix: proposal })
  }
  return batch
}

/** The fixer for a finding, if there is one. */
export function fixerFor(fixers: readonly Fixer[], { check, messageId }: PlacedProblem): Fixer | undefined {
  return fixers.find((each) => each.check === check && (each.messages?.includes(messageId) ?? true))
}

/** The same edit twice is one: a problem may be reported for several places that one line decides. */
function meets(fix: Fix, batch: readonly Applied[]): boolean {
  return fix.edits.some((edit) => batch.some((other) => other.fix.edits.some((each) => collide(edit, each))))
}

/** Tries all at once; where that does not hold, in halves, until those are found that do not. */
function keep(request: FixRequest, state: State, batch: readonly Applied[]): void {
  const kept = proven(request, state, { fixes: [], report: state.report }, batch)
  if (kept.fixes.length === 0) return
  state.texts = textsWith(request.files, state.texts, kept.fixes)
  state.report = kept.report
  state.applied.push(...kept.fixes)
}

interface Kept {
  readonly fixes: readonly Applied[]
  readonly report: Report
}

function proven(request: FixRequest, state: State, kept: Kept, batch: readonly Applied[]): Kept {
  const fixes = [...kept.fixes, ...batch]
  const proof = state.lints > 0 ? attempt(request, state, fixes) : GIVEN_UP
  if (proof.ok) return { fixes, report: proof.report }
  const blamed = batch.filter(({ finding }) => proof.unsolved?.has(exactOf(finding)))
  const guilty = batch.length === 1 ? batch : blamed
  for (const each of guilty) state.left.set(exactOf(each.finding), { ...each, reason: proof.reason })
  const others = batch.filter((each) => !guilty.includes(each))
  if (others.length === 0) return kept
  if (guilty.length > 0) return proven(request, state, kept, others)
  const half = batch.length >> 1
  return proven(request, state, proven(request, state, kept, batch.slice(0, half)), batch.slice(half))
}

function attempt(request: FixRequest, state: State, fixes: readonly Applied[]): Proved {
  const before = withTexts(request.files, state.texts)
  const texts = textsWith(request.files, state.texts, fixes)
  return prove({
    fixes,
    before,
    after: withTexts(request.files, texts),
    was: state.report,
    lint(files) {
      state.lints--
      return request.relint.report(files)
    },
  })
}

/** The texts with the edits of the fixes made, which were found in those texts. */
function textsWith(files: Files, texts: ReadonlyMap<string, string>, fixes: readonly Applied[]): Map<string, string> {
  const result = new Map(texts)
  const edits = fixes.flatMap(({ fix }) => fix.edits)
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const text = texts.get(file) ?? files.text(file) ?? ''
    result.set(
      file,
      applyEdits(
        text,
        edits.filter((edit) => edit.file === file),
      ),
    )
  }
  return result
}
