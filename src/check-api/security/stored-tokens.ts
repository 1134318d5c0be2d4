import { placeWithin, type Located, type Location } from '../../core/location.js'
import type { Job, Pipeline, Step } from '../../models/index.js'
import { expressionsIn } from '../pipelines/flows.js'
import { secretsIn } from '../pipelines/pipelines.js'

/** A stored token that a job hands over, by its name. */
export interface StoredToken {
  readonly name: string
  readonly at: Location
}

/** Variables by which systems hand a job a token that dies with it. */
const OF_THE_RUN: ReadonlySet<string> = new Set([
  'GITHUB_TOKEN',
  'CI_JOB_TOKEN',
  'CI_REGISTRY_PASSWORD',
  'CI_DEPLOY_PASSWORD',
])

const MAX_NAME = 100

/**
 * The first stored token whose own name, or that of the variable or input it is given to, fits `pattern`: in the
 * variables of pipeline, job and steps, in inputs, and in what scripts paste or read. Of variables that a script sets
 * itself nothing is known.
 */
export function storedToken(pipeline: Pipeline, job: Job, pattern: RegExp): StoredToken | undefined {
  const values = [pipeline.env, job.env, ...job.steps.flatMap(({ env, with: inputs }) => [env, inputs])]
  for (const [key, value] of values.flatMap((each) => [...each])) {
    const names = namesIn(value.value, pipeline)
    const found = names.find((name) => pattern.test(normalized(name)) || pattern.test(normalized(key)))
    if (found !== undefined) return { name: found, at: value.at }
  }
  for (const step of job.steps) {
    const found = inScript(step, pipeline, job, pattern)
    if (found !== undefined) return found
  }
  return undefined
}

/** The stored secrets that a text is given: expressions of GitHub, variables of the other systems. */
function namesIn(text: string, { system }: Pipeline): string[] {
  const names = system === 'github-actions' ? secretsIn(text) : variablesIn(text).map(({ name }) => name)
  return names.filter((name) => !OF_THE_RUN.has(name))
}

function inScript({ run, env }: Step, pipeline: Pipeline, job: Job, pattern: RegExp): StoredToken | undefined {
  if (run === undefined) return undefined
  if (pipeline.system === 'github-actions') return inExpressions(run, pattern)
  const known = (name: string): boolean =>
    OF_THE_RUN.has(name) || [env, job.env, pipeline.env].some((each) => each.has(name)) || isSet(name, run.value)
  const found = variablesIn(run.value).find(({ name }) => pattern.test(normalized(name)) && !known(name))
  return found && { name: found.name, at: placeWithin(run, found.start, found.end) }
}

function inExpressions(run: Located<string>, pattern: RegExp): StoredToken | undefined {
  for (const { start, end } of expressionsIn(run.value)) {
    const name = secretsIn(run.value.slice(start, end)).find(
      (each) => !OF_THE_RUN.has(each) && pattern.test(normalized(each)),
    )
    if (name !== undefined) return { name, at: placeWithin(run, start, end) }
  }
  return undefined
}

/** Whether the script gives the variable a value. */
function isSet(name: string, script: string): boolean {
  return new RegExp(`(?:^|[\\s;&|])(?:export\\s+)?${name}=`).test(script)
}

/** `$NAME`, `${NAME}`, `$(NAME)` and what adapters leave open, `${{ NAME }}`, in upper case as stored ones are. */
function variablesIn(text: string): { name: string; start: number; end: number }[] {
  return Array.from(text.matchAll(/\$(?:\{\{ ?|[{(])?([A-Z][A-Z0-9_]*)/g), (match) => ({
    name: match[1] ?? '',
    start: match.index,
    end: match.index + match[0].length,
  }))
}

/** Longer names are cut: no variable is called so, and patterns look at all of a name. */
function normalized(name: string): string {
  return name.slice(0, MAX_NAME).toUpperCase().replaceAll('-', '_')
}
