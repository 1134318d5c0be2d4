import { Opaque, type Command, type Expression, type Node, type Pipeline, type Span } from '../template/syntax.js'
import { parseTemplate } from '../template/parse.js'
import { API_VERSIONS, hasApiVersion } from './capabilities.js'
import { Hole, Holes, MAX_ITEMS, bounded, isList, isMarked, printed, truth, type Data } from './data.js'
import { MUTATING, callFunction, plainName } from './functions.js'
import { Refused } from './logic-functions.js'
import { Output } from './output.js'
import { Scope, Trial } from './scope.js'

/** Nodes and commands that one file may run, and calls of templates in templates. */
const MAX_STEPS = 200_000
const MAX_CALLS = 40

/** Values that are remembered as the source of one action's text. */
const MAX_VIA = 12

/** What a body sees. */
interface Frame {
  readonly dot: Data
  readonly scope: Scope
  /** The action that called the template that the body belongs to: its text counts as printed by that action. */
  readonly caller?: Span
}

/** One of the two bodies that a condition decides between. */
type Way = (output: Output) => Leave

/** How a body ended, where it did not run to its end. */
type Leave = 'break' | 'continue' | undefined

/** What a chart gives to all of its templates. */
export interface Environment {
  readonly defines: ReadonlyMap<string, readonly Node[]>
  /** Where maps and lists of the values stand (`.Values.image`), to tell what printed text depends on. */
  readonly paths: WeakMap<object, string>
  /** Maps that may hold more than is known: values of charts that are not in the tree. */
  readonly open: WeakSet<object>
}

/** Runs one template file. What cannot be decided becomes a hole, or ends the run with {@link Opaque}. */
export class Engine {
  readonly holes = new Holes()
  /** True once a function may have changed the values. */
  changedValues = false
  readonly #environment: Environment
  readonly #trials: Trial[] = []
  #via = new Set<string>()
  #steps = 0
  #calls = 0

  constructor(environment: Environment) {
    this.#environment = environment
  }

  /** The text that the body prints for the chart's root object. */
  render(body: readonly Node[], root: Data): Output {
    const output = new Output(false)
    this.#run(body, frameOf(root), output)
    return output
  }

  #run(nodes: readonly Node[], frame: Frame, output: Output): Leave {
    for (const node of nodes) {
      this.#count()
      const leave = this.#node(node, frame, output)
      if (leave !== undefined) return leave
    }
    return undefined
  }

  #node(node: Node, frame: Frame, output: Output): Leave {
    const span = frame.caller ?? node
    switch (node.kind) {
      case 'text':
        return output.write(node.text, span, frame.caller === undefined)
      case 'action': {
        if (frame.caller === undefined && !output.captured) this.#via = new Set()
        const value = this.#pipeline(node.pipeline, frame)
        if (node.pipeline.variables.length > 0) return undefined
        return output.write(printed(value, this.holes), span, false, [...this.#via])
      }
      case 'template': {
        if (frame.caller === undefined && !output.captured) this.#via = new Set()
        const dot = node.argument === undefined ? null : this.#pipeline(node.argument, frame)
        return this.#call(node.name, dot, output, span)
      }
      case 'range':
        return this.#range(node, frame, output)
      case 'break':
      case 'continue':
        return node.kind
      default:
        return this.#branches(node, 0, frame, output)
    }
  }

  /** `if` and `with`, from branch number `index` on. */
  #branches(node: Node & { kind: 'if' | 'with' }, index: number, frame: Frame, output: Output): Leave {
    const branch = node.branches[index]
    if (branch === undefined) return this.#run(node.otherwise, inner(frame), output)
    const scoped = inner(frame)
    const value = this.#pipeline(branch.condition, scoped)
    const body = node.kind === 'with' ? { ...scoped, dot: value } : scoped
    const holds = truth(value)
    if (holds === true) return this.#run(branch.body, body, output)
    if (holds === false) return this.#branches(node, index + 1, frame, output)
    const cause = value instanceof Hole ? value.name : this.holes.explain(String(value))
    return this.#either(
      (to) => this.#run(branch.body, body, to),
      (to) => this.#branches(node, index + 1, frame, to),
      { cause, output, span: frame.caller ?? node },
    )
  }

  /** Both ways of a condition that is not known: the same text, or a hole in the middle of a line. */
  #either(first: Way, second: Way, { cause, output, span }: { cause: string; output: Output; span: Span }): Leave {
    const trials = [new Trial(), new Trial()] as const
    const texts = [this.#tryOut(first, trials[0], output.captured), this.#tryOut(second, trials[1], output.captured)]
    if (texts.includes(undefined)) return (texts[0] === undefined ? second : first)(output)
    const [one = '', other = ''] = texts.map((text = '') => (output.captured ? text.trim() : text))
    for (const trial of trials) trial.blur()
    if (one === other) return output.write(one, span, false)
    if ([one, other].some((text) => text.includes('\n') || /^\s*-\s|:(?:\s|$)/.test(text))) {
      throw new Opaque(`what is rendered depends on ${cause}`)
    }
    const shown = [one, other].filter((text) => text !== '').map((text) => this.holes.explain(text))
    return output.write(this.holes.mark(new Hole(cause, shown.join(' or '))), span, false)
  }

  /** What one way prints, its effects taken back; undefined if it ends in `fail`: then it is not gone. */
  #tryOut(way: Way, trial: Trial, captured: boolean): string | undefined {
    const output = new Output(captured)
    const calls = this.#calls
    this.#trials.push(trial)
    try {
      if (way(output) !== undefined) throw new Opaque('a loop ends where a condition is not known')
      return output.text
    } catch (error) {
      if (error instanceof Refused) return undefined
      throw error
    } finally {
      trial.undo()
      this.#trials.pop()
      this.#calls = calls
    }
  }

  #range(node: Node & { kind: 'range' }, frame: Frame, output: Output): Leave {
    const scoped = inner(frame)
    const over = this.#pipeline({ ...node.over, variables: [] }, scoped)
    const [first, second] = node.over.variables
    const entries = entriesOf(over)
    if (entries.length === 0) return this.#run(node.otherwise, inner(frame), output)
    for (const [key, item] of entries) {
      const each = inner(scoped)
      if (second !== undefined && first !== undefined) each.scope.declare(first, key)
      const variable = second ?? first
      if (variable !== undefined) each.scope.declare(variable, item)
      if (this.#run(node.body, { ...each, dot: item }, output) === 'break') break
    }
    return undefined
  }

  #call(name: string, dot: Data, output: Output, caller: Span): undefined {
    const body = this.#environment.defines.get(name)
    if (body === undefined) {
      return output.write(this.holes.mark(new Hole(`include "${name}"`)), caller, false)
    }
    if (++this.#calls > MAX_CALLS) throw new Opaque(`templates call each other more than ${MAX_CALLS} levels deep`)
    this.#run(body, { ...frameOf(dot), caller }, output)
    this.#calls--
    return undefined
  }

  #pipeline({ variables, assigns, commands }: Pipeline, frame: Frame): Data {
    let value: Data | undefined
    for (const command of commands) value = this.#command(command, frame, value)
    if (value === undefined) throw new Opaque('an expression without a value')
    for (const name of variables) {
      if (assigns) frame.scope.assign(name, value, this.#trials)
      else frame.scope.declare(name, value)
    }
    return value
  }

  #command([head, ...operands]: Command, frame: Frame, piped: Data | undefined): Data {
    this.#count()
    const last = piped === undefined ? [] : [piped]
    if (head.kind === 'function') return this.#function(plainName(head.name), operands, last, frame)
    if (operands.length === 0 && last.length === 0) return this.#value(head, frame)
    if (head.kind !== 'field') throw new Opaque('a value is called like a function')
    const args = [...operands.map((operand) => this.#value(operand, frame)), ...last]
    const target = this.#value(head.base, frame)
    if (!(target instanceof Hole)) throw new Opaque(`the method ${head.name} is not known here`)
    const asked = args[0]
    if (target === API_VERSIONS && head.name === 'Has' && typeof asked === 'string') return hasApiVersion(asked)
    return new Hole(`${target.name}.${head.name}`)
  }

  #value(expression: Expression, frame: Frame): Data {
    switch (expression.kind) {
      case 'literal':
        return expression.value
      case 'dot':
        return frame.dot
      case 'variable':
        return frame.scope.get(expression.name)
      case 'pipeline':
        return this.#pipeline(expression.pipeline, frame)
      case 'function':
        return this.#function(plainName(expression.name), [], [], frame)
      case 'field':
        return this.#chain(expression, frame)
    }
  }

  /**
   * Fields of nil are nil where the chain starts with it. Further on Go refuses them, so an installation has to give what
   * they are asked of.
   */
  #chain(expression: Expression, frame: Frame): Data {
    const names: string[] = []
    let base = expression
    for (; base.kind === 'field'; base = base.base) names.push(base.name)
    let value = this.#value(base, frame)
    if (value === null) return null
    let path = ''
    for (const name of names.reverse()) {
      path = `${this.#pathOf(value) ?? path}.${name}`
      value = value === null ? new Hole(path) : this.#field(value, name)
    }
    return value
  }

  #pathOf(value: Data): string | undefined {
    return value instanceof Map ? this.#environment.paths.get(value) : undefined
  }

  #field(base: Data, name: string): Data {
    if (base instanceof Hole) return new Hole(`${base.name}.${name}`)
    if (!(base instanceof Map)) throw new Opaque(`${name} is asked of something that has no fields`)
    const path = this.#pathOf(base)
    const value = base.get(name)
    if (value === undefined && this.#environment.open.has(base)) return new Hole(`${path ?? ''}.${name}`)
    if (path !== undefined && !(value instanceof Map)) this.#note(`${path}.${name}`)
    return value ?? null
  }

  #function(name: string, operands: readonly Expression[], last: readonly Data[], frame: Frame): Data {
    if (name === 'and' || name === 'or') return this.#junction(name, operands, last, frame)
    const args = [...operands.map((operand) => this.#value(operand, frame)), ...last]
    if (name === 'include') return this.#include(args)
    if (name === 'tpl') return this.#tpl(args)
    if (MUTATING.has(name)) {
      if (this.#trials.length > 0) throw new Opaque('values change where a condition is not known')
      this.changedValues = true
    }
    for (const value of args) if (value instanceof Map || isList(value)) this.#note(this.#environment.paths.get(value))
    return callFunction(name, args, { holes: this.holes })
  }

  /** `and` gives its first empty argument, `or` its first other one; what follows is not looked at. */
  #junction(name: 'and' | 'or', operands: readonly Expression[], last: readonly Data[], frame: Frame): Data {
    let open: Data | undefined
    const thunks = [
      ...operands.map((operand) => () => this.#value(operand, frame)),
      ...last.map((value) => () => value),
    ]
    let value: Data = null
    for (const thunk of thunks) {
      value = thunk()
      const holds = truth(value)
      if (holds === undefined) open ??= value
      else if (holds === (name === 'or')) return open === undefined || name === 'and' ? value : true
    }
    return open === undefined ? value : new Hole(`${name} ${open instanceof Hole ? open.name : ''}`.trim())
  }

  #include([name, dot = null]: readonly Data[]): Data {
    if (name instanceof Hole || (typeof name === 'string' && isMarked(name))) return new Hole('include')
    if (typeof name !== 'string') throw new Opaque('include without a name')
    if (!this.#environment.defines.has(name)) return new Hole(`include "${name}"`)
    const output = new Output(true)
    this.#call(name, dot, output, { start: 0, end: 0 })
    return bounded(output.text)
  }

  #tpl([text, dot = null]: readonly Data[]): Data {
    if (text instanceof Hole) return new Hole(`tpl ${text.name}`)
    if (typeof text !== 'string') throw new Opaque('tpl of something that is no text')
    if (!text.includes('{{')) return text
    if (++this.#calls > MAX_CALLS) throw new Opaque(`templates call each other more than ${MAX_CALLS} levels deep`)
    const output = new Output(true)
    this.#count(text.length / 10)
    this.#run(parseTemplate(text).body, { ...frameOf(dot), caller: { start: 0, end: 0 } }, output)
    this.#calls--
    return bounded(output.text)
  }

  #note(path: string | undefined): void {
    if (path !== undefined && this.#via.size < MAX_VIA) this.#via.add(path)
  }

  #count(steps = 1): void {
    this.#steps += steps
    if (this.#steps > MAX_STEPS) throw new Opaque(`the template takes more than ${MAX_STEPS} steps`)
  }
}

/** The frame of a template: its dollar sign is what it was called with. */
function frameOf(dot: Data): Frame {
  const scope = new Scope()
  scope.declare('', dot)
  return { dot, scope }
}

function inner(frame: Frame): Frame {
  return { ...frame, scope: new Scope(frame.scope) }
}

/** What a `range` goes through: pairs of key and item, maps in the order of their keys. */
function entriesOf(over: Data): [Data, Data][] {
  if (over === null) return []
  if (over instanceof Map) return [...over].sort(([a], [b]) => (a < b ? -1 : 1))
  if (isList(over)) return over.map((item, index) => [index, item])
  if (typeof over === 'number' && over <= MAX_ITEMS)
    return Array.from({ length: Math.max(0, over) }, (_, index) => [index, index])
  throw new Opaque('a range over something that is not known')
}
