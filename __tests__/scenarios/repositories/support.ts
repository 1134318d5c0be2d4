import { describe, expect, test } from '@jest/globals'
import { checks } from '../../../checks/index.js'
import { known, unknown } from '../../../src/core/known.js'
import type { PracticeVerdict, Report } from '../../../src/core/report.js'
import type { Verdict } from '../../../src/core/verdict.js'
import { lint } from '../../../src/lint.js'
import type { Hosting } from '../../../src/models/index.js'
import { noHosting } from '../../../src/models/no-hosting.js'
import { NO_SETTINGS } from '../../../src/models/settings.js'
import type { Snapshot } from '../../../src/snapshot/snapshot.js'
import { filesOf } from '../../helpers/files.js'
import { inShort, type GraphInShort } from '../../helpers/graph-in-short.js'
import { policy } from '../../helpers/policy.js'

/** The practices of safe deployment: every repository here says of each how it stands. */
export const PRACTICES = [
  ...[1, 2, 3, 4, 5, 6].map((number) => `DL.ADS.${number}`),
  ...[1, 2, 3, 4, 5, 6, 7].map((number) => `DL.CD.${number}`),
  ...['OPS06-BP01', 'OPS06-BP02', 'OPS06-BP03', 'OPS06-BP04', 'REL08-BP04', 'REL08-BP05'],
  ...['pre-checks', 'post-checks', 'approvals', 'rollback'].map((name) => `ops05-bp10.boundaries.${name}`),
  ...['audit-trail', 'idempotency', 'safe-rerun'].map((name) => `ops05-bp10.workflows.${name}`),
  'ops05-bp10.official.end-to-end',
  ...['hc.phase.deploy', 'hc.app.deploy', 'hc.full.progressive-delivery'],
  ...['staging-first', 'rollback-on-signal'].map((name) => `hc.automate.cicd.${name}`),
  ...['immutable', 'promote', 'progressive', 'artifact-flow'].map((name) => `hc.automate.deployments.${name}`),
  ...['zero-downtime', 'blue-green', 'canary', 'rolling'].map((name) => `hc.deploy.${name}`),
  ...['health-gated', 'auto-revert'].map((name) => `hc.deploy.apps.${name}`),
] as const

/**
 * What the text of a framework says of the repository, read by a person: the verdict, the check whose outcome shows it
 * (`a person` where only somebody can vouch), why, and the practices that it holds for.
 */
export type Judgement = readonly [verdict: Verdict, by: string, why: string, practices: string]

/** One whole repository: what is in it, how it delivers, and how each practice of safe deployment stands. */
export interface Repository {
  readonly files: Readonly<Record<string, string>>
  /** Where the change began: what was different there. Null for a file that was not there. Absent: nothing to compare with. */
  readonly before?: Readonly<Record<string, string | null>>
  /** What the host tells; nothing otherwise. */
  readonly hosting?: Partial<Hosting>
  readonly graph: GraphInShort
  readonly judgements: readonly Judgement[]
}

/** Judges the repository with every check and compares the graph and the whole list of verdicts. */
export function repository(name: string, { files, before, hosting, graph, judgements }: Repository): void {
  describe(name, () => {
    const report = reportOf(files, before, hosting)
    const verdicts = new Map(report.practices.map((practice) => [practice.id, practice]))
    const expected = judgements.flatMap(([verdict, by, , ids]) => ids.split(/\s+/).map((id) => ({ id, verdict, by })))

    test('every file can be read', () => {
      expect(report.coverage.files.unread).toEqual([])
      expect(report.checks.filter(({ state }) => state === 'crashed')).toEqual([])
    })
    test('the delivery graph', () => expect(inShort(report.delivery.graph)).toEqual(graph))
    test('every practice is judged once', () => {
      expect(expected.map(({ id }) => id).sort()).toEqual([...PRACTICES].sort())
    })
    test.each(expected)('$id is $verdict by $by', ({ id, verdict, by }) => {
      const practice = verdicts.get(id)
      expect({
        verdict: practice?.verdict,
        reason: practice?.reason,
        by: practice && shownBy(practice, report),
      }).toEqual({ verdict, reason: expect.any(String), by: expect.arrayContaining([by]) })
    })
  })
}

/** The checks whose outcomes speak for the verdict. */
function shownBy(
  { id, verdict, evidence, findings }: PracticeVerdict,
  { checks: results, findings: all }: Report,
): string[] {
  const deciding = checks.filter(({ practices }) => practices.includes(id)).map((each) => each.id)
  switch (verdict) {
    case 'met':
      return evidence.map(({ check }) => check)
    case 'not-met':
    case 'partly-met':
      return all.filter(({ fingerprint }) => findings.includes(fingerprint)).map(({ check }) => check)
    default: {
      const kinds = verdict === 'unknown' ? ['unknown'] : ['not-applicable', 'evidence', 'unknown']
      const open = results
        .filter(({ outcomes }) => outcomes.some(({ kind }) => kinds.includes(kind)))
        .map((each) => each.id)
      const shown = deciding.filter((check) => open.includes(check))
      return shown.length === 0 ? ['a person'] : shown
    }
  }
}

function reportOf(files: Repository['files'], before: Repository['before'], hosting: Repository['hosting']): Report {
  const head = snapshotOf(files, hosting)
  const changed = Object.entries({ ...files, ...before }).filter(([, text]) => text !== null) as [string, string][]
  const base = before === undefined ? undefined : snapshotOf(Object.fromEntries(changed), hosting)
  return lint({ version: '0.0.0', checks, policy, settings: NO_SETTINGS }, head, base)
}

function snapshotOf(files: Repository['files'], hosting: Repository['hosting']): Snapshot {
  return {
    repository: 'acme/shop',
    revision: null,
    deliveryHistory: unknown('not read'),
    files: filesOf(files),
    hosting: { ...noHosting('not asked'), ...hosting },
    history: known({ authors: 3, commits: 120, shallow: false }),
  }
}
