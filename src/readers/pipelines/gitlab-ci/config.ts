import type { Located } from '../../../core/location.js'
import type { Unresolved } from '../../../models/index.js'
import type { YamlMapping, YamlNode, YamlScalar } from '../../yaml/node.js'
import { unresolved } from '../parts.js'
import { Inheritance } from './extends.js'
import type { Assembled } from './includes.js'
import { emptyMapping, flattened, given, givenText, rulesIn, textsOf } from './nodes.js'
import { readOptions, readVariables, variablesOf, type Variables } from './variables.js'

/** Keys of the top level that are no jobs (GitLab docs: CI/CD YAML syntax, Global keywords). */
const GLOBAL_KEYS: ReadonlySet<string> = new Set([
  'after_script',
  'before_script',
  'cache',
  'default',
  'hooks',
  'image',
  'include',
  'services',
  'spec',
  'stages',
  'types',
  'variables',
  'workflow',
])

/** Keys of the top level that stand for those of `default` (GitLab docs: Globally-defined keywords, deprecated). */
const OLD_DEFAULTS = ['after_script', 'before_script', 'cache', 'image', 'services']

const USUAL_STAGES = ['build', 'test', 'deploy']

/** Jobs of one pipeline and its children; more only come about by mistake (GitLab docs: Instance limits). */
export const MAX_JOBS = 2_000

/** Jobs that may still be read. */
export interface JobBudget {
  jobs: number
}

/** A job as the configuration has it, everything that it takes over put in. */
export interface RawJob {
  readonly id: string
  readonly name: string
  readonly key: YamlScalar
  readonly node: YamlMapping
  /** Jobs it should take over from that are not there. */
  readonly missing: readonly YamlScalar[]
  readonly variables: Variables
  /** Rules of the includes that bring it in. */
  readonly guards: readonly YamlNode[]
  readonly config: Config
}

/** One pipeline, or one child pipeline, as a whole. */
export interface Config {
  readonly assembled: Assembled
  readonly variables: Variables
  /** Values of variables that who starts the pipeline by hand may choose from. */
  readonly options: ReadonlyMap<string, readonly string[]>
  readonly stages: readonly string[]
  readonly defaults: YamlMapping
  readonly workflow: YamlNode | undefined
  /** Whether jobs that may be interrupted are, by a newer pipeline; undefined where rules differ or say something unknown. */
  readonly interrupts: boolean | undefined
  readonly jobs: readonly RawJob[]
  /** The job that starts it, of a child pipeline. */
  readonly startedBy?: RawJob
}

/** Takes a configuration apart. */
export function configOf(
  assembled: Assembled,
  budget: JobBudget,
  startedBy?: RawJob,
): { config: Config; unresolved: Unresolved[] } {
  const { root } = assembled
  const inheritance = new Inheritance(root)
  const declared = inheritance.resolved(given(root, 'variables'))
  const globals = readVariables(declared)
  const variables = startedBy === undefined ? globals : handedOn(forwarded(startedBy), globals)
  const config: Config & { jobs: RawJob[] } = {
    assembled,
    variables,
    options: startedBy === undefined ? readOptions(declared) : startedBy.config.options,
    stages: stagesOf(inheritance.resolved(given(root, 'stages') ?? given(root, 'types'))),
    defaults: defaultsOf(root, inheritance),
    workflow: inheritance.resolved(given(given(root, 'workflow'), 'rules')),
    interrupts: interruptsIn(inheritance.resolved(given(root, 'workflow'))),
    jobs: [],
    ...(startedBy !== undefined && { startedBy }),
  }
  const gaps: Unresolved[] = []
  for (const { key, value } of root.entries) {
    if (GLOBAL_KEYS.has(key.text) || key.text.startsWith('.')) continue
    if (value.kind !== 'mapping') {
      gaps.push(unresolved(`${key.text}, which is no job`, 'unsupported', key.at))
    } else if (budget.jobs-- <= 0) {
      gaps.push(unresolved('more jobs than are read', 'too-deep', key.at))
      break
    } else {
      config.jobs.push(rawJob(key, inheritance, config))
    }
  }
  return { config, unresolved: gaps }
}

function rawJob(key: YamlScalar, inheritance: Inheritance, config: Config): RawJob {
  const { node, missing } = inheritance.job(key.text)
  const { startedBy, assembled, defaults } = config
  return {
    id: startedBy === undefined ? key.text : `${startedBy.id}/${key.text}`,
    name: key.text,
    key,
    node: withDefaults(node, defaults),
    missing,
    variables: variablesOf(node, config.variables),
    guards: assembled.guards.get(key.text) ?? [],
    config,
  }
}

/** `none` alone keeps jobs that may be interrupted (GitLab docs: `workflow:auto_cancel:on_new_commit`). */
function interruptsIn(workflow: YamlNode | undefined): boolean | undefined {
  const says = (node: YamlNode | undefined): boolean | undefined => {
    const text = givenText(given(node, 'auto_cancel'), 'on_new_commit')
    return text === undefined ? undefined : text !== 'none'
  }
  const usual = says(workflow) ?? true
  return rulesIn(given(workflow, 'rules')).every((rule) => (says(rule) ?? usual) === usual) ? usual : undefined
}

/** Variables of the job that starts a pipeline win there, unless it keeps them (GitLab docs: `trigger:forward`). */
function forwarded({ node, variables }: RawJob): Variables {
  const forward = given(given(node, 'trigger'), 'forward')
  return givenText(forward, 'yaml_variables') === 'false' ? new Map() : variables
}

function handedOn(outer: Variables, own: Variables): Variables {
  return new Map([...own, ...outer])
}

/** `.pre` and `.post` are always there (GitLab docs: `stages`). */
function stagesOf(node: YamlNode | undefined): string[] {
  const named = textsOf(node).map(({ text }) => text)
  const inner = named.length === 0 ? USUAL_STAGES : named
  return ['.pre', ...inner.filter((name) => name !== '.pre' && name !== '.post'), '.post']
}

function defaultsOf(root: YamlMapping, inheritance: Inheritance): YamlMapping {
  const node = inheritance.resolved(given(root, 'default'))
  const own = node?.kind === 'mapping' ? node : emptyMapping(root.at)
  const names = new Set(own.entries.map(({ key }) => key.text))
  const old = root.entries
    .filter(({ key }) => OLD_DEFAULTS.includes(key.text) && !names.has(key.text))
    .map((entry) => ({ ...entry, value: inheritance.resolved(entry.value) ?? entry.value }))
  return { ...own, entries: [...own.entries, ...old] }
}

/** Keys of `default` that the job does not have itself, as far as it inherits them. They are not merged. */
function withDefaults(job: YamlMapping, defaults: YamlMapping): YamlMapping {
  const inherited = given(given(job, 'inherit'), 'default')
  if (inherited?.kind === 'scalar' && inherited.text === 'false') return job
  const names = inherited?.kind === 'sequence' ? new Set(textsOf(inherited).map(({ text }) => text)) : undefined
  const own = new Set(job.entries.map(({ key }) => key.text))
  const added = defaults.entries.filter(({ key }) => !own.has(key.text) && (names === undefined || names.has(key.text)))
  return added.length === 0 ? job : { ...job, entries: [...job.entries, ...added] }
}

/** The stage of a job, where it stands. */
export function stageOf({ node }: RawJob): Located<string> | undefined {
  const stage = given(node, 'stage') ?? given(node, 'type')
  return stage?.kind === 'scalar' ? { value: stage.text, at: stage.at } : undefined
}

/** What the job may need, by name, and whether it says so at all. */
export function needsOf({ node }: RawJob): { readonly names: readonly string[]; readonly said: boolean } {
  const said = given(node, 'needs')
  const ofRules = rulesIn(given(node, 'rules')).map((rule) => given(rule, 'needs'))
  const names = [said, ...ofRules].flatMap((needs) => flattened(needs)).flatMap(neededName)
  return { names: [...new Set(names)], said: said !== undefined }
}

/** Jobs of other projects and pipelines are no part of the order here. */
function neededName(need: YamlNode): string[] {
  if (need.kind === 'scalar') return [need.text]
  const job = given(need, 'job')
  const isElsewhere = given(need, 'project') !== undefined || given(need, 'pipeline') !== undefined
  return job?.kind === 'scalar' && !isElsewhere ? [job.text] : []
}
