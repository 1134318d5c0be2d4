import type { Located } from '../../../core/location.js'
import type { Approval, Concurrency, Job, Step } from '../../../models/index.js'
import { defined } from '../defined.js'
import { FreeIds } from '../free-ids.js'
import { newJob } from '../parts.js'
import type { Context, Stage } from './context.js'

/** A job to which steps are still added. */
interface OpenJob {
  readonly id: string
  readonly stage: Stage
  readonly needs: readonly string[]
  readonly steps: Step[]
  runner: readonly string[]
  readonly images: Located<string>[]
  readonly secrets: Located<string>[]
  approval: Approval | undefined
  concurrency: Concurrency | undefined
}

/** Collects the jobs of a pipeline in the order in which its stages run. */
export class Jobs {
  readonly #jobs: Job[] = []
  readonly #ids = new FreeIds()
  #needs: readonly string[] = []
  #current: OpenJob | undefined

  /** Adds a step to the job of the context's stage. */
  add(step: Step, context: Context): void {
    this.#enter(context).steps.push(step)
  }

  /** The id of the job that the next step of the context is added to, with the number of its steps: for routes. */
  route(context: Context): string {
    const { id, steps } = this.#enter(context)
    return `${id}.steps[${steps.length}]`
  }

  /** Whether the next step of the context goes to the job that is open now. */
  isOpen(stage: Stage): boolean {
    return this.#current?.stage === stage
  }

  /** A person must let the job of the context's stage go on. */
  approve(approval: Approval, context: Context): void {
    this.#enter(context).approval ??= approval
  }

  /** How many jobs there are so far. */
  get size(): number {
    return this.#jobs.length + (this.#current === undefined ? 0 : 1)
  }

  /** Makes sure that there is a job for the stage, also if it has no steps. */
  enter(context: Context): void {
    this.#enter(context)
  }

  /** Jobs of these branches run beside one another. */
  parallel(branches: readonly (() => void)[]): void {
    this.close()
    const before = this.#needs
    const ends: string[] = []
    for (const branch of branches) {
      this.#needs = before
      branch()
      this.close()
      ends.push(...this.#needs)
    }
    this.#needs = branches.length === 0 ? before : [...new Set(ends)]
  }

  /** Ends the job that is open: what follows needs it. */
  close(): void {
    const open = this.#current
    this.#current = undefined
    if (open === undefined) return
    this.#jobs.push(jobOf(open))
    // What only runs after a failure is nothing that others wait for.
    if (open.stage.after !== 'failure') this.#needs = [open.id]
  }

  finish(): readonly Job[] {
    this.close()
    return this.#jobs
  }

  #enter(context: Context): OpenJob {
    if (this.#current?.stage !== context.stage) {
      this.close()
      this.#current = this.#opened(context.stage)
    }
    const open = this.#current ?? this.#opened(context.stage)
    if (open.runner.length === 0) open.runner = context.runner
    addNew(open.images, context.images)
    addNew(open.secrets, context.secrets)
    open.concurrency ??= context.concurrency
    return open
  }

  #opened(stage: Stage): OpenJob {
    // Slashes stand between the names of callers and what they call.
    const name = stage.name.replaceAll('/', '-').trim() || 'stage'
    return {
      id: this.#ids.take(name, (number) => `${name} (${number})`),
      stage,
      needs: this.#needs,
      steps: [],
      runner: [],
      images: [],
      secrets: [],
      approval: stage.approval,
      concurrency: stage.concurrency,
    }
  }
}

function addNew(list: Located<string>[], more: readonly Located<string>[]): void {
  for (const each of more) if (!list.some(({ value }) => value === each.value)) list.push(each)
}

function jobOf({ id, stage, needs, steps, runner, images, secrets, approval, concurrency }: OpenJob): Job {
  return newJob({
    id,
    name: stage.name,
    needs,
    steps,
    runner,
    starts: stage.starts,
    env: new Map(Array.from(stage.env, ([name, { text }]) => [name, text])),
    ...defined({
      stage: stage.outermost,
      condition: stage.condition,
      after: stage.after,
      timeoutMinutes: stage.timeout,
      retries: stage.retries,
      matrix: stage.matrix,
      approval,
      concurrency,
      images: images.length === 0 ? undefined : images,
      secrets: secrets.length === 0 ? undefined : secrets,
    }),
    at: stage.at,
  })
}
