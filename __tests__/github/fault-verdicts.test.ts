import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { checks } from '../../checks/index.js'
import type { Known } from '../../src/core/known.js'
import { known, unknown } from '../../src/core/known.js'
import type { Report } from '../../src/core/report.js'
import type { Failure } from '../../src/github/failure.js'
import { readDeliveryHistory, readHosting } from '../../src/github/index.js'
import { lint } from '../../src/lint.js'
import type { DeliveryHistory, Hosting } from '../../src/models/index.js'
import { noHosting } from '../../src/models/no-hosting.js'
import { NO_SETTINGS } from '../../src/models/settings.js'
import { DELIVERY_STORY, STORY_END, storyOnHost } from '../helpers/delivery-story.js'
import { everythingOn } from '../helpers/everything-on.js'
import { connect, FAULT_TABLE, SPOILT, startFakeGitHub, type FakeGitHub } from '../helpers/fake-github/index.js'
import { filesOf } from '../helpers/files.js'
import { tellGit } from '../helpers/git-story.js'
import { factsIn, isWhole } from '../helpers/hosting-facts.js'
import { policy } from '../helpers/policy.js'
import { record, spoiltBy, type Endpoint, type Instead, type Recording } from '../helpers/replay.js'

const NOW = Date.parse('2026-11-21T12:00:00Z')

/** A repository whose practices hang on what the host says. */
const FILES = filesOf({
  'package.json': '{"name":"shop","scripts":{"test":"node --test"}}',
  'src/shop.js': 'export {}\n',
  Dockerfile: 'FROM node:24\n',
  '.github/CODEOWNERS': '* @acme/shop\n',
  '.github/workflows/ci.yml': `name: CI
on: { pull_request: {}, push: { branches: [main] } }
jobs:
  test: { runs-on: ubuntu-24.04, steps: [{ run: npm ci }, { run: npm test }] }
  scan: { runs-on: ubuntu-24.04, steps: [{ uses: github/codeql-action/analyze@v4 }] }
  deploy:
    needs: [test]
    if: github.event_name == 'push'
    runs-on: ubuntu-24.04
    environment: production
    steps: [{ run: helm upgrade --install shop ./chart --atomic }]
`,
})

interface Facts {
  readonly hosting: Hosting
  readonly history: Known<DeliveryHistory>
}

let fake: FakeGitHub
let failures: readonly Failure[]

beforeAll(async () => {
  fake = await startFakeGitHub()
  everythingOn(fake.state)
  const found = new Map<string, Failure>()
  for (const { fault, heavy, slow } of FAULT_TABLE) {
    if (heavy === true || slow === true) continue
    fake.fault('repos/get-branch', fault)
    const answer = await connect(fake, { patience: { secondMs: 1, totalMs: 20 } }).call('branch', { branch: 'main' })
    fake.mend()
    if (!answer.ok) found.set(`${answer.kind} ${answer.status} ${answer.message}`, answer)
  }
  failures = [...found.values()]
})

afterAll(async () => fake.close())

/** As the Action reads: settings first, and with them the history. */
async function read(github: ReturnType<Recording['replay']>): Promise<Facts> {
  const hosting = await readHosting(github, { branch: 'main', now: NOW })
  const days = 90
  return { hosting, history: await readDeliveryHistory(github, { days, until: STORY_END, hosting, branch: 'main' }) }
}

const snapshot = ({ hosting, history }: Facts): Parameters<typeof lint>[1] => ({
  repository: 'acme/shop',
  revision: null,
  files: FILES,
  hosting,
  history: known({ authors: 3, commits: 120, shallow: false }),
  deliveryHistory: history,
})

const judge = (facts: Facts): Report =>
  lint({ version: '0.1.0', checks, policy: { ...policy, unknown: 'ignore' }, settings: NO_SETTINGS }, snapshot(facts))

const verdicts = (report: Report): Map<string, string> =>
  new Map(report.practices.map(({ id, verdict }) => [id, verdict]))
const prints = (report: Report): Set<string> =>
  new Set(report.findings.map(({ check, fingerprint }) => `${check} ${fingerprint}`))

const SWITCHES: readonly { readonly name: string; readonly prepare: () => void }[] = [
  { name: 'a repository with everything on', prepare: () => undefined },
  {
    name: 'a repository with everything off',
    prepare: () => {
      const { state } = fake
      Object.assign(state, { rules: [], rulesets: [], classic: undefined, analyses: [], codeownersErrors: [] })
      Object.assign(state, { secretScanning: false, dependencyAlerts: false, immutableReleases: false })
      delete state.repository['security_and_analysis']
      state.branch = { name: 'main', protected: false, protection: { enabled: false } }
      state.environments = [{ name: 'production' }]
      state.query.hasVulnerabilityAlertsEnabled = false
      state.workflowToken = { default_workflow_permissions: 'write', can_approve_pull_request_reviews: true }
    },
  },
]

describe.each(SWITCHES)('$name', ({ prepare }) => {
  let recording: Recording
  let truth: Facts
  let seen: Map<string, { readonly facts: Facts; readonly cells: string[] }>

  beforeAll(async () => {
    prepare()
    fake.state.history = storyOnHost(tellGit(DELIVERY_STORY).ids)
    recording = await record(connect(fake, { settingsToken: 'settings', budget: 1000 }), async (github) => {
      truth = await read(github)
    })
    seen = new Map()
    for (const endpoint of recording.endpoints) {
      for (const [name, instead] of insteads(endpoint)) {
        const facts = await read(recording.replay(endpoint, instead))
        const key = JSON.stringify(facts, (_, value: unknown) => (isUnknown(value) ? null : value))
        const known = seen.get(key) ?? { facts, cells: [] }
        known.cells.push(`${endpoint.query ?? endpoint.name}: ${name}`)
        seen.set(key, known)
      }
    }
  }, 120_000)

  test('has many endpoints, and as many faults', () => {
    const cells = [...seen.values()].reduce((sum, each) => sum + each.cells.length, 0)
    expect(recording.endpoints.length).toBeGreaterThanOrEqual(20)
    expect(cells).toBeGreaterThan(recording.endpoints.length * 35)
  })

  test('is never told wrongly', () => {
    const wrong = [...seen.values()].flatMap(({ facts, cells }) =>
      wrongIn(facts, truth).map((each) => `${cells[0]}: ${each}`),
    )
    expect(wrong).toEqual([])
  })

  test('never gets a verdict that it would not have, and loses no finding of its files', () => {
    const reference = judge(truth)
    const blind = judge({ hosting: noHosting('no token was given'), history: unknown('not read') })
    const allowed = new Set([...prints(reference), ...prints(blind)])
    const ofFiles = [...prints(blind)].filter((print) => prints(reference).has(print))
    const wrong = [...seen.values()].flatMap(({ facts, cells }) => {
      const report = judge(facts)
      const found = prints(report)
      const said = verdicts(reference)
      return [
        ...[...verdicts(report)]
          .filter(
            ([id, verdict]) =>
              verdict !== said.get(id) && verdict !== 'unknown' && !isQualified(report, id, said.get(id)),
          )
          .map(([id, verdict]) => `${cells[0]}: ${id} ${said.get(id)} → ${verdict}`),
        ...[...found].filter((print) => !allowed.has(print)).map((print) => `${cells[0]}: forged ${print}`),
        ...ofFiles.filter((print) => !found.has(print)).map((print) => `${cells[0]}: lost ${print}`),
      ]
    })
    expect(wrong).toEqual([])
  })
})

/**
 * What docs/verdicts.md says of what is not visible: a practice that was not met is met only in words that say so (rule 3), or
 * partly met by a warning of its own (rule 4). A warning that was not seen makes no more than the step to met.
 */
function isQualified({ practices }: Report, practice: string, was: string | undefined): boolean {
  const { verdict, rule, reason } = practices.find(({ id }) => id === practice) ?? {}
  if (was === 'partly-met' && verdict === 'met' && rule === 3) return true
  return (
    (verdict === 'met' && rule === 3 && / as far as /.test(reason ?? '')) || (verdict === 'partly-met' && rule === 4)
  )
}

function isUnknown(value: unknown): boolean {
  return typeof value === 'object' && value !== null && (value as { known?: unknown }).known === false
}

function* insteads({ name }: Endpoint): Generator<readonly [string, Instead]> {
  for (const failure of failures) yield [`${failure.kind} ${failure.status ?? ''} ${failure.message}`, () => failure]
  for (const [change, apply] of Object.entries(SPOILT)) yield [change, spoiltBy(name, apply)]
}

/** Facts that are told in other words where a ruleset cannot be looked up, and those of which 404 is what GitHub says. */
const REWORDED = new Set(['protection.rules', 'protection.requiredChecks'])
const ANSWERED = new Set(['codeownersErrors', 'tagProtection.immutableReleases', 'environments'])

/** What is known and not as it is, and what is unknown without saying why and what to do. */
function wrongIn({ hosting, history }: Facts, truth: Facts): string[] {
  // Which required checks had failed is left out where it is not known which are required.
  const plain = (fact: unknown): string =>
    JSON.stringify(fact, (key, each: unknown) => (key === 'failedChecks' ? undefined : each))
  const facts = new Map([...factsIn(hosting), ...factsIn({ history } as unknown as Hosting)])
  const right = new Map([...factsIn(truth.hosting), ...factsIn({ history: truth.history } as unknown as Hosting)])
  return [...facts].flatMap(([path, fact]) => {
    if (fact.known) {
      if (!isWhole(fact) || REWORDED.has(path) || ANSWERED.has(path)) return []
      return plain(fact) === plain(right.get(path)) ? [] : [`${path} is ${JSON.stringify(fact).slice(0, 200)}`]
    }
    const isExplained = fact.reason !== '' && (fact.remedy !== undefined || fact.permission !== undefined)
    return isExplained || JSON.stringify(fact) === JSON.stringify(right.get(path))
      ? []
      : [`${path}: ${fact.reason} (unexplained)`]
  })
}
