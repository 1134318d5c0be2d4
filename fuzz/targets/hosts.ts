import { checks } from '../../checks/index.js'
import { readClaims } from '../../src/action/forks/claims.js'
import { rebuild } from '../../src/action/forks/rebuild.js'
import type { AnyCheck } from '../../src/check-api/check.js'
import { configChanges } from '../../src/config/changes.js'
import { readDocument } from '../../src/config/document.js'
import { loadConfig } from '../../src/config/load.js'
import { UserError } from '../../src/core/errors.js'
import { parseBaseline } from '../../src/core/baseline-file.js'
import { readEvent } from '../../src/github/event.js'
import { readReports } from '../../src/readers/sarif/read-reports.js'
import { parseCommits } from '../../src/snapshot/delivery-history/commits.js'
import { parseDiff } from '../../src/snapshot/parse-diff.js'
import type { Files } from '../../src/snapshot/snapshot.js'
import { filesInMemory } from '../files.js'
import { claimTexts, configTexts } from '../structured/config.js'
import { eventTexts, sarifTexts } from '../structured/hosts.js'
import { jsonOf, text, type Target } from '../target.js'
import { readAnswers } from './answers.js'

const CHECKS = checks as readonly AnyCheck[]
const CONFIGURED = { checks: CHECKS, overrides: {}, today: '2026-01-01' }
const OWN = 'extends: ./base.yml\nfail-on: warning\n'

/** Readers of the configuration, of reports, of events and of what hosts and git answer. */
export const HOST_TARGETS: readonly Target[] = [
  {
    ...text('config', 'pillarlint.yml', /pillarlint\.ya?ml$/, (_content, _path, files) => [
      loadConfig({ ...CONFIGURED, files }),
      configChanges(filesInMemory({}), files),
    ]),
    structured: configTexts,
  },
  text('attestations', 'pillarlint-attestations.yml', /^$/, (_content, _path, files) =>
    loadConfig({ ...CONFIGURED, files }),
  ),
  {
    ...text('extends', 'base.yml', /pillarlint\.ya?ml$/, (_content, _path, files) => readExtended(files)),
    files: (content) => filesInMemory({ 'base.yml': content, 'pillarlint.yml': OWN }),
  },
  text('baseline', 'baseline.json', /^$/, (content) => parseBaseline(content)),
  {
    ...text('sarif', 'report.sarif', /\.sarif$/, (_content, _path, files) => readReports(files, [], [])),
    elsewhere: true,
    structured: sarifTexts,
  },
  {
    ...text('report', 'report.json', /^$/, (content) => rebuild(readClaims(jsonOf(content)), TRUSTED)),
    elsewhere: true,
    throws: (error) => error instanceof UserError,
    structured: claimTexts,
  },
  {
    ...text('event', 'event.json', /event\.json$/, (content) => {
      const payload = jsonOf(content)
      return ['pull_request', 'push', 'merge_group', 'workflow_run'].map((name) =>
        readEvent({ GITHUB_EVENT_NAME: name }, payload),
      )
    }),
    structured: eventTexts,
  },
  text('host-answers', 'answers.json', /^$/, (content) => readAnswers(jsonOf(content))),
  text('diff', 'change.diff', /\.(?:diff|patch)$/, (content) => parseDiff(content)),
  text('git-log', 'log.txt', /^$/, (content) => parseCommits(content.split('\n'))),
]

const TRUSTED = {
  ...{ version: '0.0.0', checks: CHECKS, repository: 'shop/front', pullRequest: 1 },
  ...{ revision: 'a'.repeat(40), failOn: 'foundational' as const },
} as const

function readExtended(files: Files): unknown {
  const base = readDocument(files, 'base.yml', [])
  const extended = { documents: base === undefined ? [] : [base], errors: [], leftovers: [] }
  return loadConfig({ ...CONFIGURED, files, extended })
}
