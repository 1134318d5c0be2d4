import type { Located } from '../../../core/location.js'
import type { Job, JobImage } from '../../../models/index.js'
import { entriesOf, located } from '../../yaml/navigate.js'
import type { YamlNode, YamlScalar } from '../../yaml/node.js'
import { routeOfKey } from '../../yaml/route.js'
import { defined } from '../defined.js'
import { newJob } from '../parts.js'
import { literallyTrue, type AdapterReading } from '../reading.js'
import { stageOf, type RawJob } from './config.js'
import { minutesOf } from './duration.js'
import { readEnvironment } from './environment.js'
import { keptFiles } from './kept-files.js'
import type { Lookup } from './facts.js'
import { readMatrix, sharedBy, type Matrix } from './matrix.js'
import { flattened, given, givenScalar, rulesIn, textsOf } from './nodes.js'
import type { Way } from './outcome.js'
import type { Started } from './starts.js'
import { stepsOf } from './steps.js'
import { expanded, isKnown, readVariables, type Variables } from './variables.js'

/** A job of the model, but for what it waits for. */
export function jobOf(reading: AdapterReading, raw: RawJob, { starts, ways, waysOf }: Started): Job {
  const { node, key, id, name } = raw
  const matrix = readMatrix(given(node, 'parallel'))
  const variables = knownVariables(raw, matrix)
  const images = imagesOf(node, variables)
  const runner = textsOf(given(node, 'tags')).map(({ text }) => expanded(text, variables, NOTHING))
  const environment = readEnvironment(given(node, 'environment'), {
    variables,
    matrix,
    triggers: starts.map(({ trigger }) => trigger),
    byRule: new Map(Array.from(waysOf, ([trigger, own]) => [trigger, own.map((way) => readVariables(way.variables))])),
    options: isOpenToPeople(raw) ? raw.config.options : new Map<string, readonly string[]>(),
    settings: reading.context.settings,
  })
  const because = raw.config.assembled.because.get(key.at.file) ?? []
  const own = new Set(entriesOf(given(node, 'variables')).map((entry) => entry.key.text))
  return newJob({
    id,
    name,
    at: { ...key.at, route: routeOfKey('', name) },
    starts,
    runner,
    env: new Map([...variables].filter(([variable]) => own.has(variable)).map((each) => withValue(each, variables))),
    steps: stepsOf(reading, raw, {
      because,
      windows: runsOnWindows(node, runner, images),
      env: literals(raw, variables, environment?.name),
    }),
    ...(images.length > 0 && { images }),
    ...defined({
      stage: stageOf(raw)?.value,
      environment,
      after: afterOf(ways),
      approval: approvalOf(raw, ways),
      allowFailure: toleranceOf(node, ways),
      timeoutMinutes: timeoutOf(givenScalar(node, 'timeout')),
      retries: retriesOf(given(node, 'retry')),
      concurrency: concurrencyOf(raw, variables),
      identityToken: (given(node, 'id_tokens') ?? given(node, 'identity'))?.at,
      secrets: secretsOf(node),
      matrix: matrix?.shape,
      keeps: keptFiles(given(node, 'artifacts')),
    }),
  })
}

const NOTHING: Lookup = () => undefined

/** Whether a pipeline that somebody starts by hand, on whatever branch, has the job as one that a push starts does. */
function isOpenToPeople({ node, config: { workflow } }: RawJob): boolean {
  const rules = [given(node, 'rules'), given(node, 'only'), given(node, 'except'), workflow]
  const conditions = rules.flatMap((each) => (each === undefined ? [] : [...rulesIn(each), ...textsOf(each)]))
  const texts = conditions.map((each) => (each.kind === 'scalar' ? each.text : (givenScalar(each, 'if')?.text ?? '')))
  return !texts.some((text) => text.includes('CI_PIPELINE_SOURCE'))
}

/** The job's variables without those that rules or the matrix give different values. */
function knownVariables({ node, variables }: RawJob, matrix: Matrix | undefined): Variables {
  const { same, different } = sharedBy(matrix)
  const byRule = rulesIn(given(node, 'rules')).flatMap((rule) => entriesOf(given(rule, 'variables')))
  const open = new Set([...different, ...byRule.map(({ key }) => key.text)])
  return new Map([...variables, ...same].filter(([name]) => !open.has(name)))
}

function withValue(
  [name, { value, ...rest }]: [string, Located<string>],
  variables: Variables,
): [string, Located<string>] {
  return [name, { ...rest, value: expanded(value, variables, NOTHING) }]
}

/** Variables whose values are known, for the job's scripts; those that GitLab sets by what the job says too. */
function literals({ name }: RawJob, variables: Variables, environment: string | undefined): Map<string, string> {
  const own = new Map([
    ['CI_JOB_NAME', name],
    // Scripts start there.
    ['CI_PROJECT_DIR', '.'],
    ...(environment !== undefined && isKnown(environment) ? [['CI_ENVIRONMENT_NAME', environment] as const] : []),
  ])
  const lookup: Lookup = (variable) => {
    const text = own.get(variable)
    return text === undefined ? undefined : { text }
  }
  const known = [...variables].map(([variable, { value }]) => [variable, expanded(value, variables, lookup)] as const)
  // The shell knows the folder itself, wherever it has gone.
  own.delete('CI_PROJECT_DIR')
  return new Map([...own, ...known.filter(([, value]) => isKnown(value))])
}

/** Whether the job's scripts are for PowerShell, the shell of runners on Windows: its tags, images or scripts tell. */
function runsOnWindows(node: YamlNode, runner: readonly string[], images: readonly Located<string>[]): boolean {
  const names = [...runner, ...images.map(({ value }) => value)]
  const scripts = ['before_script', 'script'].flatMap((key) => textsOf(given(node, key)))
  return names.some((name) => /windows/i.test(name)) || scripts.some(({ text }) => /\$env:\w/i.test(text))
}

function imagesOf(node: YamlNode, variables: Variables): JobImage[] {
  const services = flattened(given(node, 'services')).flatMap((each) => imageOf(each, variables))
  return [
    ...imageOf(given(node, 'image'), variables),
    ...services.map((image): JobImage => ({ ...image, service: true })),
  ]
}

function imageOf(node: YamlNode | undefined, variables: Variables): Located<string>[] {
  const name = node?.kind === 'scalar' ? node : givenScalar(node, 'name')
  return name === undefined || name.text === '' ? [] : [{ value: expanded(name.text, variables, NOTHING), at: name.at }]
}

function afterOf(ways: readonly Way[]): Job['after'] {
  const whens = new Set(ways.map(({ when }) => when))
  if (whens.size !== 1) return undefined
  return whens.has('on_failure') ? 'failure' : whens.has('always') ? 'always' : undefined
}

/** Somebody must start the job, in whatever run it is. */
function approvalOf({ node, key }: RawJob, ways: readonly Way[]): Job['approval'] {
  const isManual = ways.length > 0 && ways.every(({ when }) => when === 'manual')
  return isManual ? { kind: 'job', approvers: [], at: givenScalar(node, 'when')?.at ?? key.at } : undefined
}

/** What the job, or every rule that lets it run, says of failures. */
function toleranceOf(node: YamlNode, ways: readonly Way[]): Job['allowFailure'] {
  const said = ways.map(({ allowFailure }) => tolerance(allowFailure ?? given(node, 'allow_failure')))
  return said.every((each) => each !== undefined) ? said[0] : undefined
}

function tolerance(node: YamlNode | undefined): Located<boolean> | undefined {
  return node?.kind === 'scalar' ? literallyTrue(node) : undefined
}

/**
 * Whether later stages go on without a manual job: unless a rule makes it manual, or it says that it must not fail
 * (GitLab docs: Types of manual jobs).
 */
export function isOptional({ node }: RawJob, ways: readonly Way[]): boolean {
  const isManualItself = givenScalar(node, 'when')?.text === 'manual'
  return (
    ways.length > 0 &&
    ways.every(({ when, allowFailure }) => {
      const said = allowFailure ?? given(node, 'allow_failure')
      return when === 'manual' && (said === undefined ? isManualItself : tolerance(said) !== undefined)
    })
  )
}

function timeoutOf(timeout: YamlScalar | undefined): Located<string> | undefined {
  if (timeout === undefined) return undefined
  const minutes = minutesOf(timeout.text)
  return { value: minutes === undefined ? timeout.text : String(minutes), at: timeout.at }
}

/** Failures whose retry runs a failed script again (GitLab docs: `retry:when`); the others are those of the machinery. */
const OF_SCRIPTS: ReadonlySet<string> = new Set(['always', 'script_failure', 'unknown_failure'])

/** How often a job whose script failed is run again. */
function retriesOf(retry: YamlNode | undefined): Located<number> | undefined {
  const when = textsOf(given(retry, 'when'))
  if (given(retry, 'exit_codes') !== undefined && when.length === 0) return undefined
  if (when.length > 0 && !when.some(({ text }) => OF_SCRIPTS.has(text) || text.includes('$'))) return undefined
  const max = retry?.kind === 'scalar' ? retry : givenScalar(retry, 'max')
  return max !== undefined && /^[0-9]$/.test(max.text) ? { value: Number(max.text), at: max.at } : undefined
}

/** A job that may be interrupted is cancelled by a newer pipeline (GitLab docs: `interruptible`, `workflow:auto_cancel`). */
function concurrencyOf({ node, config: { interrupts } }: RawJob, variables: Variables): Job['concurrency'] {
  const group = givenScalar(node, 'resource_group')
  if (group === undefined) return undefined
  const may = literallyTrue(givenScalar(node, 'interruptible'))
  return {
    group: { ...located(group), value: expanded(group.text, variables, NOTHING) },
    cancelInProgress:
      may === undefined || interrupts === false ? undefined : interrupts ? may : { value: undefined, at: may.at },
    at: group.at,
  }
}

function secretsOf(node: YamlNode): Job['secrets'] {
  const names = entriesOf(given(node, 'secrets')).map(({ key }) => ({ value: key.text, at: key.at }))
  return names.length === 0 ? undefined : names
}
