import { withoutTrailingSlashes } from '../../../core/slashes.js'
import type { GroovyCall } from '../../groovy/index.js'
import { nodesIn } from '../../groovy/index.js'
import { pathFrom } from '../../shell/paths.js'
import type { Context } from './context.js'
import { argument, firstArgument } from './file.js'
import type { Machine } from './machine.js'
import { pluginStep } from './plugin.js'
import { literalText } from './rules.js'
import { knownText, type Value } from './values.js'

/** `checkout scm` and `checkout([$class: 'GitSCM', …])`. */
export function checkoutCall(machine: Machine, call: GroovyCall, context: Context): Value {
  const source = firstArgument(call) ?? call.arguments[0]?.value
  const url = call.arguments.map(({ value }) => urlIn(value)).find((each) => each !== undefined)
  const folder = targetFolder(call)
  const path = folder === undefined ? context.directory : pathFrom(context.directory, folder)
  const isOwn = url === undefined && source?.kind === 'name' ? source.name === 'scm' : undefined
  enter(context, path, isOwn ?? isThisRepository(url, machine, nodesText(call)))
  return pluginStep(machine, call, 'checkout', context)
}

/** `git url: 'https://…', branch: 'main'`. */
export function gitCall(machine: Machine, call: GroovyCall, context: Context): Value {
  const url = argument(call, 'url')
  const text = url === undefined ? undefined : knownText(machine.argument(url, context))
  enter(context, context.directory, isThisRepository(text, machine, false))
  return pluginStep(machine, call, 'git', context)
}

function enter({ workspace }: Context, path: string | undefined, isOwn: boolean): void {
  if (isOwn) workspace.enterOwn(path)
  else workspace.enterForeign(path)
}

/** Whether the address is that of the repository that is read: it ends with the repository's name. */
function isThisRepository(url: string | undefined, { reading }: Machine, fromScm: boolean): boolean {
  if (fromScm && url === undefined) return true
  const name = nameIn(reading.context.repository ?? '')
  return url !== undefined && name !== '' && nameIn(url) === name
}

function nameIn(address: string): string {
  const end = withoutTrailingSlashes(address).replace(/\.git$/, '')
  return end.slice(Math.max(end.lastIndexOf('/'), end.lastIndexOf(':')) + 1).toLowerCase()
}

/** Whether the checkout is made from what `scm` says, with more settings. */
function nodesText(call: GroovyCall): boolean {
  for (const node of nodesIn(call.arguments.map(({ value }) => value))) {
    if (node.kind === 'property' && node.target.kind === 'name' && node.target.name === 'scm') return true
    if (node.kind === 'name' && node.name === 'scm') return true
  }
  return false
}

function urlIn(value: GroovyCall['arguments'][number]['value']): string | undefined {
  return named(value, 'url')
}

/** The folder of the workspace that the checkout goes to (Git plugin: RelativeTargetDirectory). */
function targetFolder(call: GroovyCall): string | undefined {
  return call.arguments.map(({ value }) => named(value, 'relativeTargetDir')).find((each) => each !== undefined)
}

/** A text of this name, at any depth of a description. */
function named(value: GroovyCall['arguments'][number]['value'], wanted: string): string | undefined {
  for (const node of nodesIn([value])) {
    const pairs =
      node.kind === 'map'
        ? node.entries.map(({ key, value: each }) => [key, each] as const)
        : node.kind === 'call'
          ? node.arguments.map(({ name, value: each }) => [name, each] as const)
          : []
    for (const [key, each] of pairs) {
      const text = key === wanted ? literalText(each) : undefined
      if (text !== undefined) return text
    }
  }
  return undefined
}
