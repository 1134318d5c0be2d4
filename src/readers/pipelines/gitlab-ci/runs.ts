import type { Location } from '../../../core/location.js'
import type { TriggerKind } from '../../../models/index.js'
import type { Asked, AskedFor } from './asked.js'
import { branchFacts, mergeRequestFacts, SOME_BRANCH, SOME_TAG, tagFacts, type Facts } from './facts.js'
import { patternMatches, sampleOf } from './pattern.js'

/** One kind of run that rules may tell from others. */
export interface Candidate {
  readonly kind: TriggerKind
  /** `CI_PIPELINE_SOURCE`, or the event of a merge request. */
  readonly event: string
  /** What is so for one run of this kind; the first is the usual one. */
  readonly facts: readonly [Facts, ...Facts[]]
  /** The name or pattern that the rules ask for; absent for what is usual. */
  readonly asked?: Asked
  /** Whether it is about the default branch, or about any other that is not asked for. */
  readonly branch?: 'default' | 'other'
  readonly at: Location | undefined
}

/** What starts a run, by its source. Those that are not listed are `other`. */
const KINDS: ReadonlyMap<string, TriggerKind> = new Map<string, TriggerKind>([
  ['schedule', 'schedule'],
  ['web', 'manual'],
  ['api', 'manual'],
  ['trigger', 'manual'],
  ['chat', 'manual'],
  ['webide', 'manual'],
  ['pipeline', 'call'],
  ['external_pull_request_event', 'change-request'],
])

/** Sources of runs that are told apart otherwise; child pipelines are looked at with those that start them. */
const OF_OTHER_KINDS: ReadonlySet<string> = new Set(['push', 'merge_request_event', 'parent_pipeline'])

/** Names that default branches have, the most usual first. */
const DEFAULTS = ['main', 'master', 'trunk', 'develop', 'devel']

const MERGE_TRAIN = 'merge_train'

/** Names of branches and tags that runs of other sources are tried with. */
const MAX_TRIED = 6

/** The name that the default branch most likely has: the first usual one that the rules ask for. */
export function defaultBranchOf(asked: AskedFor): string {
  const all = [...asked.branches.values(), ...asked.targets.values()]
  const fits = (name: string) =>
    all.some(({ text, pattern }) => (pattern === undefined ? text === name : patternMatches(pattern, name) === true))
  const exact = DEFAULTS.find((name) => all.some(({ text }) => text === name))
  return exact ?? DEFAULTS.slice(0, 2).find((name) => fits(name) && !fits(SOME_BRANCH)) ?? 'main'
}

/** Every kind of run that the rules might tell from the others. */
export function candidatesOf(asked: AskedFor, defaultBranch: string): Candidate[] {
  const branches = named(asked.branches).filter(({ name }) => name !== defaultBranch)
  const tags = named(asked.tags).filter(({ name }) => name !== SOME_TAG)
  const push = { kind: 'push', event: 'push' } as const
  const place = (source: string) => asked.sources.get(source)?.at
  return [
    ...mergeRequests(asked, defaultBranch),
    {
      ...push,
      facts: [branchFacts('push', defaultBranch, defaultBranch)],
      branch: 'default',
      at: asked.branches.get(defaultBranch)?.at,
    },
    { ...push, facts: [branchFacts('push', SOME_BRANCH, defaultBranch)], branch: 'other', at: undefined },
    ...branches.map(({ name, asked: one }): Candidate => ({
      ...push,
      facts: [branchFacts('push', name, defaultBranch)],
      asked: one,
      at: one.at,
    })),
    { kind: 'tag', event: 'push', facts: [tagFacts('push', SOME_TAG, defaultBranch)], at: undefined },
    ...tags.map(({ name, asked: one }): Candidate => ({
      kind: 'tag',
      event: 'push',
      facts: [tagFacts('push', name, defaultBranch)],
      asked: one,
      at: one.at,
    })),
    ...[...asked.sources.keys()]
      .filter((source) => !OF_OTHER_KINDS.has(source))
      .map((source): Candidate => ({
        kind: KINDS.get(source) ?? 'other',
        event: source,
        facts: [
          branchFacts(source, defaultBranch, defaultBranch),
          ...branches.slice(0, MAX_TRIED).map(({ name }) => branchFacts(source, name, defaultBranch)),
          tagFacts(source, SOME_TAG, defaultBranch),
        ],
        at: place(source),
      })),
  ]
}

/** Merge requests into the default branch, and as its variants those from and to branches that are asked for. */
function mergeRequests(asked: AskedFor, defaultBranch: string): Candidate[] {
  const origins = named(asked.origins).slice(0, MAX_TRIED)
  const targets = named(asked.targets)
    .filter(({ name }) => name !== defaultBranch)
    .slice(0, MAX_TRIED)
  const at = asked.sources.get('merge_request_event')?.at
  const request = (origin: string, target: string) => mergeRequestFacts(origin, target, defaultBranch)
  const train = asked.events.get(MERGE_TRAIN)
  return [
    {
      kind: 'change-request',
      event: 'merge_request_event',
      facts: [
        request(SOME_BRANCH, defaultBranch),
        ...origins.map(({ name }) => request(name, defaultBranch)),
        ...targets.map(({ name }) => request(SOME_BRANCH, name)),
      ],
      at,
    },
    ...(train === undefined
      ? []
      : [
          {
            kind: 'merge-queue' as const,
            event: MERGE_TRAIN,
            facts: [mergeRequestFacts(SOME_BRANCH, defaultBranch, defaultBranch, MERGE_TRAIN)] as const,
            at: train.at,
          },
        ]),
  ]
}

/** Names that were asked for, and for each pattern one that it matches. */
function named(asked: ReadonlyMap<string, Asked>): { readonly name: string; readonly asked: Asked }[] {
  const seen = new Set<string>()
  return [...asked.values()].flatMap((one) => {
    const name = one.pattern === undefined ? one.text : sampleOf(one.pattern)
    if (name === undefined || name === '' || seen.has(name)) return []
    seen.add(name)
    return [{ name, asked: one }]
  })
}
