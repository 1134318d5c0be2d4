import type { List, Node, Pipeline, ScriptNotes, SimpleCommand } from './ast.js'
import type { Scope } from './scope.js'

/**
 * What becomes of a failure whose right side of `||` runs: it is discarded, ends the script, returns from the function, is
 * the list's own failure again, or is noted somewhere; `works` is anything else: the right side then decides.
 */
export type Effect = 'discards' | 'exits' | 'returns' | 'fails' | 'notes' | 'works'

/** Commands that tell people something, or wait, and change nothing. */
const TALK: ReadonlySet<string> = new Set([
  'echo',
  'printf',
  'true',
  ':',
  'cat',
  'date',
  'ls',
  'logger',
  'tail',
  'head',
  'sleep',
  'pwd',
  'set',
  'exit',
  'return',
  'false',
])
const MOST_COMMANDS = 60
const DEEPEST_FUNCTION = 3

interface Survey {
  readonly commands: { readonly command: SimpleCommand; readonly subshell: boolean }[]
  branches: boolean
}

/** What the right side of `||` does with the failure on its left. `end` is the offset behind it. */
export function effectOf(handler: readonly Pipeline[], scope: Scope, notes: ScriptNotes, end: number): Effect {
  const survey: Survey = { commands: [], branches: false }
  for (const pipeline of handler) for (const node of pipeline.commands) visit(node, scope, survey, false, 0)
  const last = survey.commands.at(-1)
  if (last === undefined || survey.commands.length >= MOST_COMMANDS) return 'works'
  const ending = endingOf(last.command, last.subshell)
  if (ending !== undefined && ending !== 'discards' && !survey.branches) return ending
  if (survey.commands.some(({ command }) => isNote(command, notes, end))) return 'notes'
  if (survey.branches) return survey.commands.every(({ command }) => isHarmless(command)) ? 'discards' : 'works'
  if (ending === 'discards') return 'discards'
  return survey.commands.every(({ command }) => isTalk(command)) ? 'discards' : 'works'
}

function visit(node: Node, scope: Scope, survey: Survey, subshell: boolean, depth: number): void {
  if (survey.commands.length >= MOST_COMMANDS) return
  switch (node.kind) {
    case 'simple': {
      const called = scope.function(node.words[0]?.text ?? '')
      if (called !== undefined && depth < DEEPEST_FUNCTION) {
        visit(called.definition.body, scope, survey, subshell, depth + 1)
      } else survey.commands.push({ command: node, subshell })
      break
    }
    case 'group':
      visitList(node.body, scope, survey, subshell || node.subshell, depth)
      break
    case 'if':
    case 'case':
      survey.branches = true
      for (const { body } of node.branches) visitList(body, scope, survey, subshell, depth)
      if (node.kind === 'if' && node.otherwise !== undefined) visitList(node.otherwise, scope, survey, subshell, depth)
      break
    case 'loop':
      survey.branches = true
      visitList(node.body, scope, survey, subshell, depth)
      break
    case 'function':
      break
  }
}

function visitList(list: List, scope: Scope, survey: Survey, subshell: boolean, depth: number): void {
  for (const { parts } of list.statements) {
    if (parts.length > 1) survey.branches = true
    for (const { pipeline } of parts) {
      for (const node of pipeline.commands) visit(node, scope, survey, subshell, depth)
      if (survey.commands.length >= MOST_COMMANDS) return
    }
  }
}

/** How a handler ends whose last command is this one; undefined if the command does not decide it. */
function endingOf({ words }: SimpleCommand, subshell: boolean): Effect | undefined {
  const [name, status] = words
  switch (name?.text) {
    case 'exit':
    case 'return':
      if (status?.literal === true && /^0+$/.test(status.text)) return 'discards'
      if (subshell) return 'fails'
      return name.text === 'exit' ? 'exits' : 'returns'
    case 'false':
      return 'fails'
    case 'continue':
    case 'break':
      return 'notes'
    default:
      return undefined
  }
}

function isTalk({ words, assignments }: SimpleCommand): boolean {
  const [name] = words
  return name === undefined ? assignments.length > 0 : name.literal && TALK.has(name.text)
}

function isHarmless(command: SimpleCommand): boolean {
  return isTalk(command) && (endingOf(command, false) ?? 'discards') === 'discards'
}

/** `failed++`, `++failed`, `failed += 1`, `failed = 1` between double parentheses. */
const COUNTER = /^\s*(?:([A-Za-z_]\w*)\s*(?:\+\+|\+=|=(?!=))|\+\+\s*([A-Za-z_]\w*))/

/** Writes the failure down for later: into a variable that is read, or a file. */
function isNote({ assignments, redirects, words }: SimpleCommand, notes: ScriptNotes, end: number): boolean {
  const [opening, arithmetic] = words
  const counter = opening?.text === '((' ? COUNTER.exec(arithmetic?.text.slice(0, 100) ?? '') : null
  const counted = counter?.[1] ?? counter?.[2]
  if (counted !== undefined && isReadAfter(counted, notes, end)) return true
  if (assignments.some((word) => isReadAfter(word.text.slice(0, word.equals), notes, end))) return true
  return redirects.some(({ operator, target }) => {
    if (!['>', '>>', '>|', '&>', '&>>'].includes(operator) || target === undefined) return false
    return !/^\/dev\/|STEP_SUMMARY/.test(target.text)
  })
}

/** Whether anything behind `offset` reads the variable. */
export function isReadAfter(name: string, notes: ScriptNotes, offset: number): boolean {
  return (notes.lastRead.get(name) ?? -1) >= offset
}

/** Whether anything from `start` up to `end` reads the exit status of the command before it. */
export function readsStatus(notes: ScriptNotes, start: number, end: number): boolean {
  const { statusReads } = notes
  let low = 0
  let high = statusReads.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((statusReads[middle] ?? Infinity) < start) low = middle + 1
    else high = middle
  }
  return (statusReads[low] ?? Infinity) < end
}
