import { fileLocation } from '../../../core/location.js'
import type { Pipeline, Trigger } from '../../../models/index.js'
import { PRE_COMMIT_CONFIG, skippedByService } from '../../resolve/pre-commit-config.js'
import { yamlOf } from '../../yaml/cache.js'
import { entriesOf } from '../../yaml/navigate.js'
import type { Adapter } from '../adapter.js'
import { newJob, newPipeline, scriptStep } from '../parts.js'
import type { AdapterReading } from '../reading.js'
import type { SourceText } from '../source-text.js'

/** The names under which it reports on commits. */
const CHECK_NAMES = ['pre-commit.ci - pr', 'pre-commit.ci - push']

/**
 * Reads the `ci` section of the hooks' configuration: with it the service is set up, which runs the hooks but for those
 * that the section skips (pre-commit.ci: Configuration). Without it nothing tells whether the service is asked at all.
 */
function readPreCommitCi(reading: AdapterReading): Pipeline[] {
  const file = PRE_COMMIT_CONFIG
  if (!reading.context.files.has(file)) return []
  const root = yamlOf(reading.context, file)?.documents[0]
  const section = entriesOf(root).find(({ key }) => key.text === 'ci')
  const skipped = skippedByService(root)
  if (section === undefined || skipped === undefined) return []
  const { at } = section.key
  const { line, column } = at
  const source: SourceText = { text: 'pre-commit run --all-files', file, route: 'ci', place: () => ({ line, column }) }
  const env = new Map([['SKIP', skipped.join(',')]])
  const settings = { shell: 'sh', failFast: true, pipefail: false, directory: '', because: [], env }
  const triggers = (['change-request', 'push'] as const).map((kind): Trigger => ({
    kind,
    event: kind === 'push' ? 'push' : 'pull_request',
    at,
  }))
  const job = newJob({
    id: 'pre-commit',
    checkNames: CHECK_NAMES,
    steps: [scriptStep(reading.resolver, source, settings)],
    starts: triggers.map((trigger) => ({ trigger, certain: true, manual: false })),
    at,
  })
  return [
    newPipeline({
      system: 'pre-commit-ci',
      file,
      name: 'pre-commit.ci',
      triggers,
      jobs: [job],
      at: fileLocation(file),
    }),
  ]
}

/** Read with forbearance: the file is that of another tool, which has its own word for mistakes in it. */
export const preCommitCi: Adapter = {
  system: 'pre-commit-ci',
  label: 'pre-commit.ci',
  isPipelineFile: (path) => path === PRE_COMMIT_CONFIG,
  read: readPreCommitCi,
}
