import { both, either } from '../../../core/three-valued.js'
import type { Located, Location } from '../../../core/location.js'
import type { JobStart } from '../../../models/index.js'
import { itemsOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import {
  parseRule,
  ruleHolds,
  textsComparedWith,
  type RuleExpression,
  type RuleNames,
  type RuleValue,
} from '../boolean-expression.js'
import { fitsRegular } from '../regular.js'
import {
  defaultBranchIn,
  namedRef,
  runKindsOf,
  startsOf,
  type NamedRef,
  type RunKind,
  type SampleRun,
} from '../run-kinds.js'

/** What decides whether a step is in a build. */
export type StepRule =
  | { readonly kind: 'if'; readonly text: Located<string>; readonly expression: RuleExpression | undefined }
  | { readonly kind: 'branches'; readonly patterns: readonly Located<string>[] }
  | { readonly kind: 'skip' }

/** The rules that stand in a step or group: `if`, `branches`, `skip`. */
export function rulesOf(step: YamlNode): StepRule[] {
  const rules: StepRule[] = []
  const condition = scalarAt(step, 'if')
  if (condition !== undefined)
    rules.push({ kind: 'if', text: located(condition), expression: parseRule(condition.text) })
  const patterns = patternsOf(valueAt(step, 'branches'))
  if (patterns.length > 0) rules.push({ kind: 'branches', patterns })
  const skip = scalarAt(step, 'skip')
  if (skip !== undefined && skip.text !== 'false' && skip.text !== '') rules.push({ kind: 'skip' })
  return rules
}

/** Patterns stand between blanks, or as a list. */
function patternsOf(node: YamlNode | undefined): Located<string>[] {
  const scalars =
    node?.kind === 'scalar' ? [node] : itemsOf(node).flatMap((item) => (item.kind === 'scalar' ? [item] : []))
  return scalars.flatMap(({ text, at }) => text.split(/\s+/).flatMap((value) => (value === '' ? [] : [{ value, at }])))
}

/** The kinds of runs that the rules of a pipeline tell apart. What starts a build at all stands in Buildkite's settings. */
export class BuildRuns {
  readonly #kinds: readonly RunKind[]
  readonly #defaultBranch: string

  constructor(rules: readonly StepRule[], at: Location) {
    const texts = rules.flatMap((rule) =>
      rule.kind === 'if' ? [rule.text.value] : rule.kind === 'branches' ? rule.patterns.map(({ value }) => value) : [],
    )
    const defaultBranch = defaultBranchIn(texts)
    this.#defaultBranch = defaultBranch
    const run = { branch: defaultBranch, isDefaultBranch: true }
    this.#kinds = [
      ...runKindsOf({
        named: {
          branches: [...rules.flatMap(branchesIn), ...rules.flatMap((rule) => defaultIn(rule, defaultBranch))],
          tags: rules.flatMap(tagsIn),
        },
        defaultBranch,
        events: { change: 'pull_request', push: 'push', tag: 'tag' },
        at,
      }),
      { trigger: { kind: 'schedule', event: 'schedule', at }, samples: [{ kind: 'schedule', ...run }] },
      { trigger: { kind: 'manual', event: 'ui', at }, samples: [{ kind: 'manual', ...run }] },
    ]
  }

  /** The runs that get to a step with these rules. None is certain: whether such builds are made is not in the tree. */
  starts(rules: readonly StepRule[]): JobStart[] {
    const starts = startsOf(this.#kinds, (run) =>
      rules.map((rule) => this.#holds(rule, run)).reduce(both, true as boolean | undefined),
    )
    return starts.map((start) => ({ ...start, certain: false }))
  }

  #holds(rule: StepRule, run: SampleRun): boolean | undefined {
    switch (rule.kind) {
      case 'skip':
        return false
      case 'branches':
        return branchesFit(rule.patterns, run)
      case 'if':
        return rule.expression && ruleHolds(rule.expression, namesOf(run, this.#defaultBranch))
    }
  }
}

/** One pattern must fit, if any is no exclusion, and no exclusion may (Buildkite docs: Branch pattern examples). */
function branchesFit(patterns: readonly Located<string>[], run: SampleRun): boolean | undefined {
  const branch = branchOf(run)
  if (branch === undefined) return undefined
  const wanted = patterns.filter(({ value }) => !value.startsWith('!'))
  const fitting = (list: readonly string[]): boolean | undefined =>
    list
      .map((each) => fitsRegular(regularOf(each), branch, { whole: true }))
      .reduce(either, false as boolean | undefined)
  const isWanted = wanted.length === 0 ? true : fitting(wanted.map(({ value }) => value))
  const excluded = patterns.filter(({ value }) => value.startsWith('!')).map(({ value }) => value.slice(1))
  const isExcluded = fitting(excluded)
  return both(isWanted, isExcluded === undefined ? undefined : !isExcluded)
}

/** A build of a tag has its name in the place of the branch. */
function branchOf({ branch, tag }: SampleRun): string | undefined {
  return tag ?? branch
}

/** `*` stands for anything, slashes included. */
function regularOf(pattern: string): string {
  return pattern
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\/]/g, String.raw`\$&`))
    .join('.*')
}

function branchesIn(rule: StepRule): NamedRef[] {
  if (rule.kind === 'branches') {
    return rule.patterns
      .filter(({ value }) => !value.startsWith('!') && !/^\*+$/.test(value))
      .map((written) => ({ written, example: written.value.replaceAll('*', 'x') }))
  }
  return rule.kind === 'if' ? namedIn(rule, isBranch) : []
}

/** The default branch, where a rule asks for it by its variable. */
function defaultIn(rule: StepRule, name: string): NamedRef[] {
  if (rule.kind !== 'if' || !rule.text.value.includes('pipeline.default_branch')) return []
  return [{ written: { value: name, at: rule.text.at }, example: name }]
}

function tagsIn(rule: StepRule): NamedRef[] {
  return rule.kind === 'if' ? namedIn(rule, isTag) : []
}

function namedIn(rule: StepRule & { kind: 'if' }, isMeant: (operand: RuleExpression) => boolean): NamedRef[] {
  if (rule.expression === undefined) return []
  return textsComparedWith(rule.expression, isMeant).flatMap(({ text, pattern }) => {
    if (text === '') return []
    const written = { value: pattern ? `/${text}/` : text, at: rule.text.at }
    return namedRef(written, pattern ? text : undefined) ?? []
  })
}

function isBranch(operand: RuleExpression): boolean {
  return isNamed(operand, 'build.branch', 'BUILDKITE_BRANCH')
}

function isTag(operand: RuleExpression): boolean {
  return isNamed(operand, 'build.tag', 'BUILDKITE_TAG')
}

function isNamed(operand: RuleExpression, name: string, variable: string): boolean {
  if (operand.kind === 'name') return operand.name === name
  if (operand.kind !== 'call' || operand.name !== 'build.env') return false
  const [argument] = operand.args
  return argument?.kind === 'value' && argument.value === variable
}

/** What of a build is known in a run of a kind (Buildkite docs: Conditionals, Variables). */
function namesOf(run: SampleRun, defaultBranch: string): RuleNames {
  const isChange = run.kind === 'change-request'
  const ofChange = (value: RuleValue): RuleValue => (isChange ? value : null)
  const known = new Map<string, RuleValue>([
    ['build.branch', branchOf(run)],
    ['build.tag', run.kind === 'tag' ? run.tag : null],
    ['build.pull_request.id', ofChange('1')],
    ['build.pull_request.base_branch', ofChange(run.target)],
    ['build.pull_request.draft', ofChange(undefined)],
    ['build.pull_request.label', ofChange(undefined)],
    ['build.pull_request.labels', isChange ? undefined : []],
    ['build.pull_request.repository.fork', ofChange(undefined)],
    ['build.pull_request.repository', isChange ? undefined : null],
    ['build.merge_queue.base_branch', null],
    ['build.source', run.kind === 'schedule' ? 'schedule' : run.kind === 'manual' ? 'ui' : 'webhook'],
    ['pipeline.default_branch', defaultBranch],
  ])
  const variables = new Map<string, RuleValue>([
    ['BUILDKITE_BRANCH', branchOf(run)],
    ['BUILDKITE_TAG', run.kind === 'tag' ? run.tag : null],
    ['BUILDKITE_PULL_REQUEST', isChange ? '1' : 'false'],
    ['BUILDKITE_PULL_REQUEST_BASE_BRANCH', isChange ? run.target : undefined],
  ])
  return {
    value: (name) => known.get(name),
    call: (name, [argument]) =>
      name === 'build.env' && typeof argument === 'string' ? variables.get(argument) : undefined,
  }
}
