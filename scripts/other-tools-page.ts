/** The table of docs/other-tools.md: what the rules of other tools speak about. */
import { knownTools, type KnownTool, type RuleGroup, type Shown, type Subject } from '../src/catalog/other-tools.js'

/** One section a tool. */
export function otherToolsTable(): string {
  return knownTools().map(section).join('\n\n')
}

function section({ name, url, drivers, shows, rules }: KnownTool): string {
  const names = drivers.map((driver) => `\`${driver}\``).join(', ')
  const evidence = shows.length === 0 ? ['Its having run is evidence of no single practice.'] : shows.map(shownText)
  return [
    `### ${name}`,
    '',
    `[Its rules](${url}). Name in reports, in any case: ${names}.`,
    ...evidence,
    '',
    '| Rules | Practices of |',
    '| --- | --- |',
    ...rules.map((group) => `| ${rulesText(group)} | ${subjectText(group)} |`),
  ].join('\n')
}

function shownText(shown: Shown): string {
  const when =
    shown.image === true
      ? ' of an image'
      : shown.labels === undefined
        ? ''
        : ` with rules of kind ${shown.labels.join(', ')}`
  return `A finished run${when} is evidence for the practices of ${subjectText(shown)}.`
}

function rulesText({ rules = [], labels = [] }: RuleGroup): string {
  return [...rules.map((rule) => `\`${rule}\``), ...labels.map((label) => `of kind “${label}”`)].join(', ')
}

function subjectText({ checks = [], practices = [] }: Subject): string {
  return [...checks.map((check) => `[${check}](checks/${check}.md)`), ...practices.map((id) => `\`${id}\``)].join(', ')
}
