import type { Intent, Step } from '../../models/index.js'
import { valuesOf } from '../common/options.js'

/** Options that name the file which a scanner writes. */
const OUTPUTS = [
  '-o',
  '--output',
  '--out',
  '--output-file',
  '--output-file-path',
  '--report-path',
  '--report',
  '-out',
  '--json-file-output',
  '--sarif-file-output',
  '--outfile',
  '--output-path',
]

/** Scanners that take `-r` for the report: for others it says what to scan. */
const SHORT: ReadonlySet<string> = new Set(['gitleaks', 'zap'])

/** The files that a scan writes, as far as its words, its redirection or its action's inputs name them. */
export function scanOutputs({ with: inputs }: Step, { tool, command }: Intent): string[] {
  if (command === undefined)
    return [...inputs].flatMap(([name, { value }]) => (/^(output|outfile|report)/i.test(name) ? [value] : []))
  const options = SHORT.has(tool) ? [...OUTPUTS, '-r'] : OUTPUTS
  const files = [command.streams?.stdout, ...valuesOf(command.argv, ...options).map(({ text }) => text)]
  return files.filter((file): file is string => file !== undefined && /[./]\w/.test(file) && file !== '/dev/null')
}
