import { UserError } from '../core/errors.js'
import type { Report } from '../core/report.js'
import type { Runner } from '../publish/runner.js'
import { remark } from '../reporters/annotations.js'
import type { Format, RenderContext } from '../reporters/formats.js'
import type { Links } from '../reporters/links.js'
import type { Files } from '../snapshot/snapshot.js'
import type { Inputs } from './inputs.js'
import { writeReportFile } from './report-file.js'

/** Makes the text of a report file. */
export type RenderReport = (format: Format, report: Report, context: RenderContext) => Promise<string>

interface Request {
  readonly inputs: Inputs
  readonly workspace: string
  /** The linted folder relative to the workspace, with a slash at its end; empty if it is the workspace. */
  readonly folder: string
  readonly report: Report
  readonly files: Files
  readonly links?: Links
}

/** Characters of a line of the terminal report in a file. */
const WIDTH = 100

/**
 * Writes every report file that the inputs ask for, and sets the outputs that name them. False if one cannot be written,
 * which an annotation says; the others are written all the same.
 */
export async function writeReports(
  { inputs, workspace, folder, report, files, links }: Request,
  { runner, renderReport }: { readonly runner: Runner; readonly renderReport: RenderReport },
): Promise<boolean> {
  const written: string[] = []
  for (const { format, file } of inputs.outputs) {
    const text = await renderReport(format, report, {
      color: false,
      width: WIDTH,
      source: (path) => files.text(path),
      folder: () => folder,
      id: inputs.id,
      // GitHub code scanning opens alerts for results that SARIF calls suppressed (github/codeql-action, issue 1230).
      settled: false,
      ...(links && { links }),
    })
    try {
      written.push(writeReportFile(workspace, file, text))
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      runner.annotate(remark('error', error.message))
    }
  }
  if (written.length > 0) {
    runner.setOutput('report', written[0] ?? '')
    runner.setOutput('reports', written.join('\n'))
  }
  return written.length === inputs.outputs.length
}
