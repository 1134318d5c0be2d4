import type { SettingsChange } from '../core/outcome.js'
import type { Finding } from '../core/report.js'
import { addTo } from '../core/group.js'
import { visible, withoutCommands } from './visible.js'

/** What solves several findings at once. */
export interface Patch {
  /** Lines of a shell script, with nothing in them that a terminal or a log would act on. */
  readonly script: readonly string[]
  /** The checks whose findings it solves, each once. */
  readonly checks: readonly string[]
}

/** The changes of settings that the findings carry, each once, in their order. */
export function patchesOf(findings: readonly Finding[]): Patch[] {
  const groups = new Map<string, string[]>()
  for (const { check, patch } of findings) {
    if (patch !== undefined) addTo(groups, scriptOf(patch).join('\n'), check)
  }
  return Array.from(groups, ([script, checks]) => ({ script: script.split('\n'), checks: [...new Set(checks)] }))
}

/** The changes as lines of a shell script: each file as a document in the script, then the command that reads it. */
export function scriptOf(patch: readonly SettingsChange[]): string[] {
  return patch.flatMap(({ command, file = '', body }) => [
    ...(body === undefined ? [] : [`cat > ${inert(file)} <<'JSON'`, ...body.split('\n').map(inert), 'JSON']),
    inert(command),
  ])
}

function inert(line: string): string {
  return withoutCommands(visible(line))
}
