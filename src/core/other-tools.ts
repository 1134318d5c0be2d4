import type { Location } from './location.js'
import type { Severity } from './severity.js'

/** One run of a tool, as a SARIF report tells it. */
export interface ToolRun {
  /** Name of the tool's driver, as it calls itself. */
  readonly tool: string
  readonly version?: string
  /** The report, relative to the linted folder. */
  readonly report: string
  /** False if the tool says that it could not do its work. */
  readonly completed: boolean
  /** How many files it says it has looked at; undefined if it does not say. */
  readonly looked?: number
  /** Whether it looked at a container image, not at files. */
  readonly image: boolean
  /** Kinds of rules that it brings, found anything or not: names, tags and categories. */
  readonly labels: ReadonlySet<string>
  readonly results: readonly ToolResult[]
  /** Results that are settled in the tool's own way, or are no longer there. */
  readonly settled: number
  /** Results beyond what is read of one report. */
  readonly beyond: number
}

/** One thing that a tool found. */
export interface ToolResult {
  readonly rule: string
  /** Its name, tags and categories. */
  readonly labels: readonly string[]
  /** As SARIF's level; `note` and `none` are notices. */
  readonly severity: Severity
  /** One line, shortened. Text of the tool and of the repository: to be escaped. */
  readonly message: string
  /** Where the tool explains its rule: an http or https address. */
  readonly help?: string
  /** Absent if the tool names no place, or one outside the linted folder. */
  readonly at?: Location
  /** Whether the tool itself says that it was there before. */
  readonly unchanged: boolean
}

/** A result as it stands in the report: under the practices that it speaks about. */
export interface ToolFinding extends Omit<ToolResult, 'labels'> {
  /** Empty for a rule that nothing is known of. */
  readonly practices: readonly string[]
}

/** What came of one run of another tool. */
export interface ToolSummary {
  readonly tool: string
  readonly version?: string
  readonly report: string
  /** Whether its rules are mapped to practices. */
  readonly known: boolean
  readonly completed: boolean
  readonly looked?: number
  /** Practices that its having run is evidence of. */
  readonly shows: readonly string[]
  readonly findings: readonly ToolFinding[]
  /** Left out: settled in the tool, in excluded files, told by a finding of ours at the same line, beyond the limit. */
  readonly leftOut: {
    readonly settled: number
    readonly excluded: number
    readonly told: number
    readonly beyond: number
  }
}
