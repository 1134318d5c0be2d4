import type { Policy } from '../core/policy.js'

export const PROFILES = ['solo', 'team', 'regulated'] as const
export type ProfileName = (typeof PROFILES)[number]

/** Which practices count for a kind of team, and how strictly. What a configuration says itself is stronger. */
export interface Profile {
  readonly name: ProfileName
  /** Who it is for, as a sentence. */
  readonly summary: string
  /** Why the checks that are off, and the practices that do not count, make no sense here; as a sentence part. */
  readonly because: string
  /** Checks that do not run. A practice whose checks all are among them does not count. */
  readonly off: readonly string[]
  /** Practices that do not count although some of their checks run. */
  readonly leftOut: readonly string[]
  /** Options that checks have unless the configuration gives them others. */
  readonly options: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly gate: Partial<Pick<Policy, 'failOn' | 'unknown'>>
}

const PROFILE_LIST: Readonly<Record<ProfileName, Profile>> = {
  solo: {
    name: 'solo',
    summary: 'One person maintains the repository: nobody else can review, approve or own.',
    because: 'one person maintains the repository, so there is no second one to ask',
    off: [
      'env-production-reviewers',
      'history-review-time',
      'history-unreviewed-merge',
      'owners-critical-paths',
      'owners-file-present',
      'owners-review-enforced',
      'owners-single-owner',
      'protection-reviews-required',
      'protection-stale-approval',
    ],
    leftOut: [
      'DL.CR.2',
      'DL.CR.4',
      'DL.CR.8',
      'OA.TI.5',
      'OPS02-BP01',
      'OPS02-BP02',
      'SEC11-BP04',
      'SEC11-BP08',
      'ba.misuse.no-review',
      'ba.trap.unclear-ownership',
      'hc.culture.ownership',
      'hc.gitops.review-before-merge',
      'hc.maturity.l1.knowledge-silos',
      'ops05-bp10.guidance.owners',
    ],
    options: {},
    gate: {},
  },
  team: {
    name: 'team',
    summary: 'Several people work on the repository. The default.',
    because: '',
    off: [],
    leftOut: [],
    options: {},
    gate: {},
  },
  regulated: {
    name: 'regulated',
    summary: 'Changes must be provably controlled: what cannot be shown does not pass.',
    because: '',
    off: [],
    leftOut: [],
    options: { 'protection-reviews-required': { minimum: 2 } },
    gate: { failOn: 'recommended', unknown: 'fail' },
  },
}

/** The profile of that name; that of a team without one. */
export function profileOf(name: ProfileName | undefined): Profile {
  return PROFILE_LIST[name ?? 'team']
}
