import type { GroovyCall, GroovyStatement } from '../../groovy/index.js'
import type { Context, Variable } from './context.js'
import { bodyOf, directiveOf, directives, firstArgument, placeIn } from './file.js'
import type { Machine } from './machine.js'
import { literalText } from './rules.js'
import { narrowed } from './runs.js'
import { textAt } from './texts.js'
import { unknownValue, writtenText } from './values.js'
import { whenHolds } from './when.js'

/**
 * `matrix {…}`: its stages run once for each combination of the axes. They are read once, with the axes as values that
 * are not known (Jenkins: Pipeline syntax, Declarative Matrix).
 */
export function readMatrix(
  machine: Machine,
  call: GroovyCall,
  outer: Context,
  frame: (machine: Machine, body: readonly GroovyStatement[], context: Context) => Context,
  readContent: (machine: Machine, body: readonly GroovyStatement[], context: Context) => void,
): void {
  const body = bodyOf(call)
  const axes = axesIn(directives(body, 'axes')[0], outer)
  const known: Context = { ...outer, env: new Map([...outer.env, ...axes]) }
  const framed = frame(machine, body, known)
  const conditions = bodyOf(directives(body, 'when')[0])
  const context: Context = {
    ...framed,
    starts: narrowed(framed.starts, machine.runs, (run) => whenHolds(machine, conditions, framed, run)),
    stage: { ...framed.stage, matrix: { expressions: false, at: placeIn(outer.scope.file, call.nameAt) } },
  }
  readContent(machine, body, context)
}

function axesIn(call: GroovyCall | undefined, { scope: { file } }: Context): ReadonlyMap<string, Variable> {
  const found = new Map<string, Variable>()
  for (const axis of directives(bodyOf(call), 'axis')) {
    const settings = bodyOf(axis).flatMap((statement) => directiveOf(statement) ?? [])
    const name = literalText(firstArgument(settings.find((each) => each.name === 'name') ?? axis))
    const values = settings.find((each) => each.name === 'values')?.arguments ?? []
    if (name === undefined) continue
    const only = values.length === 1 ? literalText(values[0]?.value) : undefined
    const value = only === undefined ? unknownValue(`matrix.${name}`) : textAt(only, file, axis.start)
    found.set(name, { value, text: { value: writtenText(value) ?? '', at: placeIn(file, axis) } })
  }
  return found
}
