import type { Report } from '../core/report.js'
import type { Format } from './options.js'

export interface FormatContext {
  readonly color: boolean
  /** Characters of a line. */
  readonly width: number
  /** Text of a linted file, for excerpts. */
  readonly source: (file: string) => string | undefined
  /** The terminal report also shows notices and what was settled. */
  readonly verbose?: boolean
}

/** The report in one form. Only the reporter that is asked for is loaded. */
export async function render(format: Format, report: Report, context: FormatContext): Promise<string> {
  switch (format) {
    case 'terminal':
      return (await import('../reporters/terminal.js')).renderTerminal(report, context)
    case 'json':
      return (await import('../reporters/json.js')).renderJson(report)
    case 'markdown':
      return (await import('../reporters/markdown/summary.js')).renderSummary(report, {
        limit: Infinity,
        withDelivery: true,
      })
    case 'sarif':
      return (await import('../reporters/sarif.js')).renderSarif(report)
    case 'annotations':
      return (await import('../reporters/annotations.js')).renderAnnotations(report)
  }
}
