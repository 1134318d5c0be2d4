import type { Job, JobStart } from '../../../models/index.js'
import { itemsOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode } from '../../yaml/node.js'
import { defined } from '../defined.js'
import { unfit, type AdapterReading } from '../reading.js'
import { environmentOf } from './environment.js'
import { callingJob, childOf } from './child.js'
import { readStep } from './step.js'
import type { Scope, Selection, StepScope } from './scope.js'

/** Pipelines may start others this deep; deeper ones are only named. */
const MAX_DEPTH = 3

/** Jobs of one pipeline that are read; Bitbucket allows a hundred (Bitbucket docs: Step options). */
const MAX_JOBS = 500

/** Reads the list of a pipeline. Its items follow one another; the steps of a parallel group start together. */
export function readItems(reading: AdapterReading, node: YamlNode, { id, starts }: Selection, scope: Scope): Job[] {
  if (node.kind !== 'sequence') {
    unfit(reading, node.at, 'a pipeline must be a list of steps')
    return []
  }
  const list = new Items(reading, id, 0)
  const certain = starts.map((trigger, index) => ({ trigger, certain: index === 0, manual: false }))
  list.add(node.items, { ...scope, id, needs: [], starts: certain })
  return list.jobs
}

class Items {
  readonly jobs: Job[] = []
  readonly #reading: AdapterReading
  readonly #id: string
  readonly #depth: number
  readonly #ids = new Set<string>()

  constructor(reading: AdapterReading, id: string, depth: number) {
    this.#reading = reading
    this.#id = id
    this.#depth = depth
  }

  /** Adds the items one after the other; returns what holds behind the last one. */
  add(items: readonly YamlNode[], start: StepScope): StepScope {
    let scope = start
    for (const item of items) scope = this.#item(item, scope)
    return scope
  }

  #item(item: YamlNode, scope: StepScope): StepScope {
    const step = valueAt(item, 'step')
    const parallel = valueAt(item, 'parallel')
    const stage = valueAt(item, 'stage')
    if (step !== undefined) return this.#together([step], scope)
    if (parallel !== undefined) return this.#parallel(parallel, scope)
    if (stage?.kind === 'mapping') return this.#stage(stage, scope)
    const isKnown = ['variables', 'import'].some((key) => valueAt(item, key) !== undefined)
    if (!isKnown) unfit(this.#reading, item.at, 'each item must be a step, a parallel group or a stage')
    return scope
  }

  #parallel(node: YamlNode, scope: StepScope): StepScope {
    const items = node.kind === 'mapping' ? itemsOf(valueAt(node, 'steps')) : itemsOf(node)
    return this.#together(
      items.flatMap((item) => valueAt(item, 'step') ?? []),
      withOnFail(node, scope),
    )
  }

  #stage(node: YamlMapping, scope: StepScope): StepScope {
    const starts = startsOf(node, scope.starts)
    const inside: StepScope = {
      ...withOnFail(node, scope),
      starts,
      stage: scalarAt(node, 'name')?.text ?? `stage ${this.jobs.length + 1}`,
      ...defined({ environment: environmentOf(this.#reading, node) }),
    }
    const { needs, starts: after } = this.add(itemsOf(valueAt(node, 'steps')), inside)
    return { ...scope, needs, starts: behind(scope.starts, after) }
  }

  /** The name of a step tells it apart in messages; its number does where it has none, or one that is taken. */
  #idOf(step: YamlMapping): string {
    const name = scalarAt(step, 'name')?.text.trim() ?? ''
    const id = `${this.#id}/${name}`
    return name === '' || this.#ids.has(id) ? `${id}${name === '' ? '' : ' '}${this.jobs.length + 1}` : id
  }

  /** The job that starts a custom pipeline and waits for it, and the jobs of that pipeline. */
  #child(caller: Job, scope: StepScope): Job[] {
    const list = itemsOf(scope.custom.get(caller.calls?.target.text ?? ''))
    if (this.#depth >= MAX_DEPTH || list.length === 0) return [caller]
    const inner = new Items(this.#reading, caller.id, this.#depth + 1)
    inner.add(list, { ...scope, id: caller.id, ...defined({ stage: undefined }) })
    return [caller, ...inner.jobs.map((job) => ({ ...job, calledBy: job.calledBy ?? caller.id }))]
  }

  /** Adds steps that start at the same time. */
  #together(steps: readonly YamlNode[], scope: StepScope): StepScope {
    const added: Job[] = []
    for (const step of steps) {
      if (this.jobs.length >= MAX_JOBS) break
      if (step.kind !== 'mapping') unfit(this.#reading, step.at, 'a step must be a mapping')
      else {
        const id = this.#idOf(step)
        const own = { ...scope, id, starts: startsOf(step, scope.starts) }
        const called = childOf(step)
        const read =
          called === undefined ? [readStep(this.#reading, step, own)] : this.#child(callingJob(step, called, own), own)
        this.#ids.add(id)
        this.jobs.push(...read)
        added.push(...read)
      }
    }
    if (added.length === 0) return scope
    const manual = added.some(({ starts = [] }) => starts.some((start) => start.manual))
    const starts = manual ? scope.starts.map((start) => ({ ...start, manual: true })) : scope.starts
    return { ...scope, needs: added.map(({ id }) => id), starts }
  }
}

function withOnFail(node: YamlNode, scope: StepScope): StepScope {
  const onFail = node.kind === 'mapping' ? valueAt(node, 'on-fail') : undefined
  return onFail === undefined ? scope : { ...scope, onFail }
}

/** The runs that get to a step or stage: `condition` hangs on what was changed, and a manual one waits for a person. */
function startsOf(node: YamlMapping, starts: readonly JobStart[]): JobStart[] {
  const isCertain = valueAt(node, 'condition') === undefined
  const isManual = scalarAt(node, 'trigger')?.text === 'manual'
  return starts.map(({ trigger, certain, manual }) => ({
    trigger,
    certain: certain && isCertain,
    manual: manual || isManual,
  }))
}

/** What follows a stage is as certain as what stands before it, and waits for the same people. */
function behind(before: readonly JobStart[], after: readonly JobStart[]): JobStart[] {
  return before.map((start, index) => ({ ...start, manual: start.manual || after[index]?.manual === true }))
}
