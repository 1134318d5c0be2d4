import type { Known } from '../core/known.js'

/**
 * How delivery has gone lately: what reached the default branch, what was brought out, how pipelines ran. Facts only;
 * figures are made of them in `src/check-api/history`. Times are milliseconds since the epoch. Each list is newest first.
 */
export interface DeliveryHistory {
  /** Where the facts come from; git alone sees neither reviews nor runs. */
  readonly source: 'api' | 'git'
  readonly window: HistoryWindow
  /** The branch that {@link changes} reached; absent where it is not known. */
  readonly defaultBranch?: string
  /** What reached the default branch. */
  readonly changes: Known<Recorded<PastChange>>
  /** Branches that are not merged yet, with when their first commit of their own was made. */
  readonly openBranches: Known<Recorded<OpenBranch>>
  /** How many branches are still there after the pull request of all they hold was merged; absent where only git was asked. */
  readonly mergedBranches?: Known<number>
  readonly deployments: Known<Recorded<PastDeployment>>
  /** Runs of pipelines. */
  readonly runs: Known<Recorded<PastRun>>
  /** Versions that were given out: releases of the host, otherwise tags that name a version. */
  readonly releases: Known<Recorded<PastRelease>>
  /** Reports of faults in production that the host keeps, by their label. */
  readonly incidents: Known<Recorded<PastIncident>>
}

export interface HistoryWindow {
  readonly days: number
  readonly from: number
  readonly until: number
  /** When the repository's history begins; undefined where that is not known. */
  readonly began?: number
}

export interface Recorded<T> {
  readonly items: readonly T[]
  /** False if a limit ended the list before the window: what is there is the newest. */
  readonly complete: boolean
}

/** One thing that reached the default branch: a merged pull request, or commits that were pushed to it. */
export interface PastChange {
  /** The commit on the default branch. */
  readonly sha: string
  readonly mergedAt: number
  /** Undefined where commits were squashed and nothing says when the work began. */
  readonly firstCommitAt?: number
  /** A name that stands for its author; equal names are one person. Not for output. */
  readonly author: string
  /** Made by a program. What a program only merged stays its author's. */
  readonly automated: boolean
  /** `direct`: pushed to the branch, `queue`: merged by the host's queue. */
  readonly way: 'pull-request' | 'direct' | 'queue'
  /** Git alone cannot tell this direct push from a pull request that was rebased onto the branch. */
  readonly wayUncertain?: true
  readonly number?: number
  /** Lines added and deleted, without generated, vendored and lock files where those can be told; undefined if unknown. */
  readonly lines?: number
  /** When it asked for review: its creation, or when it stopped being a draft. */
  readonly readyAt?: number
  /** When the first person other than its author reviewed it. Absent: none, or not known (see `reviews`). */
  readonly firstReviewAt?: number
  /** Whether somebody other than its author approved it; undefined where that is not known. */
  readonly approved?: boolean
  /** Names of required checks that had failed when it was merged; undefined where that is not known. */
  readonly failedChecks?: readonly string[]
  /** Who reviewed it. Not for output. */
  readonly reviewers?: readonly string[]
  /** It takes back an earlier change, or says that it repairs production at once (its title, branch or labels). */
  readonly repairs?: 'revert' | 'hotfix'
}

export interface OpenBranch {
  readonly name: string
  readonly startedAt: number
  readonly automated: boolean
}

export interface PastDeployment {
  readonly sha: string
  readonly environment: string
  /** By the name of the environment alone: what the configuration says of names is not known here. */
  readonly production: boolean
  readonly createdAt: number
  /** The first result: `inactive` is no result. */
  readonly result?: { readonly state: 'success' | 'failure'; readonly at: number }
  /** Made by a person or a program outside of any run. */
  readonly outsideRuns?: boolean
  readonly runId?: number
}

export interface PastRun {
  readonly id: number
  /** Path of the pipeline's file. */
  readonly path: string
  readonly event: string
  readonly sha: string
  readonly branch: string
  readonly createdAt: number
  readonly startedAt: number
  readonly endedAt: number
  /** The host's word: `success`, `failure`, `cancelled`, `skipped`, `timed_out` … */
  readonly conclusion: string
  /** 1 for the first. Earlier attempts of a run are not listed. */
  readonly attempt: number
}

export interface PastRelease {
  readonly name: string
  readonly sha?: string
  readonly at: number
  /** The tag has no date of its own: `at` is when its commit was made, the release at some time after. */
  readonly undated?: true
  readonly prerelease: boolean
}

export interface PastIncident {
  readonly openedAt: number
  readonly closedAt?: number
}
