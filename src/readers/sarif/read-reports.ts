import type { ToolRun } from '../../core/other-tools.js'
import type { Leftover } from '../../core/report.js'
import type { Files } from '../../snapshot/snapshot.js'
import { readSarif } from './read-sarif.js'

/** What all reports together hold, and what is to be said of those that cannot be read. */
export interface ReportsReading {
  readonly runs: readonly ToolRun[]
  readonly leftovers: readonly Leftover[]
}

/** Reads every report of `files`; `missing` are patterns that no file fits. */
export function readReports(files: Files, missing: readonly string[], roots: readonly string[]): ReportsReading {
  const readings = files.paths.map((path): ReportsReading => {
    const text = files.text(path)
    if (text === undefined) {
      const reason = files.unread.find(({ file }) => file === path)?.reason ?? 'it is gone'
      return { runs: [], leftovers: [{ severity: 'warning', message: `The report ${path} was not read: ${reason}.` }] }
    }
    const reading = readSarif(path, text, roots)
    if (reading.ok) return { runs: reading.runs, leftovers: reading.runs.flatMap(unfinished) }
    const message = `The report was not read: ${reading.problem}. Have its tool write SARIF 2.1.0 again.`
    return { runs: [], leftovers: [{ at: reading.at, severity: 'warning', message }] }
  })
  return {
    runs: readings.flatMap(({ runs }) => runs),
    leftovers: [
      ...missing.map((pattern): Leftover => ({
        severity: 'warning',
        message: `sarif-inputs names ${pattern}, and no such file is there: have the step that writes it run before.`,
      })),
      ...readings.flatMap(({ leftovers }) => leftovers),
    ],
  }
}

function unfinished({ tool, report, completed }: ToolRun): Leftover[] {
  if (completed) return []
  const message = `${tool} says in ${report} that it could not do all of its work: its having run counts for nothing.`
  return [{ severity: 'warning', message }]
}
