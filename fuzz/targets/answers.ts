import { at, listAt } from '../../src/github/json.js'
import { countMerged, readBranches } from '../../src/github/history/branches.js'
import { readIncidents } from '../../src/github/history/incidents.js'
import { changeOf } from '../../src/github/history/pull-request.js'
import { readReleases } from '../../src/github/history/releases.js'
import { bypassOfClassic, bypassOfRuleset } from '../../src/github/hosting/bypass.js'
import { readRules } from '../../src/github/hosting/rules.js'
import { conditionOf } from '../../src/github/hosting/rulesets.js'

const UNTIL = Date.parse('2026-01-01')
const WINDOW = { days: 90, from: UNTIL - 90 * 86_400_000, until: UNTIL }

/** Reads the parts of one JSON value as answers of GitHub. */
export function readAnswers(value: unknown): unknown {
  const answer = { ok: true, status: 200, data: at(value, 'data'), source: 'POST /graphql' } as const
  const partly = { ...answer, errors: listAt(value, 'errors') }
  return [
    readRules(listAt(value, 'rules'), new Map()),
    bypassOfRuleset(at(value, 'ruleset'), 'a ruleset'),
    conditionOf(at(value, 'ruleset')),
    bypassOfClassic(at(value, 'protection'), 'the protection'),
    changeOf(at(value, 'pull'), ['ci']),
    ...[answer, partly].map((each) => [
      readReleases(each, WINDOW),
      readIncidents(each, WINDOW),
      readBranches(each, 'main', WINDOW, undefined),
      countMerged(each, 'main'),
    ]),
  ]
}
