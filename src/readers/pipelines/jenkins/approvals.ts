import type { Approval } from '../../../models/index.js'
import type { GroovyCall } from '../../groovy/index.js'
import type { Context } from './context.js'
import { namedArguments, placeIn } from './file.js'
import type { Machine } from './machine.js'
import { writtenText } from './values.js'

/** What an `input` step or directive asks for. */
export function approvalOf(machine: Machine, call: GroovyCall, context: Context): Approval {
  const submitter = namedArguments(call.arguments).get('submitter')
  const text = submitter === undefined ? undefined : writtenText(machine.argument(submitter, context))
  const approvers = (text ?? '').split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]))
  return { kind: 'gate' as const, approvers, at: placeIn(context.scope.file, call) }
}
