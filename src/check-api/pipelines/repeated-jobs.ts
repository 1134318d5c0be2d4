import type { IntentKind } from '../../core/intent-kind.js'
import type { Step } from '../../models/index.js'
import type { JobInPipeline } from './pipelines.js'

/** What prepares a job: every job of a repository begins with much the same. */
const PREPARING: ReadonlySet<IntentKind> = new Set<IntentKind>(['checkout', 'setup', 'restore-cache', 'install'])

/** Fewer steps and lines of script than this are no body worth sharing, nor are fewer words. */
const MIN_PARTS = 5
const MIN_WORDS = 15
/** Twice the words that both have, in relation to the words of both (the Sørensen–Dice coefficient). */
const SIMILAR = 0.8
/** What is compared at most, so that time stays linear in the size of a repository. */
const MAX_JOBS = 300
const MAX_WORDS = 2000

interface Body {
  readonly where: JobInPipeline
  readonly parts: readonly string[]
  readonly words: ReadonlyMap<string, number>
  readonly size: number
  /** Where its steps stand: those that come from one template stand at one place. */
  readonly places: ReadonlySet<string>
}

/** Jobs that do nearly the same, each in words of its own. */
export interface RepeatedJobs {
  /** In the order of the files; at least two. */
  readonly jobs: readonly JobInPipeline[]
  /** How many steps and lines of script the first two have in common. */
  readonly parts: number
}

/** Groups of jobs whose bodies were copied. Steps that several jobs take from one place are shared, not copied. */
export function repeatedJobs(jobs: readonly JobInPipeline[]): RepeatedJobs[] {
  const bodies = jobs
    .map(bodyOf)
    .filter(({ parts, size }) => parts.length >= MIN_PARTS && size >= MIN_WORDS)
    .slice(0, MAX_JOBS)
  const groups: { readonly first: Body; readonly others: Body[] }[] = []
  for (const body of bodies) {
    const group = groups.find(({ first }) => isCopy(first, body))
    if (group === undefined) groups.push({ first: body, others: [] })
    else group.others.push(body)
  }
  return groups.flatMap(({ first, others }) => {
    const [second] = others
    if (second === undefined) return []
    return [{ jobs: [first, ...others].map(({ where }) => where), parts: inCommon(first.parts, second.parts) }]
  })
}

function bodyOf(where: JobInPipeline): Body {
  const steps = where.job.steps.filter((step) => !prepares(step))
  const parts = steps.flatMap(partsOf)
  const words = new Map<string, number>()
  const all = parts.flatMap((part) => part.split(/\s+/)).slice(0, MAX_WORDS)
  for (const word of all) words.set(word, (words.get(word) ?? 0) + 1)
  const places = new Set(steps.map(({ at: { file, line, column } }) => `${file}:${line}:${column}`))
  return { where, parts, words, size: all.length, places }
}

function prepares({ intents }: Step): boolean {
  return intents.length > 0 && intents.every(({ kind }) => PREPARING.has(kind))
}

/** A step that uses something, with its inputs; each line of a script. */
function partsOf({ uses, with: inputs, run }: Step): string[] {
  if (uses !== undefined)
    return [[uses.repository ?? uses.text, ...Array.from(inputs, ([name, { value }]) => `${name}=${value}`)].join(' ')]
  const lines = run?.value.split('\n').map((line) => line.trim()) ?? []
  return lines.filter((line) => line !== '' && !line.startsWith('#'))
}

function isCopy(one: Body, other: Body): boolean {
  if (one.where.pipeline.system !== other.where.pipeline.system) return false
  const [less, more] = one.size < other.size ? [one.size, other.size] : [other.size, one.size]
  if (less < SIMILAR * more) return false
  if ([...other.places].some((place) => one.places.has(place))) return false
  let equal = 0
  for (const [word, count] of one.words) equal += Math.min(count, other.words.get(word) ?? 0)
  return 2 * equal >= SIMILAR * (one.size + other.size)
}

function inCommon(one: readonly string[], other: readonly string[]): number {
  return Math.min(one.length, other.length)
}
