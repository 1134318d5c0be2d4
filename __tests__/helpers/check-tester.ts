import { describe, expect, test } from '@jest/globals'
import type { AnyCheck } from '../../src/check-api/index.js'
import { plain } from '../../src/core/message.js'
import type { CheckResult } from '../../src/core/outcome.js'
import { known, unknown, type Known } from '../../src/core/known.js'
import { runChecks } from '../../src/engine/run-checks.js'
import { noHosting } from '../../src/models/no-hosting.js'
import type { DeliveryHistory, History, Hosting, Settings } from '../../src/models/index.js'
import { NO_SETTINGS } from '../../src/models/settings.js'
import { readModels } from '../../src/readers/read-models.js'
import { checks as allChecks } from '../../checks/index.js'
import { filesOf } from './files.js'

/** A repository in memory, and what is known about it. */
export interface Repository {
  /** Path → content. A line that must be reported ends with ` # ! <messageId>`. */
  readonly files?: Readonly<Record<string, string>>
  /** The files of the revision where the change began, for checks that compare. */
  readonly before?: Readonly<Record<string, string>>
  readonly hosting?: Partial<Hosting>
  readonly history?: Known<History>
  readonly deliveryHistory?: Known<DeliveryHistory>
  readonly settings?: Partial<Settings>
  readonly options?: Readonly<Record<string, unknown>>
}

export interface Case extends Repository {
  readonly name: string
  /** Problems that no line can be marked for: `messageId` for a setting or the repository, `file:line messageId` else. */
  readonly expect?: readonly string[]
  /** What must be part of the reason, for cases that must not be decided. */
  readonly reason?: string
}

export interface Cases {
  /** Evidence is seen, and no problem. */
  readonly passes?: readonly Case[]
  readonly fails?: readonly Case[]
  readonly unknown?: readonly Case[]
  readonly notApplicable?: readonly Case[]
  /** A problem of another check is the cause. */
  readonly implied?: readonly Case[]
}

const MARKER = /[ \t]+# ! ([\w-]+)$/gm

/** Runs `check` over in-memory repositories, through the real readers and the real engine. */
export function testCheck(check: AnyCheck, cases: Cases): void {
  describe(check.id, () => {
    for (const state of ['passes', 'unknown', 'notApplicable', 'implied'] as const) {
      const expected = { passes: 'evidence', unknown: 'unknown', notApplicable: 'not-applicable', implied: 'implied' }[
        state
      ]
      const table = cases[state] ?? []
      if (table.length === 0) continue
      test.each(table)(`${state}: $name`, (each) => {
        const { result, problems } = run(check, each)
        expect(problems).toEqual([])
        const seen = result.state === 'skipped' ? 'unknown' : result.state
        expect({ state: seen, reason: result.reason }).toEqual({ state: expected, reason: result.reason })
        if (each.reason !== undefined) expect(reasonsOf(result)).toContain(each.reason)
      })
    }
    const failing = cases.fails ?? []
    if (failing.length === 0) return
    test.each(failing)('fails: $name', (each) => {
      const { problems, marked } = run(check, each)
      const expected = [...marked, ...(each.expect ?? [])]
      expect(expected).not.toEqual([])
      expect([...problems].sort()).toEqual([...expected].sort())
    })
  })
}

/** The result of one check on a repository; with all other checks beside it where it names one of them as the cause. */
export function run(
  check: AnyCheck,
  repository: Repository,
): { result: CheckResult; problems: string[]; marked: string[] } {
  const marked: string[] = []
  const files = new Map<string, string>()
  for (const [path, text] of Object.entries(repository.files ?? {})) {
    text.split('\n').forEach((line, index) => {
      for (const match of line.matchAll(MARKER)) marked.push(`${path}:${index + 1} ${match[1]}`)
    })
    files.set(path, text.replace(MARKER, ''))
  }
  const settings: Settings = { ...NO_SETTINGS, ...repository.settings }
  const hosting: Hosting = { ...noHosting('no token was given'), ...repository.hosting }
  const history = repository.history ?? known({ authors: 3, commits: 120, shallow: false })
  const deliveryHistory = repository.deliveryHistory ?? unknown('the delivery history was not read')
  const snapshot = { repository: 'acme/shop', revision: null, hosting, history, deliveryHistory }
  const began = repository.before && readModels({ ...snapshot, files: filesOf(repository.before) }, settings).models
  const { models } = readModels({ ...snapshot, files: filesOf(files) }, settings, began)
  const policies = new Map([
    [check.id, { enabled: true, ...(repository.options !== undefined && { options: repository.options }) }],
  ])
  let hasCause = false
  const watched: AnyCheck = {
    ...check,
    *run(subjects, options) {
      for (const outcome of check.run(subjects, options)) {
        hasCause ||= outcome.kind === 'implied'
        yield outcome
      }
    },
  }
  const [alone] = runChecks([watched], models, policies)
  const others = allChecks.filter(({ id }) => id !== check.id)
  const result = hasCause ? runChecks([check, ...others], models, policies)[0] : alone
  if (result === undefined) throw new Error(`${check.id} did not run`)
  if (result.state === 'crashed') throw new Error(result.reason)
  const problems = result.outcomes
    .filter((outcome) => outcome.kind === 'problem')
    .map(({ at, messageId }) => (at === undefined ? messageId : `${at.file}:${at.line} ${messageId}`))
  return { result, problems: [...new Set(problems)], marked }
}

function reasonsOf({ outcomes }: CheckResult): string {
  return outcomes.map((outcome) => ('reason' in outcome ? plain(outcome.reason) : plain(outcome.message))).join('\n')
}
