import type { Report } from '../../core/report.js'
import { patchesOf } from '../patches.js'
import { openFindings } from '../select.js'
import { code } from './escape.js'
import { folded, type Section } from './layout.js'

/** The changes of settings that would solve open findings, for a person with the rights to look through and run. */
export function patchSection(report: Report): Section {
  const patches = patchesOf(openFindings(report))
  const items = patches.map(({ script, checks }) => {
    const runs = script.flatMap((line) => Array.from(line.matchAll(/`+/g), ([run]) => run.length))
    const fence = '`'.repeat(Math.max(2, ...runs) + 1)
    return [`For ${checks.map(code).join(', ')}:`, '', `${fence}sh`, ...script, fence, ''].join('\n')
  })
  const intro =
    'Read them before you run them: they need the right to administer the repository, and nobody has run them.'
  return folded(`Settings, ready to apply (${items.length})`, items, [intro, ''])
}
