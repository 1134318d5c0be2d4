import type { Node, Pipeline, ShellScript, Statement } from './ast.js'
import { ignoredBy, type Fate } from './fate.js'
import { chainGuards, type Expand, type Guards } from './guards.js'
import { effectOf, type Effect } from './handlers.js'
import { fateHere, type Context, type Draft, type Shell } from './state.js'

/** The fate of one part of a chain, and, right of `||`, the list that its commands join. */
interface PartFate {
  fate: Fate
  handlers: Draft[] | undefined
  readonly guards: Guards
}

/** For each part, from the last to the first, what becomes of its status, and for whose failure it runs. */
export function chainFates(statement: Statement, context: Context, shell: Shell, expand: Expand): PartFate[] {
  const { parts } = statement
  const fates: PartFate[] = chainGuards(statement, expand, context.guards).map((guards) => ({
    fate: context.fate,
    handlers: undefined,
    guards,
  }))
  /** The fate of whatever fails left of the `||` that was met last, and the parts that then run. */
  let pending: Fate = context.fate
  let groupEnd = parts.length
  for (let index = parts.length - 1; index >= 0; index -= 1) {
    const entry = fates[index]
    if (entry === undefined) continue
    entry.fate = index === parts.length - 1 ? context.fate : pending
    if (parts[index]?.operator !== '||') continue
    const group = parts.slice(index, groupEnd).map((part) => part.pipeline)
    const effect = effectOf(group, shell.scope, context.script.notes, group.at(-1)?.end ?? 0)
    const own = groupEnd === parts.length ? fateHere(context, shell) : pending
    pending = effect === 'discards' ? ignoredBy(`|| ${excerpt(context.script, group)}`) : leftFate(effect, own, context)
    if (effect !== 'discards') for (const each of fates.slice(index, groupEnd)) each.handlers = pending.handlers
    groupEnd = index
  }
  return fates
}

/** What becomes of a failure whose right side of `||` has the effect; `own` is what becomes of that side's own failure. */
function leftFate(effect: Effect, own: Fate, context: Context): Fate {
  if (effect === 'exits') return { ...context.exit, handlers: [] }
  if (effect === 'returns') return { ...context.returns, handlers: [] }
  return effect === 'notes' ? { read: true, handlers: [] } : { ...own, handlers: [] }
}

/** What is negated and tested is still tested; else the negation takes the failure for success. */
export function negatedFate({ fate }: Context): Fate {
  return fate.read === true ? fate : ignoredBy('!')
}

/** The program of a command, for a person. */
export function nameOf(node: Node | undefined): string {
  const name = node?.kind === 'simple' ? node.words[0]?.text : undefined
  return name === undefined ? '…' : name.slice(0, 40)
}

/** The start of the handler as written, for a person. */
function excerpt({ text }: ShellScript, pipelines: readonly Pipeline[]): string {
  const start = pipelines[0]?.start ?? 0
  const end = pipelines.at(-1)?.end ?? start
  const line = text.slice(start, Math.min(end, start + 41)).split('\n')[0] ?? ''
  return line.length > 40 || start + line.length < end ? `${line.slice(0, 40).trimEnd()} …` : line
}
