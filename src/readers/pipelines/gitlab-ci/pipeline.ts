import { because, fileLocation, type Located } from '../../../core/location.js'
import type { ActionRef, Job, Pipeline, Unresolved } from '../../../models/index.js'
import type { YamlNode } from '../../yaml/node.js'
import { newPipeline, unresolved } from '../parts.js'
import { unfit, type AdapterReading } from '../reading.js'
import { configOf, MAX_JOBS, type Config, type JobBudget, type RawJob } from './config.js'
import { ConfigFiles } from './files.js'
import { includeItems } from './include-items.js'
import { Assembly, type Part } from './includes.js'
import { isOptional, jobOf } from './job.js'
import { needsIn } from './needs.js'
import { emptyMapping, given, givenText } from './nodes.js'
import { Judge } from './outcome.js'
import { settled } from './starts.js'
import { readVariables } from './variables.js'

/** Levels of child pipelines (GitLab docs: Downstream pipelines, Nested child pipelines). */
const MAX_CHILDREN = 2

/** A job that starts another pipeline. */
interface Bridge {
  readonly job: RawJob
  readonly calls: NonNullable<Job['calls']>
  /** Whether it ends only when that pipeline does. */
  readonly waits: boolean
  readonly child?: Config
}

/** Reads `.gitlab-ci.yml` with all that it brings in. One that GitLab could not read either gives no pipeline. */
export function readPipeline(reading: AdapterReading, file: string): Pipeline | undefined {
  const files = new ConfigFiles(reading)
  const loaded = files.load(file)
  if (!('file' in loaded)) {
    if (loaded.error !== undefined) reading.context.defect(loaded.error)
    else unfit(reading, fileLocation(file), `this pipeline ${loaded.fault}`)
    return undefined
  }
  const assembly = new Assembly(reading, files)
  const part = assembly.file(file, file, fileLocation(file), { inputs: undefined, because: [], callers: [] })
  if (part === undefined) return undefined
  return new Reader(reading, file, assembly).pipeline(part)
}

class Reader {
  readonly #reading: AdapterReading
  readonly #file: string
  readonly #assembly: Assembly
  readonly #unresolved: Unresolved[] = []
  readonly #bridges = new Map<RawJob, Bridge>()
  readonly #budget: JobBudget = { jobs: MAX_JOBS }

  constructor(reading: AdapterReading, file: string, assembly: Assembly) {
    this.#reading = reading
    this.#file = file
    this.#assembly = assembly
  }

  pipeline(part: Part): Pipeline {
    const root = this.#config(part)
    const configs = [root, ...this.#childrenOf(root, 0)]
    const raw = configs.flatMap(({ jobs }) => jobs)
    const { triggers, jobs: started } = settled(this.#file, root, raw, new Judge(this.#reading.context.files))
    const reached = raw.filter((job) => (started.get(job)?.starts.length ?? 0) > 0)
    const waits = (job: RawJob): boolean => !isOptional(job, started.get(job)?.ways ?? [])
    const needs = new Map(configs.flatMap((config) => [...needsIn(config, waits)]))
    const jobs = reached.map((job) => {
      const read = jobOf(this.#reading, job, started.get(job) ?? { starts: [], ways: [], waysOf: new Map() })
      const calls = this.#bridges.get(job)?.calls
      return { ...read, needs: this.#idsOf(job, needs), ...(calls !== undefined && { calls }) }
    })
    const { includes } = this.#assembly
    return newPipeline({
      system: 'gitlab-ci',
      file: this.#file,
      kind: triggers.length > 0 && triggers.every(({ kind }) => kind === 'call') ? 'reusable' : 'workflow',
      name: givenText(given(part.root, 'workflow'), 'name') ?? this.#file,
      triggers,
      jobs,
      env: root.variables,
      ...(includes.length > 0 && { includes }),
      unresolved: [...this.#assembly.unresolved, ...this.#unresolved],
      at: fileLocation(this.#file),
    })
  }

  #config(part: Part, startedBy?: RawJob): Config {
    const { includes, unresolved: gaps, because: chains } = this.#assembly
    const { config, unresolved: own } = configOf(
      { ...part, includes, unresolved: gaps, because: chains },
      this.#budget,
      startedBy,
    )
    this.#unresolved.push(...own)
    return config
  }

  #childrenOf({ jobs }: Config, depth: number): Config[] {
    return jobs.flatMap((job) => {
      const trigger = given(job.node, 'trigger')
      if (trigger === undefined) return []
      const bridge = this.#bridge(job, trigger, depth)
      this.#bridges.set(job, bridge)
      return bridge.child === undefined ? [] : [bridge.child, ...this.#childrenOf(bridge.child, depth + 1)]
    })
  }

  #bridge(job: RawJob, trigger: YamlNode, depth: number): Bridge {
    const include = given(trigger, 'include')
    const waits = given(trigger, 'strategy') !== undefined
    const values = readVariables(given(job.node, 'variables'))
    if (include === undefined) return { job, calls: this.#downstream(trigger, values, job), waits }
    const items = includeItems(include)
    const before = this.#assembly.unresolved.length
    const { file } = job.key.at
    const chain = [...(this.#assembly.because.get(file) ?? []), because(trigger.at, `trigger ${items[0]?.what ?? ''}`)]
    const target: ActionRef = { text: items[0]?.what ?? 'a child pipeline', kind: 'local', at: trigger.at }
    if (depth >= MAX_CHILDREN) {
      this.#unresolved.push(unresolved(target.text, 'too-deep', trigger.at, chain))
      return { job, calls: callOf(target, false, values), waits }
    }
    const parts = this.#assembly.items(items, [], chain)
    const calls = callOf(target, this.#assembly.unresolved.length === before, values)
    if (parts.length === 0) return { job, calls, waits }
    const part = this.#assembly.onTopOf(parts, emptyMapping(trigger.at))
    return { job, calls, waits, child: this.#config(part, job) }
  }

  /** The pipeline of another project. */
  #downstream(trigger: YamlNode, values: Values, { key }: RawJob): NonNullable<Job['calls']> {
    const project = trigger.kind === 'scalar' ? trigger.text : (givenText(trigger, 'project') ?? 'another project')
    const what = `the pipeline of ${project}`
    const chain = this.#assembly.because.get(key.at.file) ?? []
    this.#unresolved.push(unresolved(what, 'remote', trigger.at, chain))
    return callOf({ text: what, kind: 'remote', at: trigger.at }, false, values)
  }

  /** Ids of what the job waits for. A job that waits for its pipeline stands for the jobs of that pipeline too. */
  #idsOf(job: RawJob, needs: ReadonlyMap<RawJob, readonly RawJob[]>): string[] {
    const { startedBy } = job.config
    const own = needs.get(job) ?? []
    const all = own.length === 0 && startedBy !== undefined ? [startedBy] : own
    return [...new Set(all.flatMap((each) => [each.id, ...this.#jobsBehind(each, job)]))]
  }

  #jobsBehind(needed: RawJob, job: RawJob): string[] {
    const bridge = this.#bridges.get(needed)
    if (bridge?.child === undefined || !bridge.waits || job.config === bridge.child) return []
    return bridge.child.jobs.flatMap((each) => [each.id, ...this.#jobsBehind(each, job)])
  }
}

type Values = ReadonlyMap<string, Located<string>>

function callOf(target: ActionRef, resolved: boolean, values: Values): NonNullable<Job['calls']> {
  return { target, resolved, secrets: 'none', with: values }
}
