import { shapeOf } from '../core/fingerprint.js'
import { groupBy } from '../core/group.js'
import type { Message } from '../core/message.js'
import type { ProblemOutcome } from '../core/outcome.js'

/** A problem of the head as far as its place in the change is known. */
export type Placed = ProblemOutcome & {
  /** Whether the change touches its lines; null where nobody knows. */
  readonly inChange: boolean | null
}

/** How problems of two revisions belong together. */
export interface Matched<Before, Now> {
  /** Those of the head that the base has as well. */
  readonly existing: ReadonlySet<Now>
  /** Those of the base that the head no longer has. */
  readonly gone: readonly Before[]
}

/** The identity of a problem at one level of likeness; undefined: it takes no part. */
type Key = string | undefined

interface Stage {
  readonly before: (problem: ProblemOutcome) => Key
  readonly now: (problem: Placed) => Key
  /** Pairs only where there is one on either side, so that nothing has to be chosen, and only if the two fit. */
  readonly alone?: (before: ProblemOutcome, now: Placed) => boolean
}

/**
 * Pairs the problems of base and head, the surest way first: by fingerprint, which survives moved lines and reordered
 * lists; by their words, where a file was renamed; by their words but for versions and figures (a newer version that is
 * no better pinned is no new problem); by the same words in another order or elsewhere in the file, which has been moved;
 * and, where a file has one of its kind before and after, by most of the words, or where the change touches no line of it.
 * Problems that are alike are counted: of three where two were known, one is new, a touched one rather than another.
 *
 * @param renamed new path → path in the base
 */
export function match<Before extends ProblemOutcome, Now extends Placed>(
  before: readonly Before[],
  now: readonly Now[],
  renamed: ReadonlyMap<string, string>,
): Matched<Before, Now> {
  const existing = new Set<Now>()
  let openBefore = before
  let openNow = [...now].sort((a, b) => Number(a.inChange === true) - Number(b.inChange === true))
  for (const stage of stagesOf(renamed)) {
    if (openBefore.length === 0 || openNow.length === 0) break
    const groups = groupBy(openBefore, stage.before)
    const candidates = groupBy(openNow, stage.now)
    const paired = new Set<Before>()
    for (const [key, alike] of candidates) {
      const others = groups.get(key) ?? []
      if (stage.alone !== undefined && !isOnlyPair(others, alike, stage.alone)) continue
      const count = Math.min(alike.length, others.length)
      for (const each of alike.slice(0, count)) existing.add(each)
      for (const each of others.slice(0, count)) paired.add(each)
    }
    openBefore = openBefore.filter((each) => !paired.has(each))
    openNow = openNow.filter((each) => !existing.has(each))
  }
  return { existing, gone: openBefore }
}

function isOnlyPair(before: readonly ProblemOutcome[], now: readonly Placed[], fits: NonNullable<Stage['alone']>) {
  const [[was], [is]] = [before, now]
  return before.length === 1 && now.length === 1 && was !== undefined && is !== undefined && fits(was, is)
}

function stagesOf(renamed: ReadonlyMap<string, string>): Stage[] {
  const names = new Map([...renamed].map(([path, old]) => [old, path]))
  const fileOf = (file: string) => names.get(file) ?? file
  const words =
    (value: (text: string) => string, file = (path: string) => path) =>
    (problem: ProblemOutcome): string =>
      JSON.stringify([...placeOf(problem, file), wordsOf(problem.message, value)])
  const same = (text: string) => text
  const kind = (problem: ProblemOutcome, file: (path: string) => string = same) =>
    JSON.stringify(placeOf(problem, file).slice(0, -1))
  const tokens = (problem: ProblemOutcome, file: (path: string) => string = same) =>
    JSON.stringify([kind(problem, file), [...tokensOf(problem)].sort()])
  return [
    { before: ({ fingerprint }) => fingerprint, now: ({ fingerprint }) => fingerprint },
    ...(renamed.size > 0 ? [{ before: words(fileOf, fileOf), now: words(same) }] : []),
    { before: words((text) => loosely(fileOf(text)), fileOf), now: words(loosely) },
    { before: (problem) => tokens(problem, fileOf), now: (problem) => tokens(problem) },
    {
      before: (problem) => kind(problem, fileOf),
      now: (problem) => kind(problem),
      alone: (was, is) => is.inChange === false || overlap(was, is),
    },
  ]
}

/** The words of the values, each once. */
function tokensOf({ message }: ProblemOutcome): ReadonlySet<string> {
  const values = message.flatMap((part) => (typeof part === 'string' ? [] : [loosely(part.value)]))
  return new Set(values.flatMap((value) => value.split(/[\s,;]+/)).filter((word) => word !== ''))
}

/** Whether the values of two problems have at least half of their words in common. */
function overlap(was: ProblemOutcome, is: ProblemOutcome): boolean {
  const [before, now] = [tokensOf(was), tokensOf(is)]
  const common = [...now].filter((word) => before.has(word)).length
  return common > 0 && common * 2 >= Math.max(before.size, now.size)
}

function placeOf({ check, messageId, facet = '', at }: ProblemOutcome, file: (path: string) => string): string[] {
  return [check, messageId, facet, at === undefined ? '' : file(at.file), shapeOf(at?.route ?? '')]
}

function wordsOf(message: Message, value: (text: string) => string): string[] {
  return message.map((part) => (typeof part === 'string' ? figureless(part) : value(part.value)))
}

/** Without what follows the `@` of an action and the tag of an image, and with every number as one digit. */
function loosely(text: string): string {
  return figureless(text.replace(/@[^\s@]*/g, '@').replace(/:[^\s:/]*(?=\s|$)/g, ':'))
}

const figureless = (text: string): string => text.replace(/\d+/g, '0')
