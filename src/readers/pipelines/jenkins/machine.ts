import type { Located } from '../../../core/location.js'
import type { Concurrency, Include, Trigger, Unresolved } from '../../../models/index.js'
import type { GroovyCall, GroovyExpression, GroovyStatement } from '../../groovy/index.js'
import type { AdapterReading } from '../reading.js'
import type { Context, Outcome, Variable } from './context.js'
import { evaluate } from './evaluate.js'
import type { ScriptFile } from './file.js'
import { Jobs } from './jobs.js'
import type { Run } from './runs.js'
import { resultOf } from './pure.js'
import { truth, unknownValue, type CodeValue, type Value } from './values.js'

/** Steps, calls of functions, and statements, loops counted, that one pipeline may bring in. */
const MAX_STEPS = 3_000
const MAX_CALLS = 5_000
/** Calls within calls: `a().b().c()`, and arguments that are calls. */
const MAX_NESTING = 100
const MAX_STATEMENTS = 50_000

/** Finds the scripts of the tree that a pipeline loads. */
export interface Scripts {
  /** The script at a path of the tree, parsed once; undefined if there is none that can be read. */
  at(path: string): ScriptFile | undefined
  /** The step that this repository's own `vars` folder defines. */
  step(name: string): ScriptFile | undefined
}

/** How calls are performed; see calls.ts. */
export interface Performer {
  /** What the call does and gives. Undefined in no case. */
  call(call: GroovyCall, context: Context, used: boolean): Value
  /** The same for a call that stands among the arguments of another step, where it mostly describes something. */
  described(call: GroovyCall, context: Context): Value
  invoke(code: CodeValue, args: readonly Value[], context: Context): Value
  walk(body: readonly GroovyStatement[], context: Context): Outcome
}

/** Everything that is gathered while one pipeline is read. */
export class Machine {
  readonly reading: AdapterReading
  readonly scripts: Scripts
  readonly runs: ReadonlyMap<Trigger, Run>
  readonly jobs = new Jobs()
  readonly includes: Include[] = []
  readonly unresolved: Unresolved[] = []
  /** `environment` of the pipeline as a whole. */
  readonly pipelineEnv = new Map<string, Located<string>>()
  concurrency: Concurrency | undefined
  /** Where the repository is checked out by itself; undefined where that is not known. */
  checkoutFolder: string | undefined = ''
  /** Environment variables that the script sets as it goes (`env.NAME = …`). */
  readonly env = new Map<string, Variable>()
  readonly performer: Performer
  #steps = 0
  #calls = 0
  #nesting = 0
  #statements = 0

  constructor(
    reading: AdapterReading,
    scripts: Scripts,
    runs: readonly Run[],
    performer: (machine: Machine) => Performer,
  ) {
    this.reading = reading
    this.scripts = scripts
    this.runs = new Map(runs.map((run) => [run.trigger, run]))
    this.performer = performer(this)
  }

  /** Counts a step; false if there are too many. */
  admitsStep(): boolean {
    return ++this.#steps <= MAX_STEPS
  }

  /** Counts a call; false if there are too many. */
  admitsCall(): boolean {
    return ++this.#calls <= MAX_CALLS
  }

  /** Performs a call that may be an argument or the target of others; undefined if there are too many of those. */
  nested<T>(perform: () => T): T | undefined {
    if (this.#nesting >= MAX_NESTING) return undefined
    this.#nesting++
    const result = perform()
    this.#nesting--
    return result
  }

  /** Counts a statement; false if there are too many. */
  admitsStatement(): boolean {
    return ++this.#statements <= MAX_STATEMENTS
  }

  /** What the expression is worth; the steps in it are performed. */
  value(expression: GroovyExpression, context: Context, used = true): Value {
    if (expression.kind === 'call') return this.performer.call(expression, context, used)
    return evaluate(expression, {
      scope: context.scope,
      environment: (name) => this.environment(name, context),
      call: (call) => this.performer.call(call, context, true),
      depth: 0,
    })
  }

  /** The value of an argument, in which calls describe something rather than do it. */
  argument(expression: GroovyExpression, context: Context): Value {
    if (expression.kind === 'call') return this.performer.described(expression, context)
    return evaluate(expression, {
      scope: context.scope,
      environment: (name) => this.environment(name, context),
      call: (call) => this.performer.described(call, context),
      depth: 0,
    })
  }

  /** Whether the expression is true in a kind of run, as far as that is known. Nothing is performed. */
  holds(expression: GroovyExpression, context: Context, run: Run): boolean | undefined {
    return truth(this.inRun(expression, context, run))
  }

  /** What the expression is worth in a kind of run. Nothing is performed. */
  inRun(expression: GroovyExpression, context: Context, run: Run): Value {
    return resultOf([{ kind: 'expression', expression, start: expression.start, end: expression.end }], {
      scope: context.scope,
      environment: (name) => run.environment.get(name) ?? this.environment(name, context),
    })
  }

  environment(name: string, { env }: Context): Value | undefined {
    return (
      this.env.get(name)?.value ?? env.get(name)?.value ?? (OF_RUN.test(name) ? unknownValue(`env.${name}`) : undefined)
    )
  }
}

/** Variables that Jenkins and its most used plugins set (Jenkins: Pipeline syntax, global variable reference). */
const OF_RUN =
  /^(?:BRANCH_NAME|BRANCH_IS_PRIMARY|CHANGE_\w+|TAG_\w+|BUILD_\w+|JOB_\w+|JENKINS_\w+|GIT_\w+|NODE_\w+|WORKSPACE\w*|EXECUTOR_NUMBER|STAGE_NAME|RUN_\w+|ghprb\w+)$/
