import { known, unknown, type Known } from '../core/known.js'
import { withGetters } from '../core/once.js'
import type { Suppression } from '../core/policy.js'
import type { UnreadFile } from '../core/report.js'
import type { Migrations, Models, Pipelines, Settings } from '../models/index.js'
import type { Snapshot } from '../snapshot/snapshot.js'
import { readCodeowners } from './codeowners/index.js'
import type { Defect, ReaderContext } from './context.js'
import { readDelivery } from './delivery/read-delivery.js'
import { readFileIndex } from './files.js'
import { readImageBuilds } from './image-builds/index.js'
import { readGitHooks } from './git-hooks/index.js'
import { readInfrastructure } from './infrastructure/index.js'
import { readMigrations } from './migrations/index.js'
import { hidesPipelines, readPipelines } from './pipelines/index.js'
import { readProject } from './project/index.js'
import { readSuppressions } from './read-suppressions.js'
import { readTests } from './tests/index.js'

/** The models of one snapshot, and what came to light while they were read. */
export interface Reading {
  readonly models: Models
  readonly unread: readonly UnreadFile[]
  /** Ignore comments in all files that any reader understands, and those that are malformed. */
  suppressions(): { readonly suppressions: readonly Suppression[]; readonly malformed: readonly Defect[] }
}

/**
 * Reads `snapshot` into models, each when it is first asked for.
 * @param before the models of the revision where the change began, for what only a comparison tells
 */
export function readModels(snapshot: Snapshot, settings: Settings, before?: Models): Reading {
  const defects = new Map<string, Defect>()
  const unread = new Map<string, UnreadFile>()
  const context: ReaderContext = {
    files: snapshot.files,
    settings,
    repository: snapshot.repository,
    get host() {
      return settings.host ?? (snapshot.hosting.repository.known ? 'github' : snapshot.host)
    },
    defect: (defect) => {
      const key = `${defect.at.file}:${defect.at.line}:${defect.message}`
      if (!defects.has(key)) defects.set(key, defect)
    },
    unread: (file) => void unread.set(file.file, file),
  }
  return {
    models: modelsOf(snapshot, settings, context, defects, before),
    get unread() {
      return [...unread.values(), ...snapshot.files.unread]
    },
    suppressions: () => readSuppressions(context),
  }
}

const NO_BASE: Known<Migrations> = unknown('there is no earlier revision to compare with', {
  remedy: 'Give the base of the change: in pull requests the Action finds it, on the command line `--base` names it.',
})

function modelsOf(
  snapshot: Snapshot,
  settings: Settings,
  context: ReaderContext,
  found: ReadonlyMap<string, Defect>,
  before: Models | undefined,
): Models {
  const { hosting } = snapshot
  const files = once(() => readFileIndex(snapshot.files, settings))
  const pipelines = once((): Pipelines => readPipelines(context, () => infrastructure().value))
  const infrastructure = once(() => readInfrastructure(context))
  const project = once(() => readProject(context, files().value, infrastructure().value))
  const tests = once(() => readTests(context, files().value, project().value))
  const delivery = once(() =>
    readDelivery({
      pipelines: pipelines().value,
      infrastructure: infrastructure().value,
      files: files().value,
      project: project().value,
      settings,
      repository: snapshot.repository,
    }),
  )
  const migrations = once(() => readMigrations(context, files().value, () => before?.migrations ?? NO_BASE))
  const codeowners = once(() => readCodeowners(context, files().value))
  const defects = once(() => {
    for (const read of [pipelines, project, codeowners]) read()
    return [...found.values()]
      .filter(({ at }) => !files().value.isExcluded(at.file))
      .map((defect) => ({ ...defect, pipeline: hidesPipelines(defect.at.file) }))
  })
  return withGetters(
    {
      files,
      project,
      tests,
      pipelines,
      gitHooks: once(() => readGitHooks(context, files().value)),
      delivery,
      infrastructure,
      imageBuilds: once(() => readImageBuilds(context, files().value, infrastructure().value)),
      migrations,
      codeowners,
      defects,
      history: () => snapshot.history,
      deliveryHistory: () => snapshot.deliveryHistory,
    },
    {
      repository: hosting.repository,
      protection: hosting.protection,
      tagProtection: hosting.tagProtection ?? unknown('what protects tags was not read'),
      environments: hosting.environments,
      codeownersErrors: hosting.codeownersErrors,
      security: known(hosting.security),
      merging: hosting.merging ?? unknown('how pull requests are merged was not read'),
      reportedChecks: hosting.reportedChecks,
      settings: known(settings),
    },
  )
}

/** Reads on the first call and keeps the result. */
function once<T>(read: () => T): () => Known<T> & { known: true } {
  let kept: { known: true; value: T } | undefined
  return () => (kept ??= { known: true, value: read() })
}
