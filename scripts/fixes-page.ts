/** The table of docs/fixes.md: what each fixer does and leaves alone. */
import { checks } from '../checks/index.js'
import { FIXERS } from '../src/fixes/registry.js'

const HOW = { 'safe-fix': '`--fix`', suggestion: '`--fix-suggestions`' } as const

/** One row for each fixer, by check. */
export function fixesTable(): string {
  const titles = new Map(checks.map(({ id, title }) => [id, title]))
  const rows = [...FIXERS]
    .sort((a, b) => (a.check < b.check ? -1 : a.check > b.check ? 1 : 0))
    .map(({ check, fixability, does, leaves }) => {
      const link = `[\`${check}\`](checks/${check}.md)`
      return `| ${link}: ${titles.get(check) ?? ''} | ${HOW[fixability]} | ${does}. | ${leaves === undefined ? '' : `${leaves}.`} |`
    })
  return ['| Finding | With | What is done | What is left alone |', '| --- | --- | --- | --- |', ...rows].join('\n')
}
