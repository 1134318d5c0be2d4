import type { Case, If, List, Loop, Node, Pipeline, Statement } from './ast.js'
import { chainFates, negatedFate, nameOf } from './chain-fate.js'
import { caseBranch, isComparison, isTest, knownItems } from './conditions.js'
import { expandWord, type Surroundings } from './expand.js'
import { COUNTS, failureBranch, ignoredBy, lostBefore, readsStatusBefore, statusVariable, type Fate } from './fate.js'
import { guardedBy, negation, outcomeOf, patternsTest, unguarded, type Expand } from './guards.js'
import { runSimple, type Host } from './run-simple.js'
import { pipedInto, redirected, within } from './streams.js'
import { fateHere, fork, type Context, type Draft, type End, type Shell } from './state.js'

/** Commands of one script, and statements that are run because of calls and unrolled loops: more is given up. */
const MAX_COMMANDS = 2_000
const MAX_REPEATED = 10_000
/** Words of `for name in …` up to which the loop is run once for each. */
const MAX_UNROLLED = 12

/** Runs through a script in its order, keeping track of what the shell would keep track of. */
export class Evaluator implements Host {
  readonly drafts: Draft[] = []
  readonly functions = new Set<string>()
  readonly source: Host['source']
  scriptFolder: string | undefined
  truncated = false
  #repeated = 0
  /** For an `if` that looks at `$?`: the fate of the command before it, and the branch that runs if that failed. */
  readonly #awaited = new Map<If, { fate: Fate; branch: 'then' | 'else' }>()

  constructor(source: Host['source'], scriptFolder: string | undefined) {
    this.source = source
    this.scriptFolder = scriptFolder
  }

  surroundings(context: Context, shell: Shell): Surroundings {
    return {
      scope: shell.scope,
      notes: context.script.notes,
      directory: shell.directory,
      scriptFolder: this.scriptFolder,
    }
  }

  /** The text of a word of a test, as far as it is known by now. */
  #expand(context: Context, shell: Shell): Expand {
    return (word) => {
      const [only, ...more] = expandWord(word, this.surroundings(context, shell))
      return only === undefined || more.length > 0 ? word.text : only.text
    }
  }

  emit(draft: Draft): void {
    if (this.drafts.length < MAX_COMMANDS) this.drafts.push(draft)
    else this.truncated = true
  }

  list({ statements }: List, context: Context, shell: Shell): End {
    for (const [index, statement] of statements.entries()) {
      if (this.truncated || this.#exhausted(context)) return undefined
      const last = index === statements.length - 1
      const fate = last ? context.fate : this.#fateBefore(statements, index, context, shell)
      const ended = this.#statement(statement, { ...context, fate }, shell)
      if (ended !== undefined) return ended
    }
    return undefined
  }

  /** What becomes of the status of a statement that is not the last one, as far as `set -e` does not decide it. */
  #fateBefore(statements: readonly Statement[], index: number, context: Context, shell: Shell): Fate {
    const next = statements[index + 1]
    const { notes, text } = context.script
    if (!readsStatusBefore(next, notes)) return ignoredBy(lostBefore(next, shell, context.suspended))
    const fate: Fate = { read: true, handlers: [] }
    const variable = statusVariable(next)
    const test = (variable === undefined ? next : statements[index + 2])?.parts[0]?.pipeline.commands[0]
    const branch = test?.kind === 'if' ? failureBranch(text, test, variable) : undefined
    if (test?.kind === 'if' && branch !== undefined) this.#awaited.set(test, { fate, branch })
    return fate
  }

  #statement(statement: Statement, context: Context, shell: Shell): End {
    if (statement.background) {
      const waited = context.script.notes.lastWait >= statement.end
      const fate: Fate = waited ? { read: true, handlers: [] } : ignoredBy('& without wait')
      const streams = within(context.streams, { background: true })
      this.#chain(statement, { ...context, fate, exit: fate, returns: fate, streams }, fork(shell))
      return undefined
    }
    return this.#chain(statement, context, shell)
  }

  /** Pipelines joined by `&&` and `||`. */
  #chain(statement: Statement, context: Context, shell: Shell): End {
    const { parts } = statement
    const [only] = parts
    if (parts.length === 1 && only !== undefined) return this.pipeline(only.pipeline, context, shell)
    const fates = chainFates(statement, context, shell, this.#expand(context, shell))
    let { conditional } = context
    let before = { directory: shell.directory, conditional }
    let ended: End
    for (const [index, { operator, pipeline }] of parts.entries()) {
      const previous = parts[index - 1]?.pipeline
      if (operator === '||' || (operator === '&&' && previous !== undefined && isTest(previous))) {
        if (!conditional) before = { directory: shell.directory, conditional }
        conditional = true
      }
      const last = index === parts.length - 1
      const from = this.drafts.length
      const { fate, handlers, guards } = fates[index] ?? { ...context, handlers: undefined }
      const settled = context.settled && conditional === context.conditional
      ended = this.pipeline(
        pipeline,
        {
          ...context,
          fate,
          suspended: context.suspended || !last,
          conditional,
          guards,
          settled,
        },
        shell,
      )
      handlers?.push(...this.drafts.slice(from))
      if (ended !== undefined && conditional === context.conditional) return ended
    }
    if (conditional !== context.conditional && shell.directory !== before.directory && ended === undefined) {
      shell.directory = undefined
    }
    return undefined
  }

  pipeline({ negated, commands }: Pipeline, context: Context, shell: Shell): End {
    const inner = negated ? { ...context, fate: negatedFate(context), suspended: true } : context
    const [only] = commands
    if (commands.length === 1 && only !== undefined) return this.node(only, inner, shell)
    const lost = inner.fate.read === true ? inner.fate : ignoredBy(`| ${nameOf(commands.at(-1))} without pipefail`)
    let reads: Draft | undefined
    for (const [index, node] of commands.entries()) {
      const counts = index === commands.length - 1 || shell.pipefail
      const fate = counts ? fateHere(inner, shell) : lost
      const streams = within(inner.streams, pipedInto(commands, index))
      const piped = { ...inner, fate, exit: fate, returns: fate, streams }
      this.node(node, piped, fork(shell), reads)
      reads = this.drafts.at(-1)
    }
    return undefined
  }

  node(node: Node, around: Context, shell: Shell, reads?: Draft): End {
    const own = redirected(node.redirects)
    const context = own === undefined ? around : { ...around, streams: within(around.streams, own) }
    if (node.kind !== 'simple' && node.redirects.length > 0) {
      for (const { target } of node.redirects) {
        for (const each of target?.substitutions ?? []) {
          this.substitution(each, ignoredBy(`$(…) in a redirection`), context, shell)
        }
      }
    }
    switch (node.kind) {
      case 'simple':
        return runSimple(this, node, context, shell, reads)
      case 'group':
        return this.#group(node.body, node.subshell, context, shell)
      case 'if':
        return this.#if(node, context, shell)
      case 'case':
        return this.#case(node, context, shell)
      case 'loop':
        this.#loop(node, context, shell)
        return undefined
      case 'function':
        shell.scope.define(node.name, { definition: node, script: context.script })
        return undefined
    }
  }

  #group(body: List, subshell: boolean, context: Context, shell: Shell): End {
    if (!subshell) return this.list(body, context, shell)
    const fate = fateHere(context, shell)
    this.list(body, { ...context, fate, exit: fate }, fork(shell))
    return undefined
  }

  /** Runs the commands of `$(…)`, where `set -e` is not in force. */
  substitution(list: List, fate: Fate, context: Context, shell: Shell): void {
    const inner = { ...fork(shell), errexit: false, errexitOff: false }
    this.list(
      list,
      {
        ...context,
        fate,
        exit: fate,
        returns: fate,
        suspended: true,
        settled: true,
        substituted: true,
        streams: undefined,
      },
      inner,
    )
  }

  #if(node: If, context: Context, shell: Shell): End {
    const ends = new Set<End>()
    const single = node.branches.length === 1
    let { guards } = context
    for (const [index, { condition, body }] of node.branches.entries()) {
      const decisive = condition.statements.at(-1)?.parts.at(-1)?.pipeline
      const handlers: Draft[] = []
      const conditional = context.conditional || index > 0
      const outcome = outcomeOf(condition, this.#expand(context, shell))
      this.list(condition, { ...context, fate: { read: true, handlers }, suspended: true, conditional, guards }, shell)
      // What runs because a comparison does not hold is a choice, not the answer to a failure.
      const onFailure = isComparison(decisive) ? undefined : decisive?.negated === true ? 'then' : 'else'
      const then = this.#answer(
        body,
        onFailure === 'then' ? handlers : undefined,
        { ...context, guards: guardedBy(guards, outcome.well) },
        shell,
      )
      guards = guardedBy(guards, outcome.badly)
      ends.add(then.ended)
      if (index === 0) this.#settleAwaited(node, 'then', then.drafts)
      if (!single || node.otherwise === undefined) continue
      const otherwise = this.#answer(
        node.otherwise,
        onFailure === 'else' ? handlers : undefined,
        { ...context, guards },
        shell,
      )
      ends.add(otherwise.ended)
      this.#settleAwaited(node, 'else', otherwise.drafts)
    }
    if (!single && node.otherwise !== undefined) ends.add(this.#branch(node.otherwise, { ...context, guards }, shell))
    if (node.otherwise === undefined || ends.has(undefined)) return undefined
    return ends.has('return') ? 'return' : 'exit'
  }

  /** Runs a branch; with `handlers`, what it runs is the answer to a failure. */
  #answer(
    body: List,
    handlers: Draft[] | undefined,
    context: Context,
    shell: Shell,
  ): { ended: End; drafts: readonly Draft[] } {
    const from = this.drafts.length
    const ended = this.#branch(body, context, shell)
    const drafts = this.drafts.slice(from)
    handlers?.push(...drafts)
    return { ended, drafts }
  }

  #settleAwaited(node: If, branch: 'then' | 'else', drafts: readonly Draft[]): void {
    const awaited = this.#awaited.get(node)
    if (awaited?.branch === branch) awaited.fate.handlers.push(...drafts)
  }

  /** Commands that run only if a condition holds. */
  #branch(body: List, context: Context, shell: Shell): End {
    return this.#folded(body, { ...context, conditional: true, settled: false }, shell)
  }

  #case(node: Case, context: Context, shell: Shell): End {
    const around = this.surroundings(context, shell)
    for (const each of node.subject.substitutions) this.substitution(each, COUNTS, context, shell)
    const [subject] = expandWord(node.subject, around)
    const chosen = subject?.literal === true ? caseBranch(node, subject.text) : undefined
    if (chosen === 'none') return undefined
    if (chosen !== undefined) return this.list(chosen.body, context, shell)
    let before = context.guards
    for (const { body, patterns } of node.branches) {
      const { test, any } = patternsTest(subject?.text ?? '', patterns)
      const guards = any ? before : guardedBy(before, test)
      this.#branch(body, { ...context, choosing: true, guards }, shell)
      before = guardedBy(before, negation(test))
    }
    return undefined
  }

  #loop(node: Loop, context: Context, shell: Shell): void {
    const returned = shell.mayHaveReturned
    for (const { substitutions } of node.items ?? []) {
      for (const each of substitutions) this.substitution(each, ignoredBy('$(…) in for'), context, shell)
    }
    if (node.condition !== undefined) {
      this.list(node.condition, { ...context, fate: { read: true, handlers: [] }, suspended: true }, shell)
    }
    const items = knownItems(node)
    const conditional = context.conditional || items === undefined
    const guards = conditional === context.conditional ? context.guards : unguarded(context.guards)
    const body = { ...context, conditional, guards, settled: false, choosing: true }
    if (items === undefined || items.length > MAX_UNROLLED) this.#folded(node.body, body, shell)
    else {
      for (const item of items) {
        shell.scope.pin(node.variable ?? '', item)
        this.#folded(node.body, { ...body, repeated: context.repeated || items.length > 1 }, shell)
      }
      shell.scope.unpin(node.variable ?? '')
    }
    shell.mayHaveReturned = returned
  }

  /** Runs a list after which the folder is known only if the list does not change it. */
  #folded(list: List, context: Context, shell: Shell): End {
    const { directory } = shell
    const ended = this.list(list, context, shell)
    if (ended !== undefined) shell.directory = directory
    else if (shell.directory !== directory) shell.directory = undefined
    return ended
  }

  /** Counts what runs more often than it is written, so that calls of calls end in time. */
  #exhausted({ repeated }: Context): boolean {
    if (repeated && (this.#repeated += 1) > MAX_REPEATED) this.truncated = true
    return this.truncated
  }
}
