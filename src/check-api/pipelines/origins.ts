import { because, type Because, type Located } from '../../core/location.js'
import type { Job, Pipeline, Pipelines, Step } from '../../models/index.js'
import { flowsInto, type Flow } from './flows.js'
import { jobsOf } from './pipelines.js'
import { folderOf } from '../../core/paths.js'

/** Where an expression stands: a workflow's, a job's or a step's. */
export interface Place {
  readonly pipeline: Pipeline
  readonly job?: Job
  readonly step?: Step
}

/** What an expression reads in the end, in the pipeline that hands it over. */
export interface Origin {
  readonly flow: Flow
  readonly pipeline: Pipeline
  /** The variables and calls in between, the nearest first. */
  readonly because: readonly Because[]
}

type Values = ReadonlyMap<string, Located<string>>

interface Call extends Place {
  readonly values: Values
}

const INPUT = /^(?:inputs|github\.event\.inputs)\.([^.]+)$/
const MAX_DEPTH = 12

/** Follows contexts to where their value comes from: `env` to the variable, `inputs` to the callers in this tree. */
export class Origins {
  readonly #calls = new Map<string, Call[]>()
  readonly #ofInputs = new Map<string, readonly Origin[]>()

  constructor(pipelines: Pipelines) {
    for (const { pipeline, job } of jobsOf(pipelines, { actions: true })) {
      if (job.calls?.target.kind === 'local')
        this.#add(job.calls.target.path, { pipeline, job, values: job.calls.with })
      for (const step of job.steps) {
        if (step.uses?.kind === 'local') this.#add(step.uses.path, { pipeline, job, step, values: step.with })
      }
    }
  }

  /** The origins of what flows; the flow itself if nothing is known to stand behind it. */
  of(flow: Flow, place: Place, depth = 0): readonly Origin[] {
    const { pipeline } = place
    const own: Origin = { flow, pipeline, because: [] }
    if (depth > MAX_DEPTH) return [own]
    const variable = /^env\.([^.]+)$/.exec(flow.path)?.[1]
    if (variable !== undefined) return this.#behind(variableOf(variable, place), place, depth) ?? [own]
    const input = INPUT.exec(flow.path)?.[1]
    return input === undefined ? [own] : this.#behindInput(input, own, depth)
  }

  #behindInput(name: string, own: Origin, depth: number): readonly Origin[] {
    const { pipeline } = own
    const key = `${pipeline.file} ${name}`
    const before = this.#ofInputs.get(key)
    if (before !== undefined) return before
    // A workflow that calls itself ends here.
    this.#ofInputs.set(key, [])
    const calls = this.#calls.get(pipeline.file) ?? this.#calls.get(keyOf(pipeline)) ?? []
    const isCalled = pipeline.kind === 'action' || pipeline.triggers.some(({ kind }) => kind === 'call')
    const handed = distinct(calls.flatMap((call) => this.#behind(valueOf(call.values, name), call, depth) ?? []))
    const isTyped = pipeline.triggers.some(({ event }) => event === 'workflow_dispatch')
    const origins = [...handed, ...(isTyped || (isCalled && calls.length === 0) ? [own] : [])]
    this.#ofInputs.set(key, origins)
    return origins
  }

  #behind(text: Located<string> | undefined, place: Place, depth: number): Origin[] | undefined {
    if (text === undefined) return undefined
    const link = because(text.at, text.value)
    return flowsInto(text.value)
      .flatMap((flow) => this.of(flow, place, depth + 1))
      .map((origin) => ({ ...origin, because: [link, ...origin.because] }))
  }

  #add(path: string | undefined, call: Call): void {
    if (path === undefined) return
    const calls = this.#calls.get(path)
    if (calls === undefined) this.#calls.set(path, [call])
    else calls.push(call)
  }
}

/** One origin of each kind: calls of calls would multiply them. */
function distinct(origins: readonly Origin[]): Origin[] {
  return [...new Map(origins.map((origin) => [`${origin.pipeline.file} ${origin.flow.path}`, origin])).values()]
}

/** The variable as the innermost level sets it. */
function variableOf(name: string, { step, job, pipeline }: Place): Located<string> | undefined {
  return [step?.env, job?.env, pipeline.env]
    .map((values) => values && valueOf(values, name))
    .find((value) => value !== undefined)
}

function valueOf(values: Values, name: string): Located<string> | undefined {
  return values.get(name) ?? [...values].find(([key]) => key.toLowerCase() === name)?.[1]
}

/** The folder by which an action is called. */
function keyOf({ kind, file }: Pipeline): string {
  return kind === 'action' ? folderOf(file) || '.' : file
}
