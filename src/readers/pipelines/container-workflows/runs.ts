import { both } from '../../../core/three-valued.js'
import type { Located, Location } from '../../../core/location.js'
import type { JobStart, Trigger } from '../../../models/index.js'
import { textsComparedWith } from '../boolean-expression.js'
import {
  defaultBranchIn,
  namedRef,
  runKindsOf,
  startsOf,
  type NamedRef,
  type RunKind,
  type SampleRun,
} from '../run-kinds.js'
import { exampleOfGlob, isDefaultBranch, isVariable } from './filters.js'
import { ruleLets, type Dialect, type Rule } from './rules.js'

/** Environments beyond this number are not told apart. */
const MAX_ENVIRONMENTS = 20

/** Kinds of runs that only count where a rule speaks of them, by their events. */
const ON_DEMAND: readonly (readonly [event: string, kind: Trigger['kind']])[] = [
  ['cron', 'schedule'],
  ['custom', 'manual'],
  ['manual', 'manual'],
  ['rollback', 'manual'],
  ['release', 'release'],
  ['pull_request_closed', 'other'],
  ['pull_request_metadata', 'other'],
]

/** The kinds of runs that the rules of all workflows tell apart, and which of them get past a rule. */
export class ContainerRuns {
  /** Environments that rules name: a run that deploys to one has a trigger of its own. */
  readonly environments: readonly Located<string>[]
  readonly #kinds: readonly RunKind[]
  readonly #dialect: Dialect
  readonly #defaultBranch: string

  constructor(dialect: Dialect, rules: readonly Rule[], at: Location) {
    this.#dialect = dialect
    const branches = rules.flatMap((rule) => [
      ...patternsIn(rule, 'branch'),
      ...refsIn(rule, 'refs/heads/'),
      ...comparedIn(rule, BRANCHES),
    ])
    const tags = rules.flatMap((rule) => [...refsIn(rule, 'refs/tags/'), ...comparedIn(rule, TAGS)])
    const excluded = rules.flatMap((rule) => rule.flatMap(({ filters }) => filters.get('branch')?.exclude ?? []))
    this.#defaultBranch = defaultBranchIn([
      ...branches.map(({ written }) => written.value),
      ...excluded.filter(({ value }) => !isVariable(value)).map(({ value }) => value),
    ])
    const asked = environmentsIn(rules, dialect)
    this.environments = asked.slice(0, MAX_ENVIRONMENTS)
    const run = { branch: this.#defaultBranch, isDefaultBranch: true }
    this.#kinds = [
      ...runKindsOf({
        named: {
          branches: [
            ...branches,
            ...rules.flatMap((rule) => defaultIn(rule, this.#defaultBranch)),
            ...othersThan(this.#defaultBranch, excluded),
          ],
          tags,
        },
        defaultBranch: this.#defaultBranch,
        events: { change: 'pull_request', push: 'push', tag: 'tag' },
        at,
      }),
      ...ON_DEMAND.filter(([event]) => speaksOf(rules, event)).map(([event, kind]): RunKind => ({
        trigger: { kind, event, at },
        samples: [{ kind, event, ...run }],
      })),
      ...deployments(dialect, rules, this.environments, run, at),
    ]
  }

  /** The runs that get past all of the rules: those that deploy to `environment`, or those that deploy to none by name. */
  starts(rules: readonly Rule[], environment: string | undefined): JobStart[] {
    const kinds = this.#kinds.filter(({ samples }) => samples[0]?.environment === environment)
    return startsOf(kinds, (run) =>
      rules
        .map((rule) => ruleLets(rule, this.#dialect, run, this.#defaultBranch))
        .reduce(both, true as boolean | undefined),
    )
  }
}

/** A deployment that a person starts: for each environment by itself, or for any of them. */
function deployments(
  { deploymentEvents: [event] }: Dialect,
  rules: readonly Rule[],
  environments: readonly Located<string>[],
  run: Pick<SampleRun, 'branch' | 'isDefaultBranch'>,
  at: Location,
): RunKind[] {
  if (event === undefined) return []
  const named = environments.map(({ value, at: place }): RunKind => ({
    trigger: { kind: 'manual', event, at: place },
    samples: [{ kind: 'manual', event, environment: value, ...run }],
  }))
  if (named.length > 0 || !speaksOf(rules, event)) return named
  return [{ trigger: { kind: 'manual', event, at }, samples: [{ kind: 'manual', event, ...run }] }]
}

const BRANCHES = ['CI_COMMIT_BRANCH', 'CI_COMMIT_TARGET_BRANCH']
const TAGS = ['CI_COMMIT_TAG']
const EVENTS = ['CI_PIPELINE_EVENT', 'CI_BUILD_EVENT', 'CI_COMMIT_EVENT']
const ENVIRONMENTS = ['CI_PIPELINE_DEPLOY_TARGET', 'CI_BUILD_DEPLOY_TARGET']

function speaksOf(rules: readonly Rule[], event: string): boolean {
  return rules.some(
    (rule) =>
      rule.some(({ filters }) => {
        const { include = [], exclude = [] } = filters.get('event') ?? {}
        return (
          [...include, ...exclude].some(({ value }) => value === event) || (event === 'cron' && filters.has('cron'))
        )
      }) || comparedIn(rule, EVENTS).some(({ written }) => written.value === event),
  )
}

function environmentsIn(rules: readonly Rule[], { environmentKeys }: Dialect): Located<string>[] {
  const written = rules.flatMap((rule) => [
    ...rule.flatMap(({ filters }) => environmentKeys.flatMap((key) => filters.get(key)?.include ?? [])),
    ...comparedIn(rule, ENVIRONMENTS).map((each) => each.written),
  ])
  const names = written.filter(({ value }) => value !== '' && !/[*?{]/.test(value))
  return [...new Map(names.map((each) => [each.value, each])).values()]
}

function patternsIn(rule: Rule, key: string): NamedRef[] {
  const patterns = rule.flatMap(({ filters }) => filters.get(key)?.include ?? [])
  return patterns
    .filter(({ value }) => !/^\*+$/.test(value) && !isVariable(value))
    .map((written) => ({ written, example: exampleOfGlob(written.value) }))
}

/** The default branch, where a rule asks for it by its variable. */
function defaultIn(rule: Rule, name: string): NamedRef[] {
  return rule.flatMap(({ filters, evaluate }) => {
    const { include = [], exclude = [] } = filters.get('branch') ?? {}
    const asked = [...include, ...exclude].find(({ value }) => isDefaultBranch(value))
    const compared = evaluate?.text.value.includes('CI_REPO_DEFAULT_BRANCH') === true ? evaluate.text : undefined
    const text = compared ?? asked
    return text === undefined ? [] : [{ written: { value: name, at: text.at }, example: name }]
  })
}

/** Any other branch, where a rule leaves out the default branch. */
function othersThan(name: string, excluded: readonly Located<string>[]): NamedRef[] {
  const own = excluded.find(({ value }) => value === name || isDefaultBranch(value))
  return own === undefined ? [] : [{ written: { value: '**', at: own.at }, example: 'topic' }]
}

/** Branches or tags that `ref` names. */
function refsIn(rule: Rule, start: string): NamedRef[] {
  const patterns = rule.flatMap(({ filters }) => filters.get('ref')?.include ?? [])
  return patterns.flatMap(({ value, at }) => {
    const name = value.startsWith(start) ? value.slice(start.length) : ''
    return name === '' || /^\*+$/.test(name) || isVariable(name)
      ? []
      : [{ written: { value: name, at }, example: exampleOfGlob(name) }]
  })
}

function comparedIn(rule: Rule, names: readonly string[]): NamedRef[] {
  return rule.flatMap(({ evaluate }) => {
    if (evaluate?.expression === undefined) return []
    const found = textsComparedWith(evaluate.expression, (each) => each.kind === 'name' && names.includes(each.name))
    return found.flatMap(({ text, pattern }) => {
      if (text === '') return []
      const written = { value: pattern ? `/${text}/` : text, at: evaluate.text.at }
      return namedRef(written, pattern ? text : undefined) ?? []
    })
  })
}
