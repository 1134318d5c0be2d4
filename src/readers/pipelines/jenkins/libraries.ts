import type { Include } from '../../../models/index.js'
import { nodesIn, type GroovyCall, type GroovyStatement } from '../../groovy/index.js'
import { pathFrom } from '../../shell/paths.js'
import type { Context } from './context.js'
import { argument, placeIn, type ScriptFile } from './file.js'
import type { Machine } from './machine.js'
import { addOpaque } from './plugin.js'
import { literalText } from './rules.js'
import { Scope } from './scope.js'
import { knownText, unknownValue, writtenText, type Value } from './values.js'
import { walk } from './walk.js'

/** A commit, the one kind of version that cannot change (Jenkins handbook: Shared Libraries, library versions). */
const COMMIT = /^[0-9a-f]{40}$/

/** A shared library as it is asked for: `name@version`, where the version is whatever git resolves. */
function includeOf(text: string, at: Include['at']): Include {
  const sign = text.indexOf('@')
  const ref = sign < 0 ? undefined : text.slice(sign + 1)
  return {
    text,
    kind: 'library',
    ...(ref !== undefined && { ref }),
    pinned: ref !== undefined && COMMIT.test(ref),
    official: false,
    at,
  }
}

/** The libraries that annotations of a script ask for. */
export function annotatedLibraries(file: ScriptFile, body: readonly GroovyStatement[] = file.body): Include[] {
  return body.flatMap((statement) => {
    if (statement.kind === 'block') return annotatedLibraries(file, statement.body)
    if (statement.kind !== 'annotation' || statement.name !== 'Library') return []
    const found: Include[] = []
    for (const node of nodesIn(statement.arguments.map(({ value }) => value))) {
      const text = node.kind === 'string' ? literalText(node) : undefined
      if (text !== undefined) found.push(includeOf(text, placeIn(file, node)))
    }
    return found
  })
}

/** `library 'name@version'`, and `lib('name@version')` of a declarative pipeline. */
export function libraryCall(machine: Machine, call: GroovyCall, context: Context): Value {
  const identifier = argument(call, 'identifier')
  const text = identifier === undefined ? undefined : writtenText(machine.argument(identifier, context))
  if (identifier !== undefined && text !== undefined) {
    machine.includes.push(includeOf(text, placeIn(context.scope.file, identifier)))
  }
  return unknownValue('library', true)
}

/** `load 'path'`: runs a script of the workspace, and gives it. */
export function loadCall(machine: Machine, call: GroovyCall, context: Context): Value {
  const path = argument(call, 'path')
  const text = path === undefined ? undefined : knownText(machine.argument(path, context))
  const below = text === undefined ? undefined : pathFrom(context.workspace.locate(context.directory), text)
  const file = below === undefined ? undefined : machine.scripts.at(below)
  if (file === undefined || context.depth > MAX_LOADS) {
    const what = text === undefined ? 'a script that is loaded' : `script ${text}`
    addOpaque(machine, call, what, text === undefined ? 'dynamic' : 'missing', context)
    return unknownValue('load', true)
  }
  const scope = new Scope(file)
  walk(machine, file.body, { ...context, scope, depth: context.depth + 1, returns: true })
  return { kind: 'module', scope }
}

/** How deep scripts load one another. */
const MAX_LOADS = 6
