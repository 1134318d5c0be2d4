import type { GroovyCall } from '../../groovy/index.js'
import { approvalOf } from './approvals.js'
import { checkoutCall, gitCall } from './checkout.js'
import type { Context } from './context.js'
import { sshAgentCall, withCredentialsCall } from './credentials.js'
import { readDeclarative } from './declarative.js'
import { catchErrorCall, dirCall, lockCall, nodeCall, retryCall, timeoutCall, withEnvCall } from './frames.js'
import { argument, closureOf } from './file.js'
import { libraryCall, loadCall } from './libraries.js'
import type { Machine } from './machine.js'
import { parallelCall } from './parallel.js'
import { podTemplateCall } from './pods.js'
import { addOpaque, walkClosures } from './plugin.js'
import { scriptCall } from './scripts.js'
import { newStage } from './stages.js'
import { optionCalls, readOptions } from './options.js'
import { NULL, knownText, unknownValue, type Value } from './values.js'
import { walk } from './walk.js'

/** Performs a step. `used`: something looks at the value that it gives. */
export type StepHandler = (machine: Machine, call: GroovyCall, context: Context, used: boolean) => Value

/** Steps that change what holds for other steps, or that have a meaning of their own in the model. */
export const STEPS: ReadonlyMap<string, StepHandler> = new Map<string, StepHandler>([
  ['sh', (...args) => scriptCall('sh', ...args)],
  ['bat', (...args) => scriptCall('bat', ...args)],
  ['powershell', (...args) => scriptCall('powershell', ...args)],
  ['pwsh', (...args) => scriptCall('pwsh', ...args)],
  ['pipeline', (machine, call, context) => readDeclarative(machine, call, context)],
  ['stage', stageCall],
  ['node', nodeCall],
  ['parallel', parallelCall],
  ['script', blockCall],
  ['steps', blockCall],
  ['dir', dirCall],
  ['ws', dirCall],
  ['withEnv', withEnvCall],
  ['withCredentials', withCredentialsCall],
  ['sshagent', sshAgentCall],
  ['timeout', timeoutCall],
  ['retry', retryCall],
  ['catchError', catchErrorCall],
  ['lock', lockCall],
  ['input', inputCall],
  ['load', loadCall],
  ['library', libraryCall],
  ['build', buildCall],
  ['checkout', checkoutCall],
  ['git', gitCall],
  ['podTemplate', podTemplateCall],
  ['properties', propertiesCall],
])

function stageCall(machine: Machine, call: GroovyCall, context: Context): Value {
  const stage = newStage(machine, call, context)
  const closure = closureOf(call)
  const inner: Context = { ...context, stage, scope: context.scope.inner(), returns: context.returns }
  const before = machine.jobs.size
  const value = closure === undefined ? NULL : walk(machine, closure.body, inner).value
  if (machine.jobs.size === before) machine.jobs.enter(inner)
  machine.jobs.close()
  return value
}

function blockCall(machine: Machine, call: GroovyCall, context: Context): Value {
  const closure = closureOf(call)
  if (closure === undefined) return NULL
  return walk(machine, closure.body, { ...context, scope: context.scope.inner() }).value
}

/** `input` waits for a person (Pipeline: Input Step plugin); what asks after a failure is no gate for what went well. */
function inputCall(machine: Machine, call: GroovyCall, context: Context): Value {
  if (context.after !== 'failure') machine.jobs.approve(approvalOf(machine, call, context), context)
  return { ...unknownValue('input'), given: true }
}

/** Another job of the server, whose definition is not in this file. */
function buildCall(machine: Machine, call: GroovyCall, context: Context): Value {
  const job = argument(call, 'job')
  const name = job === undefined ? undefined : knownText(machine.argument(job, context))
  addOpaque(machine, call, name === undefined ? 'another job' : `job ${name}`, 'remote', context)
  walkClosures(machine, call, context)
  return unknownValue('build')
}

function propertiesCall(machine: Machine, call: GroovyCall, context: Context): Value {
  readOptions(machine, optionCalls(call), context)
  return NULL
}
