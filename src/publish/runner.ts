import { existsSync, statSync } from 'node:fs'
import type { Annotation } from '../reporters/annotations.js'
import { neutralise } from './log.js'

/** The step of a workflow in which we run: what it can be told. Implemented over @actions/core, faked in tests. */
export interface Runner {
  /** Writes lines to the log; whatever they quote has no effect on the runner. */
  info(text: string): void
  /** Writes lines that only a debug run shows. */
  debug(text: string): void
  annotate(annotation: Annotation): void
  setOutput(name: string, value: string | number): void
  /** Adds to the job summary; false if this runner has none. */
  summarise(markdown: string): Promise<boolean>
  /** Bytes that the job summary of this step may still grow by. */
  readonly summaryRoom: number
}

/** GitHub uploads no summary of a step that is larger (GitHub docs: Workflow commands, step isolation and limits). */
const SUMMARY_LIMIT = 1024 * 1024

/** Connects to the runner. @actions/core is loaded here and nowhere earlier. */
export async function connectRunner(env: Readonly<Record<string, string | undefined>>): Promise<Runner> {
  const core = await import('./core.js')
  const file = env['GITHUB_STEP_SUMMARY']
  return {
    info: (text) => core.info(neutralise(text)),
    debug: (text) => core.debug(neutralise(text)),
    annotate({ file: path, line, endLine, column, endColumn, level, title, message }) {
      const place = path === undefined ? {} : { file: path, startLine: line, endLine }
      const columns = column === undefined || endColumn === undefined ? {} : { startColumn: column, endColumn }
      core[level](message, { title, ...place, ...columns })
    },
    setOutput: (name, value) => core.setOutput(name, value),
    async summarise(markdown) {
      if (file === undefined || !existsSync(file)) return false
      try {
        await core.summary.addRaw(markdown, true).write()
        return true
      } catch {
        return false
      }
    },
    get summaryRoom() {
      const used = file === undefined ? 0 : (statSync(file, { throwIfNoEntry: false })?.size ?? 0)
      return Math.max(0, SUMMARY_LIMIT - used)
    },
  }
}
