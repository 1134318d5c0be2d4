import { practicesOfRule, practicesShown, toolNamed } from '../catalog/other-tools.js'
import type { ToolFinding, ToolResult, ToolRun, ToolSummary } from '../core/other-tools.js'
import type { EvidenceOutcome, ProblemOutcome } from '../core/outcome.js'
import type { Finding } from '../core/report.js'
import { atMost } from '../core/severity.js'

/** What is known of files of the linted revision. */
export interface KnownFiles {
  has(path: string): boolean
  isExcluded(path: string): boolean
}

/**
 * Puts results of other tools under the practices that they speak about. Left out: what lies in excluded files, and what
 * a finding of ours says that begins on the same line and serves one of these practices. No result is more than a warning.
 * Our own reports are not read again.
 */
export function summariseTools(runs: readonly ToolRun[], ours: readonly Finding[], files: KnownFiles): ToolSummary[] {
  const told = new Map<string, Set<string>>()
  for (const { at, practices } of ours) {
    if (at === undefined) continue
    const key = `${at.line} ${at.file}`
    told.set(key, new Set([...(told.get(key) ?? []), ...practices]))
  }
  return runs.filter(({ tool }) => tool.toLowerCase() !== 'pillarlint').map((run) => summarise(run, told, files))
}

function summarise(run: ToolRun, told: ReadonlyMap<string, ReadonlySet<string>>, files: KnownFiles): ToolSummary {
  const tool = toolNamed(run.tool)
  const { report, completed, version, looked } = run
  const judged = run.results.filter(({ at }) => at === undefined || !files.isExcluded(at.file))
  const memo = new Map<string, readonly string[]>()
  const all = judged.map(({ labels, at, ...result }): ToolFinding => {
    const key = `${result.rule}\n${labels.join('\n')}`
    const practices = memo.get(key) ?? (tool === undefined ? [] : practicesOfRule(tool, result.rule, labels))
    memo.set(key, practices)
    const inTree = at !== undefined && files.has(at.file)
    return { ...result, severity: atMost(result.severity, 'warning'), practices, ...(inTree && { at }) }
  })
  const findings = all.filter(({ at, practices }) => {
    const same = at === undefined ? undefined : told.get(`${at.line} ${at.file}`)
    return same === undefined || !practices.some((id) => same.has(id))
  })
  return {
    tool: tool?.name ?? run.tool,
    ...(version !== undefined && { version }),
    report,
    known: tool !== undefined,
    completed,
    ...(looked !== undefined && { looked }),
    shows: tool === undefined || !completed ? [] : practicesShown(tool, run),
    findings,
    leftOut: {
      settled: run.settled,
      excluded: run.results.length - judged.length,
      told: all.length - findings.length,
      beyond: run.beyond,
    },
  }
}

/** What other tools say of one practice, in the form of what checks say. */
export interface ToolOutcomes {
  readonly evidence: readonly EvidenceOutcome[]
  readonly problems: readonly ProblemOutcome[]
}

/** For each practice that a tool speaks about. */
export function outcomesByPractice(tools: readonly ToolSummary[]): ReadonlyMap<string, ToolOutcomes> {
  const all = new Map<string, { evidence: EvidenceOutcome[]; problems: ProblemOutcome[] }>()
  const of = (practice: string) => {
    const outcomes = all.get(practice) ?? { evidence: [], problems: [] }
    all.set(practice, outcomes)
    return outcomes
  }
  for (const tool of tools) {
    for (const practice of tool.shows) of(practice).evidence.push(evidenceOf(tool))
    for (const finding of tool.findings) {
      const problem = problemOf(tool.tool, finding)
      for (const practice of finding.practices) of(practice).problems.push(problem)
    }
  }
  return all
}

function evidenceOf({ tool, looked, report }: ToolSummary): EvidenceOutcome {
  const did =
    looked === undefined ? `${tool} has run: ` : `${tool} has looked at ${looked} ${looked === 1 ? 'file' : 'files'}: `
  return { kind: 'evidence', check: `sarif:${tool}`, message: [did, { value: report }], because: [] }
}

function problemOf(tool: string, { rule, severity, message, at }: Omit<ToolResult, 'labels'>): ProblemOutcome {
  return {
    kind: 'problem',
    check: `sarif:${tool}`,
    severity,
    confidence: 'medium',
    messageId: 'reported',
    message: [`${tool} reports `, { value: rule }, ': ', { value: message }],
    remedy: [],
    fingerprint: '',
    because: [],
    ...(at !== undefined && { at }),
  }
}
