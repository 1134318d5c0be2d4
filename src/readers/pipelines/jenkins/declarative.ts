import type { Located } from '../../../core/location.js'
import type { GroovyCall, GroovyStatement } from '../../groovy/index.js'
import { withAgent } from './agents.js'
import type { Context, Stage, Variable } from './context.js'
import { secretVariable } from './credentials.js'
import { bodyOf, closureOf, directiveOf, directives, firstArgument, writtenIn, placeIn } from './file.js'
import { libraryCall } from './libraries.js'
import type { Machine } from './machine.js'
import { optionsIn, readOptions } from './options.js'
import { readMatrix } from './matrix.js'
import { secretsIn } from './plugin.js'
import { readPost } from './post.js'
import { narrowed } from './runs.js'
import { newStage } from './stages.js'
import { approvalOf } from './approvals.js'
import { NULL, unknownValue, writtenText, type Value } from './values.js'
import { walk } from './walk.js'
import { whenHolds } from './when.js'

/** Reads `pipeline {…}` (Jenkins: Pipeline syntax, Declarative Pipeline). */
export function readDeclarative(machine: Machine, call: GroovyCall, outer: Context): Value {
  const body = bodyOf(call)
  const scope = outer.scope.inner()
  for (const each of directives(body, 'libraries')) {
    for (const lib of directives(bodyOf(each), 'lib')) libraryCall(machine, lib, outer)
  }
  const [environment] = directives(body, 'environment')
  const framed = framedBy(machine, body, { ...outer, scope })
  const env = environmentIn(machine, environment, framed)
  for (const [name, variable] of env.variables) machine.pipelineEnv.set(name, variable.text)
  const context = withEnvironment(framed, env)
  for (const stages of directives(body, 'stages')) readStages(machine, bodyOf(stages), context)
  for (const post of directives(body, 'post')) readPost(machine, post, context, 'post')
  return NULL
}

/** The context with what `agent` and `options` of a pipeline or a stage say. */
function framedBy(machine: Machine, body: readonly GroovyStatement[], outer: Context): Context {
  const options = optionsIn(directives(body, 'options')[0])
  const context = readOptions(machine, options, withAgent(machine, directives(body, 'agent')[0], outer))
  const secrets = options.flatMap((option) => secretsIn(option, context))
  return secrets.length === 0 ? context : { ...context, secrets: [...context.secrets, ...secrets] }
}

/** Stages one after the other. */
export function readStages(machine: Machine, body: readonly GroovyStatement[], context: Context): void {
  for (const call of stagesIn(body)) readStage(machine, call, context)
}

function stagesIn(body: readonly GroovyStatement[]): GroovyCall[] {
  return body.flatMap((statement) => {
    const call = directiveOf(statement)
    return call?.name === 'stage' || call?.name === 'matrix' ? [call] : []
  })
}

/** One stage: it has steps, or stages one after the other, or beside one another. */
function readStage(machine: Machine, call: GroovyCall, outer: Context): void {
  const body = bodyOf(call)
  const [when] = directives(body, 'when')
  const conditions = bodyOf(when)
  const narrowedStarts = narrowed(outer.starts, machine.runs, (run) => whenHolds(machine, conditions, outer, run))
  const reached: Context = {
    ...framedBy(machine, body, { ...outer, scope: outer.scope.inner() }),
    starts: narrowedStarts,
    ...(when !== undefined && { condition: writtenIn(outer.scope.file, closureOf(when) ?? when) }),
  }
  const env = environmentIn(machine, directives(body, 'environment')[0], reached)
  const framed = withEnvironment(reached, env)
  const [input] = directives(body, 'input')
  const stage: Stage = {
    ...newStage(machine, call, framed),
    env: new Map([...framed.stage.env, ...env.variables]),
    ...(input !== undefined && { approval: approvalOfDirective(machine, input, framed) }),
  }
  const context: Context = { ...framed, stage }
  readContent(machine, body, context)
}

function readContent(machine: Machine, body: readonly GroovyStatement[], context: Context): void {
  const { jobs } = machine
  const [steps] = directives(body, 'steps')
  const [post] = directives(body, 'post')
  if (steps !== undefined) {
    const before = jobs.size
    walk(machine, bodyOf(steps), { ...context, scope: context.scope.inner() })
    if (jobs.size === before) jobs.enter(context)
    if (post !== undefined) readPost(machine, post, context, undefined)
    jobs.close()
    return
  }
  const inner = withoutApproval(machine, context)
  for (const stages of directives(body, 'stages')) readStages(machine, bodyOf(stages), inner)
  for (const parallel of directives(body, 'parallel')) {
    jobs.parallel(stagesIn(bodyOf(parallel)).map((each) => () => readNested(machine, each, inner)))
  }
  for (const matrix of directives(body, 'matrix')) readMatrix(machine, matrix, inner, framedCell, readContent)
  if (post !== undefined) readPost(machine, post, inner, `${context.stage.name} post`)
  jobs.close()
}

/** What `agent`, `options`, `environment` and `input` of a matrix say of each of its cells. */
function framedCell(machine: Machine, body: readonly GroovyStatement[], outer: Context): Context {
  const framed = framedBy(machine, body, outer)
  const env = environmentIn(machine, directives(body, 'environment')[0], framed)
  const [input] = directives(body, 'input')
  const approval = input === undefined ? {} : { approval: approvalOfDirective(machine, input, framed) }
  const stage: Stage = { ...framed.stage, env: new Map([...framed.stage.env, ...env.variables]), ...approval }
  return { ...withEnvironment(framed, env), stage }
}

function readNested(machine: Machine, call: GroovyCall, context: Context): void {
  if (call.name === 'matrix') readMatrix(machine, call, context, framedCell, readContent)
  else readStage(machine, call, context)
}

/** A stage of stages that waits for a person does so before the first of them. */
function withoutApproval(machine: Machine, context: Context): Context {
  const { approval, ...stage } = context.stage
  if (approval === undefined) return context
  machine.jobs.enter(context)
  machine.jobs.close()
  return { ...context, stage }
}

/** The directive `input {…}`, whose settings stand in its closure. */
function approvalOfDirective(machine: Machine, call: GroovyCall, context: Context): Stage['approval'] & object {
  const settings = bodyOf(call).flatMap((statement) => {
    const each = directiveOf(statement)
    const value = each && firstArgument(each)
    return each?.name === undefined || value === undefined ? [] : [{ name: each.name, value }]
  })
  return approvalOf(machine, { ...call, arguments: [...call.arguments, ...settings] }, context)
}

function withEnvironment(context: Context, { variables, secrets }: Environment): Context {
  return {
    ...context,
    env: new Map([...context.env, ...variables]),
    secrets: [...context.secrets, ...secrets],
  }
}

/** The variables of `environment {…}`, and the credentials among them. */
interface Environment {
  readonly variables: ReadonlyMap<string, Variable>
  readonly secrets: readonly Located<string>[]
}

/** Reads `environment {…}`; `credentials('id')` fills a variable with a stored credential, or several of them. */
function environmentIn(machine: Machine, call: GroovyCall | undefined, context: Context): Environment {
  const { file } = context.scope
  const found = new Map<string, Variable>()
  const secrets: Located<string>[] = []
  for (const statement of bodyOf(call)) {
    if (statement.kind !== 'expression' || statement.expression.kind !== 'assignment') continue
    const { target, value } = statement.expression
    if (target.kind !== 'name') continue
    const at = placeIn(file, value)
    if (value.kind === 'call' && value.name === 'credentials' && value.target === undefined) {
      const id = firstArgument(value)
      const text = id === undefined ? undefined : writtenText(machine.argument(id, context))
      for (const suffix of ['', '_USR', '_PSW']) found.set(target.name + suffix, secretVariable(text ?? '', at))
      if (text !== undefined) secrets.push({ value: text, at })
      continue
    }
    const inner: Context = { ...context, env: new Map([...context.env, ...found]) }
    const known = machine.value(value, inner)
    const text = writtenText(known) ?? writtenText(unknownValue(target.name)) ?? ''
    found.set(target.name, { value: known, text: { value: text, at } })
  }
  return { variables: found, secrets }
}
