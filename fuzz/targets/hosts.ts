import { checks } from '../../checks/index.js'
import type { AnyCheck } from '../../src/check-api/check.js'
import { configChanges } from '../../src/config/changes.js'
import { loadConfig } from '../../src/config/load.js'
import { readEvent } from '../../src/github/event.js'
import { readReports } from '../../src/readers/sarif/read-reports.js'
import { filesInMemory } from '../files.js'
import { jsonOf, text, type Target } from '../target.js'

const CONFIGURED = { checks: checks as readonly AnyCheck[], overrides: {}, today: '2026-01-01' }

/** Readers of the configuration, of reports, of events and of what hosts answer. */
export const HOST_TARGETS: readonly Target[] = [
  text('config', 'pillarlint.yml', /pillarlint\.ya?ml$/, (_content, _path, files) => [
    loadConfig({ ...CONFIGURED, files }),
    configChanges(filesInMemory({}), files),
  ]),
  {
    ...text('sarif', 'report.sarif', /\.sarif$/, (_content, _path, files) => readReports(files, [], [])),
    elsewhere: true,
  },
  text('event', 'event.json', /event\.json$/, (content) => {
    const payload = jsonOf(content)
    return ['pull_request', 'push', 'merge_group', 'workflow_run'].map((name) =>
      readEvent({ GITHUB_EVENT_NAME: name }, payload),
    )
  }),
]
