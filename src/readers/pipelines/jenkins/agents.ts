import type { Located } from '../../../core/location.js'
import type { GroovyCall, GroovyExpression } from '../../groovy/index.js'
import type { Context } from './context.js'
import { argument, bodyOf, closureOf, directiveOf, firstArgument, namedArguments, placeIn } from './file.js'
import type { Machine } from './machine.js'
import { podImages } from './pods.js'
import { literalText } from './rules.js'
import { writtenText } from './values.js'
import { Workspace } from './workspace.js'

/** What `agent` says, for the context of what it stands in (Jenkins: Pipeline syntax, agent). */
export function withAgent(machine: Machine, call: GroovyCall | undefined, context: Context): Context {
  if (call === undefined) return context
  const own: Context = {
    ...context,
    workspace: workspaceOf(machine),
    directory: '',
    runner: [],
    images: [],
    secrets: context.secrets,
  }
  const [name] = call.arguments
  if (closureOf(call) === undefined) {
    // `agent any`, `agent none`.
    return name?.value.kind === 'name' && name.value.name === 'any' ? { ...own, runner: ['any'] } : own
  }
  const kind = bodyOf(call).flatMap((statement) => directiveOf(statement) ?? [])[0]
  if (kind === undefined) return own
  const settings = settingsOf(kind)
  const text = (key: string): string | undefined => {
    const expression = settings.get(key)
    return expression === undefined ? undefined : writtenText(machine.argument(expression, context))
  }
  const label = text('label') ?? (kind.name === 'label' ? text('') : undefined)
  const runner = label === undefined || label === '' ? [kind.name ?? 'any'] : [label]
  const registry = settings.get('registryCredentialsId')
  const id = literalText(registry)
  const secrets: Located<string>[] =
    registry === undefined || id === undefined ? [] : [{ value: id, at: placeIn(context.scope.file, registry) }]
  return {
    ...own,
    runner,
    images: imagesOf(machine, kind, settings, context),
    secrets: [...context.secrets, ...secrets],
  }
}

/** A new workspace, into which Jenkins checks the repository out. */
function workspaceOf({ checkoutFolder }: Machine): Workspace {
  const workspace = new Workspace()
  workspace.enterOwn(checkoutFolder)
  return workspace
}

/** The settings of a kind of agent; what stands there without a name is under the empty one. */
function settingsOf(kind: GroovyCall): ReadonlyMap<string, GroovyExpression> {
  const settings = new Map(namedArguments(kind.arguments))
  const first = firstArgument(kind)
  if (first !== undefined) settings.set('', first)
  for (const statement of bodyOf(kind)) {
    const call = directiveOf(statement)
    const value = call && (argument(call, 'value') ?? firstArgument(call))
    if (call?.name !== undefined && value !== undefined) settings.set(call.name, value)
  }
  return settings
}

function imagesOf(
  machine: Machine,
  kind: GroovyCall,
  settings: ReadonlyMap<string, GroovyExpression>,
  context: Context,
): Located<string>[] {
  if (kind.name === 'kubernetes') {
    const templates = bodyOf(kind).flatMap((statement) => {
      const call = directiveOf(statement)
      return call?.name === 'containerTemplate' ? bodyOf(call) : []
    })
    const images = templates.flatMap((statement) => {
      const call = directiveOf(statement)
      const value = call?.name === 'image' ? firstArgument(call) : undefined
      return value === undefined ? [] : imageAt(machine, value, context)
    })
    return [...podImages(machine, settings, context), ...images]
  }
  const image = settings.get('image') ?? (kind.name === 'docker' ? settings.get('') : undefined)
  return kind.name === 'docker' && image !== undefined ? imageAt(machine, image, context) : []
}

function imageAt(machine: Machine, expression: GroovyExpression, context: Context): Located<string>[] {
  const value = writtenText(machine.argument(expression, context))
  return value === undefined ? [] : [{ value, at: placeIn(context.scope.file, expression) }]
}
