import { both, either, negated } from '../../../core/three-valued.js'
import type { Location } from '../../../core/location.js'
import type { JobStart } from '../../../models/index.js'
import { isNull, itemsOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode, YamlScalar } from '../../yaml/node.js'
import { fitsRegular } from '../regular.js'
import {
  defaultBranchIn,
  namedRef,
  runKindsOf,
  startsOf,
  type NamedRef,
  type RunKind,
  type RunRule,
  type SampleRun,
} from '../run-kinds.js'
import { conditionHolds, namesIn } from './condition.js'
import { keyOf, type TravisJob } from './jobs.js'

const EVENTS = { change: 'pull_request', push: 'push', tag: 'push' }

/** The kinds of runs of a build, and which of them get past its rules. */
export class TravisRuns {
  readonly #kinds: readonly RunKind[]
  readonly #root: YamlMapping

  /** @param deploys the deployments, whose conditions name branches too */
  constructor(root: YamlMapping, jobs: readonly TravisJob[], deploys: readonly YamlNode[], at: Location) {
    this.#root = root
    this.#kinds = kindsOf(root, jobs, deploys, at)
  }

  /** The runs that get to a job; `more` is a rule of a part of it. */
  starts(job: TravisJob, more: RunRule = () => true): JobStart[] {
    return startsOf(this.#kinds, (run) => both(this.#rule(job, run), more(run)))
  }

  #rule(job: TravisJob, run: SampleRun): boolean | undefined {
    const conditions = [scalarAt(this.#root, 'if'), stageCondition(this.#root, job.stage), ownCondition(job)]
    return conditions
      .flatMap((condition) => (condition === undefined ? [] : [holds(condition, job, run)]))
      .reduce(both, branchesRule(this.#root, run))
  }
}

function ownCondition(job: TravisJob): YamlScalar | undefined {
  return job.levels.length > 1 ? scalarAt(job.levels[0], 'if') : undefined
}

function stageCondition(root: YamlNode, stage: string): YamlScalar | undefined {
  const found = itemsOf(valueAt(root, 'stages')).find((each) => scalarAt(each, 'name')?.text.toLowerCase() === stage)
  return scalarAt(found, 'if')
}

function holds({ text }: YamlScalar, job: TravisJob, run: SampleRun): boolean | undefined {
  return conditionHolds(text, {
    attribute: (name) => attributeOf(name, job, run),
    variable: (name) => job.variables.get(name)?.value,
  })
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['change-request', 'pull_request'],
  ['schedule', 'cron'],
  ['manual', 'api'],
])

/** Attributes of a run (Travis CI docs: Conditions): the branch of a pull request is that it goes into. */
function attributeOf(name: string, job: TravisJob, run: SampleRun): string | null | undefined {
  const scalar = (key: string): string | undefined => {
    const value = keyOf(job, key)
    return value?.kind === 'scalar' ? value.text : undefined
  }
  switch (name) {
    case 'type':
      return TYPES.get(run.kind) ?? 'push'
    case 'branch':
      return branchOf(run)
    case 'tag':
      return run.tag ?? null
    case 'head_branch':
      return run.kind === 'change-request' ? run.branch : null
    case 'fork':
      return 'false'
    case 'os':
    case 'dist':
    case 'language':
      return scalar(name)
    default:
      return undefined
  }
}

/** A build of a tag has the tag in the place of its branch. */
function branchOf({ kind, branch, target, tag }: SampleRun): string | undefined {
  return tag ?? (kind === 'change-request' ? target : branch)
}

/** `branches`: a list of those that are built, or of those that are not. By default only `gh-pages` is not. */
function branchesRule(root: YamlNode, run: SampleRun): boolean | undefined {
  const name = branchOf(run)
  const [only, except] = [namesOf(root, 'only'), namesOf(root, 'except')]
  if (only.length + except.length === 0) return true
  if (name === undefined) return undefined
  if (only.length > 0) return oneFits(only, name)
  return negated(oneFits(except, name))
}

function namesOf(root: YamlNode, key: 'only' | 'except'): YamlScalar[] {
  const branches = valueAt(root, 'branches')
  const list = branches?.kind === 'mapping' ? valueAt(branches, key) : key === 'only' ? branches : undefined
  if (list === undefined || isNull(list)) return []
  return list.kind === 'scalar' ? [list] : itemsOf(list).flatMap((item) => (item.kind === 'scalar' ? [item] : []))
}

function oneFits(names: readonly YamlScalar[], name: string): boolean | undefined {
  return names
    .map(({ text }) => {
      const pattern = patternOf(text)
      return pattern === undefined ? text === name : fitsRegular(pattern, name, { whole: false })
    })
    .reduce(either, false as boolean | undefined)
}

/** What stands between slashes is a regular expression; it need fit a part only. */
function patternOf(text: string): string | undefined {
  return text.length > 1 && text.startsWith('/') && text.endsWith('/') ? text.slice(1, -1) : undefined
}

function kindsOf(
  root: YamlMapping,
  jobs: readonly TravisJob[],
  deploys: readonly YamlNode[],
  at: Location,
): readonly RunKind[] {
  const conditions = conditionsIn(root, jobs)
  const lists = [...namesOf(root, 'only'), ...deploys.flatMap(deployBranches)]
  const texts = [...lists, ...namesOf(root, 'except'), ...conditions].map(({ text }) => text)
  const defaultBranch = defaultBranchIn(texts)
  const kinds = runKindsOf({
    named: {
      branches: [...lists.flatMap((name) => refOf(name, patternOf(name.text))), ...named(conditions, 'branch')],
      tags: named(conditions, 'tag'),
    },
    defaultBranch,
    events: EVENTS,
    at,
  })
  const run = { branch: defaultBranch, isDefaultBranch: true }
  const says = (word: RegExp): boolean => conditions.some(({ text }) => word.test(text))
  return [
    ...kinds,
    ...(says(/\bcron\b/)
      ? [
          {
            trigger: { kind: 'schedule' as const, event: 'cron', at },
            samples: [{ kind: 'schedule' as const, ...run }],
          },
        ]
      : []),
    ...(says(/\bapi\b/)
      ? [{ trigger: { kind: 'manual' as const, event: 'api', at }, samples: [{ kind: 'manual' as const, ...run }] }]
      : []),
  ]
}

function conditionsIn(root: YamlMapping, jobs: readonly TravisJob[]): YamlScalar[] {
  const stages = itemsOf(valueAt(root, 'stages')).map((each) => scalarAt(each, 'if'))
  return [scalarAt(root, 'if'), ...stages, ...jobs.map(ownCondition)].filter((each) => each !== undefined)
}

function named(conditions: readonly YamlScalar[], attribute: 'branch' | 'tag'): NamedRef[] {
  return conditions.flatMap((condition) =>
    namesIn(condition.text, attribute).flatMap(({ name, pattern }) =>
      refOf({ ...condition, text: pattern ? `/${name}/` : name }, pattern ? name : undefined),
    ),
  )
}

function refOf(scalar: YamlScalar, pattern: string | undefined): NamedRef[] {
  const ref = namedRef({ ...located(scalar), value: scalar.text }, pattern)
  return ref === undefined ? [] : [ref]
}

/** The branches that `on` of a deployment names. */
export function deployBranches(deploy: YamlNode): YamlScalar[] {
  const branch = valueAt(valueAt(deploy, 'on'), 'branch') ?? valueAt(valueAt(deploy, 'on'), 'branches')
  if (branch?.kind === 'scalar') return [branch]
  if (branch?.kind === 'mapping') return branch.entries.map(({ key }) => key)
  return itemsOf(branch).flatMap((item) => (item.kind === 'scalar' ? [item] : []))
}

/**
 * Whether a deployment takes place in a run (Travis CI docs: Conditional deployments): never for a pull request, on the
 * default branch alone unless it says otherwise.
 */
export function deployRule(deploy: YamlNode): RunRule {
  const on = valueAt(deploy, 'on')
  const names = deployBranches(deploy).map(({ text }) => text)
  const flag = (key: string): string | undefined => scalarAt(on, key)?.text.toLowerCase()
  // What the shell is asked is known in the run alone.
  const open = valueAt(on, 'condition') === undefined ? true : undefined
  return (run) => {
    if (run.kind === 'change-request') return false
    const tags = flag('tags')
    if (tags === 'true') return both(run.tag !== undefined, open)
    if (tags === 'false' && run.tag !== undefined) return false
    if (flag('all_branches') === 'true') return open
    const name = branchOf(run)
    if (names.length === 0) return both(run.isDefaultBranch === true, open)
    return both(name === undefined ? undefined : names.includes(name), open)
  }
}
