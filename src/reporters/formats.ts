import type { Report } from '../core/report.js'
import type { Links } from './links.js'
import type { FixOffer } from './terminal/fixable.js'

/** What a form of the report may need beside the report. */
export interface RenderContext {
  /** Whether the terminal report may use colours. */
  readonly color: boolean
  /** Characters of a line of the terminal report. */
  readonly width: number
  /** Text of a linted file, for excerpts. */
  readonly source: (file: string) => string | undefined
  /** The terminal report also shows notices and what was settled. */
  readonly verbose?: boolean
  /** The terminal report says how many findings `--fix` may solve. */
  readonly offersFixes?: FixOffer
  /**
   * The linted folder relative to the repository, with a slash at its end; empty, and if absent, if it is the repository.
   * Systems that show findings beside the code know files by their path in the repository.
   */
  readonly folder?: () => string
  /** Tells several runs on one repository apart: a part of the category in SARIF, and of the name in other forms. */
  readonly id?: string
  /** False where SARIF goes to a system that shows what was settled as if it were open. */
  readonly settled?: boolean
  /** Makes places, and the names of checks, links. */
  readonly links?: Links
}

interface FormatSpec {
  /** What the form is for, in a few words. */
  readonly help: string
  /**
   * How names of its files end, in lower case. Of several forms the longest end counts, then the first of the table.
   */
  readonly endings: readonly string[]
  /** Loads the reporter, and nothing of the others. */
  readonly render: (report: Report, context: RenderContext) => Promise<string>
}

/** Every form of the report: the only table of them, for the command line, the Action and the library. */
const TABLE = {
  terminal: {
    help: 'for people: excerpts, practices, next steps',
    endings: ['.txt', '.log'],
    render: async (report, context) => (await import('./terminal.js')).renderTerminal(report, context),
  },
  json: {
    help: 'all of the report, by docs/schemas/report.schema.json',
    endings: ['.json'],
    render: async (report) => (await import('./json.js')).renderJson(report),
  },
  jsonl: {
    help: 'JSON lines: findings, practices, a summary',
    endings: ['.jsonl', '.ndjson'],
    render: async (report) => (await import('./jsonl.js')).renderJsonLines(report),
  },
  markdown: {
    help: 'the summary as pull requests show it',
    endings: ['.md', '.markdown'],
    render: async (report, { links }) =>
      (await import('./markdown/summary.js')).renderSummary(report, {
        limit: Infinity,
        withDelivery: true,
        ...(links && { links }),
      }),
  },
  html: {
    help: 'one page to search and filter in a browser, which needs no network',
    endings: ['.html', '.htm'],
    render: async (report, { links }) => (await import('./html/page.js')).renderHtml(report, links && { links }),
  },
  sarif: {
    help: 'SARIF 2.1.0, for GitHub code scanning and other viewers',
    endings: ['.sarif', '.sarif.json', '.json'],
    render: async (report, context) => (await import('./sarif.js')).renderSarif(report, context),
  },
  junit: {
    help: 'the checks as tests, for Jenkins, GitLab and others',
    endings: ['.xml'],
    render: async (report, context) => (await import('./junit.js')).renderJunit(report, context),
  },
  gitlab: {
    help: 'Code Quality of GitLab, beside the lines of a merge request',
    endings: ['gl-code-quality.json', 'gl-code-quality-report.json', '.json'],
    render: async (report, context) => (await import('./gitlab.js')).renderGitlab(report, context),
  },
  badge: {
    help: 'maturity level and gate, for a badge of shields.io',
    endings: ['badge.json', '.json'],
    render: async (report) => (await import('./badge.js')).renderBadge(report),
  },
  annotations: {
    help: 'workflow commands, which GitHub shows beside the lines',
    endings: [],
    render: async (report) => (await import('./annotations.js')).renderAnnotations(report),
  },
} as const satisfies Readonly<Record<string, FormatSpec>>

/** The name of a form of the report. */
export type Format = keyof typeof TABLE

/** The names of all forms, in the order of the help text. */
export const FORMATS = Object.keys(TABLE) as readonly Format[]

/** The report in one form. Only the reporter that is asked for is loaded. */
export function renderReport(format: Format, report: Report, context: RenderContext): Promise<string> {
  return formatSpec(format).render(report, context)
}

/** What a form is for. */
export function formatHelp(format: Format): string {
  return formatSpec(format).help
}

/** How names of a form's files end, those that others use too included. */
export function formatEndings(format: Format): readonly string[] {
  return formatSpec(format).endings
}

/** The form that a file's name tells by its end; undefined if it tells none. */
export function formatOfFile(file: string): Format | undefined {
  const name = file.toLowerCase()
  let [found, longest]: [Format | undefined, number] = [undefined, 0]
  for (const format of FORMATS) {
    for (const ending of formatSpec(format).endings) {
      if (name.endsWith(ending) && ending.length > longest) [found, longest] = [format, ending.length]
    }
  }
  return found
}

/** Whether a file of this name may hold the form: its end belongs to the form, or to none. */
export function isFileOf(format: Format, file: string): boolean {
  const name = file.toLowerCase()
  return formatOfFile(file) === undefined || formatSpec(format).endings.some((ending) => name.endsWith(ending))
}

function formatSpec(format: Format): FormatSpec {
  return TABLE[format]
}
