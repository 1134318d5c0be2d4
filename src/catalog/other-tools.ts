import { practices } from './index.js'
import { TOOLS } from './other-tools-data.js'
import type { KnownTool, Subject } from './other-tools-types.js'

export type { KnownTool, RuleGroup, Shown, Subject } from './other-tools-types.js'

/** Every tool that is known, in the order of docs/other-tools.md. */
export function knownTools(): readonly KnownTool[] {
  return TOOLS
}

/** The tool that calls itself so in its report. */
export function toolNamed(driver: string): KnownTool | undefined {
  const name = driver.toLowerCase()
  return TOOLS.find(({ drivers }) => drivers.includes(name))
}

/** What the run of a tool is evidence of, by the labels of the rules that it brought. */
export function practicesShown(
  tool: KnownTool,
  run: { readonly image: boolean; readonly labels: ReadonlySet<string> },
) {
  const fitting = tool.shows.filter(
    ({ image, labels }) =>
      (image !== true || run.image) && (labels === undefined || labels.some((label) => run.labels.has(label))),
  )
  return practicesOf(fitting)
}

/** What a rule of the tool speaks about; nothing, if the table does not know it. */
export function practicesOfRule(tool: KnownTool, rule: string, labels: readonly string[]): string[] {
  const group = tool.rules.find(
    (each) =>
      each.rules?.some((pattern) => fits(pattern, rule)) === true ||
      each.labels?.some((label) => labels.includes(label)) === true,
  )
  return group === undefined ? [] : practicesOf([group])
}

/** The practices of all of these, in catalog order. */
export function practicesOf(subjects: readonly Subject[]): string[] {
  const checks = new Set(subjects.flatMap((subject) => subject.checks ?? []))
  const named = new Set(subjects.flatMap((subject) => subject.practices ?? []))
  return practices()
    .filter((practice) => named.has(practice.id) || practice.checks.some((check) => checks.has(check)))
    .map(({ id }) => id)
}

function fits(pattern: string, rule: string): boolean {
  return pattern.endsWith('*') ? rule.startsWith(pattern.slice(0, -1)) : rule === pattern
}
