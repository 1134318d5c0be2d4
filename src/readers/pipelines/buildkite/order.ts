import type { Located } from '../../../core/location.js'
import type { Job, JobStart, Unresolved } from '../../../models/index.js'
import { FreeIds } from '../free-ids.js'
import { unresolved } from '../parts.js'
import type { StepRule } from './rules.js'

export interface Dependency {
  readonly key: Located<string>
  readonly allowsFailure: boolean
}

/** A job whose order and runs are still to be told. */
export interface Draft {
  readonly job: Job
  readonly rules: readonly StepRule[]
  /** Undefined: it waits for what stands before the last wait or block. */
  readonly dependsOn: readonly Dependency[] | undefined
  /** Id of the job that uploads it. */
  readonly uploader: string | undefined
  readonly after: Job['after']
}

/** Ids that what follows a wait or block waits for. */
interface Barrier {
  readonly needs: readonly string[]
  readonly after: Job['after']
}

/** Needs of all jobs of one build; beyond it, none are added. */
const MAX_NEEDS = 100_000

/** Jobs further from one another than this are not looked at for approvals. */
const MAX_DISTANCE = 1_000

/** The order of a build's steps (Buildkite docs: Depends on): waits and blocks, and what depends on steps by their keys. */
export class Order {
  readonly drafts: Draft[] = []
  #barrier: Barrier = { needs: [], after: undefined }
  /** Drafts since the last wait or block. */
  #section: Draft[] = []
  readonly #implied = new Map<Draft, Barrier>()
  readonly #keys = new Map<string, Set<string>>()
  readonly #behind = new Map<string, string[]>()
  readonly #ids = new FreeIds()

  /** An id for a step that no other has. */
  idFor(wanted: string): string {
    const base = wanted === '' ? `step ${this.drafts.length + 1}` : wanted
    return this.#ids.take(base, (number) => `${base} ${number}`)
  }

  /** Adds a step that starts as soon as the last wait or block lets it. */
  add(draft: Draft, key: string | undefined): void {
    this.#section.push(draft)
    this.#implied.set(draft, this.#barrier)
    this.addBeside(draft, key)
  }

  /** Adds an input, which waits for nothing and holds up only what depends on it. */
  addBeside(draft: Draft, key: string | undefined): void {
    this.drafts.push(draft)
    this.name(key, [draft])
  }

  /** Gives a key to a step, the steps of a group or those of a matrix. */
  name(key: string | undefined, drafts: readonly Draft[]): void {
    if (key === undefined) return
    const ids = this.#keys.get(key) ?? new Set()
    for (const { job } of drafts) ids.add(job.id)
    this.#keys.set(key, ids)
  }

  /** What follows waits for all that stands before. */
  wait(key: string | undefined, continuesOnFailure: boolean): void {
    const needs = this.#before()
    if (key !== undefined) this.#keys.set(key, new Set(needs))
    this.#barrier = { needs, after: continuesOnFailure ? 'always' : undefined }
    this.#section = []
  }

  /** What follows waits for the step, which was added already. */
  block(draft: Draft): void {
    const isAlways = draft.rules.length === 0 && draft.dependsOn === undefined
    const before = this.#before().filter((id) => id !== draft.job.id)
    const own = this.#implied.get(draft)
    if (own !== undefined) this.#implied.set(draft, { ...own, needs: before })
    this.#barrier = { needs: isAlways ? [draft.job.id] : [draft.job.id, ...before], after: undefined }
    this.#section = []
  }

  /** Adds steps that a step uploads: they have an order of their own, and stand before what waits for the step. */
  nested(uploader: Draft, add: () => void): void {
    const [barrier, section] = [this.#barrier, this.#section]
    const start = this.drafts.length
    this.#section = []
    add()
    const added = this.drafts.slice(start)
    this.#behind.set(uploader.job.id, [...(this.#behind.get(uploader.job.id) ?? []), ...added.map(({ job }) => job.id)])
    this.#barrier = barrier
    this.#section = [...section, ...added]
  }

  #before(): string[] {
    const ids = this.#section.map(({ job }) => job.id)
    const reaches = this.#section.length > 0 && this.#section.every(({ dependsOn }) => dependsOn === undefined)
    return reaches ? ids : [...this.#barrier.needs, ...ids]
  }

  /** The jobs in order, with the keys that no step has. */
  jobs(startsOf: (rules: readonly StepRule[]) => readonly JobStart[]): { jobs: Job[]; missing: Unresolved[] } {
    const missing: Unresolved[] = []
    const left = { needs: MAX_NEEDS }
    const jobs = this.drafts.map((draft): Job => {
      const implied = draft.dependsOn === undefined ? this.#implied.get(draft) : undefined
      const named = (draft.dependsOn ?? []).flatMap(({ key }) => {
        const ids = [...(this.#keys.get(key.value) ?? [])]
        if (ids.length === 0)
          missing.push(unresolved(`step ${key.value}, which ${draft.job.id} depends on`, 'missing', key.at))
        return ids
      })
      const direct = [...(implied?.needs ?? []), ...named]
      const needs = new Set([...direct, ...direct.flatMap((id) => this.#behind.get(id) ?? [])])
      if (draft.uploader !== undefined) needs.add(draft.uploader)
      needs.delete(draft.job.id)
      left.needs -= needs.size
      const after = draft.after ?? implied?.after
      return {
        ...draft.job,
        needs: left.needs < 0 ? [] : [...needs],
        starts: startsOf(draft.rules),
        ...(after !== undefined && { after }),
      }
    })
    return { jobs: withPersons(jobs), missing }
  }
}

/** The jobs, those behind a block or input that a person lets go on with starts that say so. */
function withPersons(jobs: readonly Job[]): Job[] {
  const byId = new Map(jobs.map((job) => [job.id, job]))
  return jobs.map((job) => {
    const gates = gatesBefore(job, byId)
    if (gates.length === 0) return job
    const waits = (start: JobStart): boolean =>
      gates.some(({ starts = [] }) => starts.some(({ trigger }) => trigger === start.trigger))
    return { ...job, starts: (job.starts ?? []).map((start) => (waits(start) ? { ...start, manual: true } : start)) }
  })
}

function gatesBefore(job: Job, byId: ReadonlyMap<string, Job>): Job[] {
  const seen = new Set<Job>([job])
  for (const { needs } of seen) {
    if (seen.size > MAX_DISTANCE) break
    for (const id of needs) {
      const each = byId.get(id)
      if (each !== undefined) seen.add(each)
    }
  }
  return [...seen].filter((each) => each !== job && each.approval !== undefined)
}
