/** The derived parts of docs/formats.md: the table of all formats, and a few lines of each, made from the example. */
import type { Report } from '../src/core/report.js'
import {
  formatEndings,
  formatHelp,
  FORMATS,
  renderReport,
  type Format,
  type RenderContext,
} from '../src/reporters/formats.js'

/** The finding that the examples show. */
const CHECK = 'rollback-ecs-circuit-breaker'

/** Characters of a line of an example. */
const WIDTH = 118

/** Where the excerpt of a format begins, how many lines it has, and how its code is marked. The whole text, without. */
const EXCERPTS: Readonly<Partial<Record<Format, { mark: string; from?: RegExp; lines?: number }>>> = {
  terminal: { mark: 'text', from: /^infra\//, lines: 12 },
  json: { mark: 'json', from: /^ {2}"findings": \[/, lines: 12 },
  jsonl: { mark: 'json' },
  markdown: { mark: 'markdown', lines: 8 },
  sarif: { mark: 'json', from: /^ {6}"results": \[/, lines: 24 },
  junit: { mark: 'xml' },
  gitlab: { mark: 'json' },
  badge: { mark: 'json' },
  annotations: { mark: 'text' },
}

/** Block name → text: `formats` is the table, and each format with an excerpt has a block `example-<format>`. */
export async function formatBlocks(
  report: Report,
  context: Pick<RenderContext, 'source'>,
): Promise<ReadonlyMap<string, string>> {
  const small = reduced(report)
  const blocks = new Map([['formats', table()]])
  for (const format of FORMATS) {
    const excerpt = EXCERPTS[format]
    if (excerpt === undefined) continue
    const text = await renderReport(format, small, { color: false, width: 100, ...context })
    blocks.set(`example-${format}`, `\`\`\`${excerpt.mark}\n${cutOut(text, excerpt).join('\n')}\n\`\`\``)
  }
  return blocks
}

function table(): string {
  const rows = FORMATS.map((format) => {
    const endings = formatEndings(format).map((ending) => `\`${ending}\``)
    return `| \`${format}\` | ${formatHelp(format)} | ${endings.join(' ') || 'none'} |`
  })
  return ['| Format | What it is for | Ends of names |', '| --- | --- | --- |', ...rows].join('\n')
}

/** The practice that the finding speaks against. */
const PRACTICE = 'DL.ADS.2'

/** The report with one finding and one practice, so that a few lines show how it looks, whatever other checks say. */
function reduced(report: Report): Report {
  const findings = report.findings.filter(({ check }) => check === CHECK).slice(0, 1)
  const [first] = findings
  if (first === undefined) throw new Error(`the example has no finding of ${CHECK}`)
  return {
    ...report,
    subject: { ...report.subject, revision: null },
    gate: {
      ...report.gate,
      because: report.gate.because.filter((reason) => reason.startsWith(`${PRACTICE} `)),
      practices: [PRACTICE],
    },
    findings,
    practices: report.practices.filter(({ id }) => id === PRACTICE),
    checks: report.checks.filter(({ id }) => id === CHECK),
  }
}

function cutOut(text: string, { from, lines = Infinity }: { from?: RegExp; lines?: number }): string[] {
  const all = text.trimEnd().split('\n')
  const start = from === undefined ? 0 : all.findIndex((line) => from.test(line))
  if (start < 0) throw new Error(`the example has no line ${from?.source}`)
  const part = all
    .slice(start, start + lines)
    .map((line) => (line.length > WIDTH ? `${line.slice(0, WIDTH - 1)}…` : line))
  return start + lines < all.length ? [...part, '…'] : part
}
