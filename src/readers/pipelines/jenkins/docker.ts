import type { Located } from '../../../core/location.js'
import type { GroovyCall } from '../../groovy/index.js'
import type { Context } from './context.js'
import { closureOf, firstArgument, placeIn } from './file.js'
import type { Machine } from './machine.js'
import { addPlugin, inputsOf, secretsIn, walkClosures } from './plugin.js'
import { literalText } from './rules.js'
import { unknownValue, writtenText, type ImageValue, type Value } from './values.js'
import { walk } from './walk.js'

/** `docker.image(…)`, `docker.build(…)`, `docker.withRegistry(…) {…}` (Docker Pipeline plugin: reference). */
export function dockerCall(machine: Machine, call: GroovyCall, context: Context): Value {
  const first = firstArgument(call)
  const name = first === undefined ? unknownValue('image') : machine.argument(first, context)
  switch (call.name) {
    case 'image':
      return { kind: 'image', name }
    case 'build':
      addPlugin(machine, call, 'docker.build', inputsOf(machine, call, context), context)
      return { kind: 'image', name, built: true }
    case 'withRegistry':
    case 'withServer':
    case 'withTool': {
      const second = call.arguments[1]?.value
      const id = literalText(second)
      const credentials: Located<string>[] =
        second === undefined || id === undefined ? [] : [{ value: id, at: placeIn(context.scope.file, second) }]
      const secrets = [...context.secrets, ...credentials, ...secretsIn(call, context)]
      walkClosures(machine, call, { ...context, secrets })
      return unknownValue('docker')
    }
    default:
      addPlugin(machine, call, `docker.${call.name ?? ''}`, inputsOf(machine, call, context), context)
      walkClosures(machine, call, context)
      return unknownValue('docker')
  }
}

/** What is done with an image: run steps in it, push it … */
export function imageCall(machine: Machine, image: ImageValue, call: GroovyCall, context: Context): Value {
  const text = writtenText(image.name)
  const at = placeIn(context.scope.file, call)
  switch (call.name) {
    case 'inside': {
      const isOther = text !== undefined && image.built !== true
      const images = isOther ? [...context.images, { value: text, at }] : context.images
      const closure = closureOf(call)
      if (closure !== undefined) {
        walk(machine, closure.body, { ...context, scope: context.scope.inner(), images, returns: false })
      }
      return unknownValue('image')
    }
    case 'push': {
      const first = firstArgument(call)
      const tag = first === undefined ? undefined : writtenText(machine.argument(first, context))
      const name = tag === undefined ? text : `${withoutTag(text ?? '')}:${tag}`
      const inputs = new Map<string, Located<string>>()
      if (name !== undefined) inputs.set('image', { value: name, at })
      addPlugin(machine, call, 'docker.push', inputs, context)
      return unknownValue('image')
    }
    case 'run':
    case 'withRun': {
      const inputs = new Map(inputsOf(machine, call, context))
      if (text !== undefined) inputs.set('image', { value: text, at })
      addPlugin(machine, call, 'docker.run', inputs, context)
      walkClosures(machine, call, context)
      return unknownValue('container')
    }
    default:
      return unknownValue(call.name ?? 'image')
  }
}

/** The name without the tag behind its last colon, which may not be the one of a port. */
function withoutTag(name: string): string {
  const colon = name.lastIndexOf(':')
  return colon > name.lastIndexOf('/') ? name.slice(0, colon) : name
}
