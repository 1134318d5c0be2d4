import type { Contexts } from '../../models/evaluate.js'
import { UNKNOWN } from '../../models/expression-data.js'
import type { CiSystem, Command, Intent, ShellTest, Trigger } from '../../models/index.js'
import { evaluateTemplate } from '../pipelines/github-actions/template.js'
import type { Reaching } from './reach.js'
import { factOf, isDefault, isText } from './run-variables.js'
import type { Place } from './throwaway.js'

/** A run whose variables are asked for. */
export interface TestedRun {
  readonly trigger: Trigger
  readonly contexts: Contexts
  readonly certain: boolean
}

/**
 * The runs that get to what a step shows. A script may ask for runs that no pipeline file tells of, such as those of a
 * schedule: where none fits, it may be any but those for changes.
 */
export function runsOfIntent({ pipeline, runs }: Place, intent: Intent | undefined): Reaching[] {
  const fitting = runsThatFit(runs, intent?.command, pipeline.system)
  if (fitting.length > 0) return fitting
  return runs.filter(({ forChange }) => !forChange).map((run) => ({ ...run, certain: false }))
}

/**
 * The runs in which the tests hold that a command of a script stands under; those are not certain in which that is not
 * known.
 */
export function runsThatFit<R extends TestedRun>(
  runs: readonly R[],
  command: Command | undefined,
  system: CiSystem,
): R[] {
  const guards = command?.guards ?? []
  if (guards.length === 0) return [...runs]
  return runs.flatMap((run) => {
    const holds = allOf(guards.map((test) => holdsIn(test, run, system)))
    return holds === false ? [] : [{ ...run, certain: run.certain && holds !== undefined }]
  })
}

/** `any`: it hangs on what the script itself is called with or finds out, which may be so in any run. */
type Truth = boolean | undefined | 'any'

function allOf(all: readonly Truth[]): Truth {
  if (all.includes(false)) return false
  if (all.includes(undefined)) return undefined
  return all.includes('any') ? 'any' : true
}

function opposite(truth: Truth): Truth {
  return typeof truth === 'boolean' ? !truth : truth
}

function oneOf(all: readonly Truth[]): Truth {
  if (all.includes(true)) return true
  if (all.includes('any')) return 'any'
  return all.includes(undefined) ? undefined : false
}

function holdsIn(test: ShellTest, run: TestedRun, system: CiSystem): Truth {
  switch (test.kind) {
    case 'not':
      return opposite(holdsIn(test.of, run, system))
    case 'all':
      return allOf(test.of.map((each) => holdsIn(each, run, system)))
    case 'any':
      return oneOf(test.of.map((each) => holdsIn(each, run, system)))
    case 'equal':
      if (isOwn(test.left)) return 'any'
      return system === 'github-actions' ? equalOnGithub(test, run) : isEqual(test.left, test.right, run, system)
    case 'like': {
      if (isOwn(test.left)) return 'any'
      // A pattern may be of any form; what it fits at least is something, as a rule.
      const isEmpty = isEqual(test.left, '', run, system)
      return isEmpty === true && !/^(?:\^|\.?\*|\$)*$/.test(test.right) ? false : undefined
    }
  }
}

/** An argument of the script or function, or a variable of its own: those of the environment have capital letters. */
function isOwn(text: string): boolean {
  return /^\$\{?(?:[\d@*#?!-]|[a-z_][a-z0-9_]*(?![\w]))/.test(text)
}

const VARIABLE = /^\$(?:(\w+)|\{(\w+)(?::?-([^${}]*))?\})$/

function isEqual(left: string, right: string, { trigger }: TestedRun, system: CiSystem): boolean | undefined {
  const [, plain, braced, fallback = ''] = VARIABLE.exec(left) ?? []
  const name = plain ?? braced
  if (name === undefined) return undefined
  const fact = factOf(name, system, trigger)
  if (right.includes('$')) {
    const other = VARIABLE.exec(right)
    const named = other === null ? undefined : factOf(other[1] ?? other[2] ?? '', system, trigger)
    return named?.kind === 'default' && fact?.kind !== 'default' ? isDefault(fact) : undefined
  }
  return isText(fact, '') === true ? fallback === right : isText(fact, right)
}

/** Variables of GitHub's runners by the property of the `github` context that they repeat (GitHub docs: Variables reference). */
const CONTEXT: ReadonlyMap<string, string> = new Map([
  ['GITHUB_REF', 'ref'],
  ['GITHUB_REF_NAME', 'ref_name'],
  ['GITHUB_REF_TYPE', 'ref_type'],
  ['GITHUB_EVENT_NAME', 'event_name'],
  ['GITHUB_HEAD_REF', 'head_ref'],
  ['GITHUB_BASE_REF', 'base_ref'],
])

function equalOnGithub({ left, right }: { left: string; right: string }, { contexts }: TestedRun): boolean | undefined {
  const [one, other] = [valueOnGithub(left, contexts), valueOnGithub(right, contexts)]
  return one === undefined || other === undefined ? undefined : one === other
}

function valueOnGithub(text: string, contexts: Contexts): string | undefined {
  const written = text.replace(/\$\{?(GITHUB_[A-Z_]+)\}?/g, (whole, name: string) => {
    const property = CONTEXT.get(name)
    return property === undefined ? whole : `\${{ github.${property} }}`
  })
  if (/\$(?!\{\{)/.test(written)) return undefined
  const value = evaluateTemplate(written, contexts)
  return value === UNKNOWN || value === null || typeof value === 'object' ? undefined : String(value)
}
