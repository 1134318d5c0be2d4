import { both, either, negated } from '../../core/three-valued.js'
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
    const holds = guards.map((test) => holdsIn(test, run, system)).reduce(both, true)
    return holds === false ? [] : [{ ...run, certain: run.certain && holds === true }]
  })
}

function holdsIn(test: ShellTest, run: TestedRun, system: CiSystem): boolean | undefined {
  switch (test.kind) {
    case 'not':
      return negated(holdsIn(test.of, run, system))
    case 'all':
      return test.of.map((each) => holdsIn(each, run, system)).reduce(both, true)
    case 'any':
      return test.of.map((each) => holdsIn(each, run, system)).reduce(either, false)
    case 'equal':
      return system === 'github-actions' ? equalOnGithub(test, run) : isEqual(test.left, test.right, run, system)
    case 'like': {
      // A pattern may be of any form; what it fits at least is something, as a rule.
      const isEmpty = isEqual(test.left, '', run, system)
      return isEmpty === true && !/^(?:\^|\.?\*|\$)*$/.test(test.right) ? false : undefined
    }
  }
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
