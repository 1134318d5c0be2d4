import type { Located, Location } from '../../core/location.js'
import type { JobStart, Trigger, TriggerKind } from '../../models/index.js'
import { defined } from './defined.js'
import { exampleOf } from './regular.js'

/** One run that the rules of a pipeline are tried with. */
export interface SampleRun {
  readonly kind: TriggerKind
  /** The branch that is built; of a change its own. Without it and without a tag it is not known. */
  readonly branch?: string
  readonly isDefaultBranch?: boolean
  /** The branch that a change is to be merged into. */
  readonly target?: string
  readonly tag?: string
  /** The system's name of what happened, where runs of one kind differ in it. */
  readonly event?: string
  /** The environment that a person promotes to. */
  readonly environment?: string
}

/** A kind of run: its trigger, and runs of which some may differ in what they get to. */
export interface RunKind {
  readonly trigger: Trigger
  readonly samples: readonly SampleRun[]
}

/** A branch or tag as a rule names it. */
export interface NamedRef {
  readonly written: Located<string>
  /** A name that fits. */
  readonly example: string
}

/** Names that rules tell apart. */
export interface NamedRefs {
  readonly branches: readonly NamedRef[]
  /** Undefined where no rule speaks of tags and the system runs nothing for them then. */
  readonly tags: readonly NamedRef[] | undefined
}

/** Branches or tags beyond this number are tried as one kind of run. */
const MAX_NAMED = 20

/** What branches of changes are called, by people and by programs. */
const CHANGES = [
  'feature/login',
  'fix-typo',
  'ABC-123-rework',
  'dependabot/npm_and_yarn/lodash-4.17.21',
  'renovate/lodash-4.x',
] as const
const TAGS = ['v1.2.0', '1.2.0', 'v1.2.0-rc.1', 'release-1.2.0'] as const

/** The name of a branch or tag, or an example of what a regular expression fits; undefined where none is found. */
export function namedRef(written: Located<string>, pattern: string | undefined): NamedRef | undefined {
  const example = pattern === undefined ? written.value : exampleOf(pattern)
  return example === undefined ? undefined : { written, example }
}

/**
 * The name of the default branch, which no pipeline file says: `master` where the rules speak of it and not of `main`.
 */
export function defaultBranchIn(texts: readonly string[]): string {
  const says = (name: string): boolean => texts.some((text) => new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(text))
  return says('master') && !says('main') ? 'master' : 'main'
}

/** What the kinds of runs of one pipeline are made from. */
export interface RunKindSources {
  readonly named: NamedRefs
  readonly defaultBranch: string
  /** The system's names of the events. */
  readonly events: { readonly change: string; readonly push: string; readonly tag: string }
  /** Names that the system itself gives to branches of changes. */
  readonly moreChanges?: readonly string[]
  readonly at: Location
}

/** Changes under review, pushes to the default branch and to the branches that rules name, and tags. */
export function runKindsOf({ named, defaultBranch, events, moreChanges = [], at }: RunKindSources): RunKind[] {
  const branches = distinct(named.branches)
  const own = branches.find(({ written }) => written.value === defaultBranch)
  const others = branches.filter(({ example }) => example !== defaultBranch)
  const changes = [...CHANGES, ...moreChanges].map((branch): SampleRun => ({
    kind: 'change-request',
    branch,
    target: defaultBranch,
  }))
  return [
    { trigger: { kind: 'change-request', event: events.change, at }, samples: changes },
    {
      trigger: { kind: 'push', event: events.push, ...defined({ branches: own && [own.written] }), at },
      samples: [{ kind: 'push', branch: defaultBranch, isDefaultBranch: true }],
    },
    ...grouped(others).map((refs): RunKind => ({
      trigger: { kind: 'push', event: events.push, branches: refs.map(({ written }) => written), at },
      samples: samplesOf(refs).map((branch) => ({ kind: 'push', ...defined({ branch }) })),
    })),
    ...tagKinds(named.tags, events.tag, at),
  ]
}

function tagKinds(tags: readonly NamedRef[] | undefined, event: string, at: Location): RunKind[] {
  if (tags === undefined) return []
  const kinds = grouped(distinct(tags)).map((refs): RunKind => ({
    trigger: { kind: 'tag', event, tags: refs.map(({ written }) => written), at },
    samples: samplesOf(refs).map((tag) => ({ kind: 'tag', ...defined({ tag }) })),
  }))
  if (kinds.length > 0) return kinds
  return [{ trigger: { kind: 'tag', event, at }, samples: TAGS.map((tag) => ({ kind: 'tag', tag })) }]
}

/** One a group, as long as there are few. */
function grouped(refs: readonly NamedRef[]): (readonly NamedRef[])[] {
  if (refs.length <= MAX_NAMED) return refs.map((each) => [each])
  return [...refs.slice(0, MAX_NAMED - 1).map((each) => [each]), refs.slice(MAX_NAMED - 1)]
}

/** Of many nothing is tried: which of them it is counts as not known. */
function samplesOf(refs: readonly NamedRef[]): (string | undefined)[] {
  return refs.length === 1 ? refs.map(({ example }) => example) : [undefined]
}

function distinct(refs: readonly NamedRef[]): NamedRef[] {
  return [...new Map(refs.map((each) => [each.written.value, each])).values()]
}

/** What a rule says of one run: undefined where it is not known. */
export type RunRule = (run: SampleRun) => boolean | undefined

/** The kinds of runs in which the rule lets something start: certain where it does in every one of that kind. */
export function startsOf(kinds: readonly RunKind[], rule: RunRule, { manual = false } = {}): JobStart[] {
  return kinds.flatMap(({ trigger, samples }): JobStart[] => {
    const results = samples.map(rule)
    if (results.every((result) => result === false)) return []
    return [{ trigger, certain: results.every((result) => result === true), manual }]
  })
}
