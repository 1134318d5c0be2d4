import type { ReportingDescriptor } from 'sarif'
import { groupBy } from '../../core/group.js'
import type { Finding, PracticeVerdict, Report } from '../../core/report.js'
import { bySeverity, type Severity } from '../../core/severity.js'
import { code, encodeUrl, escapeText, link } from '../markdown/escape.js'
import { clip, visible } from '../visible.js'
import { securitySeverity } from './security.js'

/**
 * Limits of GitHub code scanning (GitHub docs: SARIF support for code scanning): texts of a rule may have 1,024 characters,
 * 10 tags of a rule are kept.
 */
const MAX_RULE_TEXT = 1024
const MAX_TAGS = 10

/** Practices that the help of a rule links to. */
const MAX_LINKS = 12

/** The levels of SARIF. */
export const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  notice: 'note',
}

const PROBLEM_SEVERITY: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  notice: 'recommendation',
}

/** One rule for each check that found something. `checkPages` is the address below which the checks have their pages. */
export function rulesOf(
  findings: readonly Finding[],
  { practices }: Report,
  checkPages: string | undefined,
): ReportingDescriptor[] {
  const published = new Map(practices.map((practice) => [practice.id, practice]))
  return [...groupBy(findings, ({ check }) => check)].map(([id, own]) => ruleOf(id, own, published, checkPages))
}

function ruleOf(
  id: string,
  findings: readonly Finding[],
  published: ReadonlyMap<string, PracticeVerdict>,
  checkPages: string | undefined,
): ReportingDescriptor {
  const [worst] = [...findings].sort((a, b) => bySeverity(a.severity, b.severity))
  const title = clip(worst?.title === undefined || worst.title === '' ? id : visible(worst.title), MAX_RULE_TEXT)
  const practices = [...new Set(findings.flatMap((finding) => finding.practices))]
  const serves = practices.length === 0 ? '' : ` Practices: ${practices.join(', ')}.`
  const severity = worst?.severity ?? 'notice'
  const score = securitySeverity(id)
  const page = checkPages === undefined ? undefined : encodeUrl(`${checkPages}${id}.md`)
  const help = `What it looks for, why, and when to turn it off: pillarlint explain ${id}`
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: clip(`${title}.${serves}`, MAX_RULE_TEXT) },
    help: { text: help, markdown: helpMarkdown(id, practices, published, page) },
    ...(page !== undefined && { helpUri: page }),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: [...(score === undefined ? [] : ['security']), ...practices].slice(0, MAX_TAGS),
      precision: worst?.confidence ?? 'low',
      'problem.severity': PROBLEM_SEVERITY[severity],
      ...(score !== undefined && { 'security-severity': score }),
    },
  }
}

/** What GitHub shows beside an alert: where the check is explained, and the practices as their frameworks publish them. */
function helpMarkdown(
  id: string,
  practices: readonly string[],
  published: ReadonlyMap<string, PracticeVerdict>,
  page: string | undefined,
): string {
  const explained = page === undefined ? code(`pillarlint explain ${id}`) : link('its page', page)
  const known = practices.flatMap((practice) => published.get(practice) ?? []).slice(0, MAX_LINKS)
  const lines = known.map(({ id: practice, title, url }) => {
    const name = url === '' ? code(practice) : link(code(practice), encodeUrl(url))
    return `- ${name} ${escapeText(title)}`
  })
  const head = `What it looks for, why, and when to turn it off: ${explained}.`
  return lines.length === 0 ? head : [head, '', 'Practices that it decides:', '', ...lines].join('\n')
}
