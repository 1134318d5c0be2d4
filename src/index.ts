/**
 * The library. `lintFolder` does what the command line does; the parts are exported for programs that bring their own
 * files, checks or hosting facts.
 */
import { fileURLToPath, URL } from 'node:url'
import { checks } from '../checks/index.js'
import type { AnyCheck } from './check-api/check.js'
import { versionOf } from './cli/version.js'
import type { Hosting } from './models/index.js'
import { noHosting } from './models/no-hosting.js'
import { runPillarlint, type RunResult } from './run.js'

export { checks }
export type { AnyCheck, Check, CheckOutcome } from './check-api/check.js'
export { practiceById, practices, type Practice } from './catalog/index.js'
export { lint, type LintRequest } from './lint.js'
export { noHosting } from './models/no-hosting.js'
export { runPillarlint, type RunOptions, type RunResult } from './run.js'
export { FORMATS, renderReport, type Format, type RenderContext } from './reporters/formats.js'
export type { Finding, Gate, Maturity, PracticeVerdict, Report } from './core/report.js'
export type { Policy } from './core/policy.js'
export type { Files, Snapshot } from './snapshot/snapshot.js'
export type * from './models/index.js'

export interface FolderOptions {
  /** A revision to compare with: its configuration governs, and findings are introduced or existing. */
  readonly base?: string
  /** Hosting facts, if the program has them; unknown without. */
  readonly hosting?: Hosting
  /** Checks beside the built-in ones. */
  readonly moreChecks?: readonly AnyCheck[]
}

/**
 * Lints the repository in `root` as its own configuration says. The result is the report, or what is wrong with folder
 * or configuration; it throws for nothing that a repository can hold.
 */
export function lintFolder(root: string, options: FolderOptions = {}): Promise<RunResult> {
  return runPillarlint({
    root,
    overrides: {},
    hosting: options.hosting ?? noHosting('the program gave no hosting facts'),
    today: new Date().toISOString().slice(0, 10),
    version: versionOf(fileURLToPath(new URL('..', import.meta.url))),
    checks: [...checks, ...(options.moreChecks ?? [])],
    ...(options.base !== undefined && { base: options.base }),
  })
}
