import type { Command, FileIndex, GitHook, Pipelines, Project, ScriptFile } from '../../models/index.js'
import { GOES_ON } from '../../models/script.js'
import { isForUse } from '../common/paths.js'
import { stepsOf } from '../pipelines/pipelines.js'

/** A script that somebody relies on, and what shows it. */
export interface UsedScript {
  readonly script: ScriptFile
  /** `pipeline`, `hook`: one of them starts it. `folder`: where it lies, or its name, says so. */
  readonly by: 'pipeline' | 'hook' | 'folder'
  /** Whether failures in it are lost as it is started: `bash -e` stops what the script itself would not. */
  readonly stopped: boolean
}

/** Folders of scripts for operation, and names of what changes a running system. */
const OPERATION =
  /(?:^|\/)(?:scripts?|bin|deploy|deployment|ops|operations|infra|provision)\/|(?:^|[/_.-])(?:deploy|release|roll-?back|backup|restore|migrate|provision|rotate|publish)(?:[_.-][^/]*)?$/i

/** Scripts that pipelines or hooks of git start, or that lie where scripts for operation do. */
export function usedScripts(
  { scripts }: Pick<Project, 'scripts'>,
  pipelines: Pipelines,
  hooks: readonly GitHook[],
  files: FileIndex,
): UsedScript[] {
  const byPipeline = lossesByFile(
    stepsOf(pipelines, { inlined: true, actions: true }).flatMap(({ step }) => step.commands),
  )
  const byHook = lossesByFile(hooks.flatMap(({ commands }) => commands))
  return scripts.flatMap((script): UsedScript[] => {
    const started = byPipeline.get(script.file)
    if (started !== undefined) return [{ script, by: 'pipeline', stopped: !started.lost }]
    const hooked = byHook.get(script.file)
    if (hooked !== undefined) return [{ script, by: 'hook', stopped: !hooked.lost }]
    if (
      script.sourced ||
      script.asks ||
      !OPERATION.test(script.file) ||
      /(?:^|\/)src\//.test(script.file) ||
      !isForUse(script.file, files)
    )
      return []
    return [{ script, by: 'folder', stopped: false }]
  })
}

/** For each file of which commands run, whether a failure of one of them is lost with nothing done about it. */
function lossesByFile(commands: readonly Command[]) {
  const files = new Map<string, { lost: boolean }>()
  for (const { at, ignoredFailure } of commands) {
    const known = files.get(at.file) ?? { lost: false }
    known.lost ||= ignoredFailure === GOES_ON
    files.set(at.file, known)
  }
  return files
}
