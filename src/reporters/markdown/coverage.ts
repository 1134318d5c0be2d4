import type { Report } from '../../core/report.js'
import { plural } from '../select.js'
import { unfinishedChecks } from '../unseen.js'
import { code, escapeText } from './escape.js'
import { folded, titled, type Section } from './layout.js'
import { placeOf, type Links } from './place.js'

/** What the pull request would change in the linter's own configuration; it does not count before it is merged. */
export function configurationSection({ configChanges, trust = [] }: Report): Section {
  const [heading, intro] = [
    'Changes to the configuration of this linter',
    'The configuration of the base branch judged this change. Once merged, these apply:',
  ]
  const items = configChanges.map((change) => `- ${escapeText(change)}`)
  // What loosens it is told above, with its place and owners.
  if (trust.length > 0) return folded(`${heading}: ${items.length}`, items, [intro, ''])
  return titled(heading, items, [intro, ''])
}

/** Checks without an outcome, and why. */
export function checksSection({ checks }: Report): Section {
  const groups = unfinishedChecks(checks)
  const count = groups.reduce((sum, { ids }) => sum + ids.length, 0)
  return folded(
    `Checks that did not run to their end (${count})`,
    groups.map(({ ids, crashed, reason }) => {
      const what = crashed ? '**crashed**' : ids.length === 1 ? 'was skipped' : 'were skipped'
      return `- ${ids.map(code).join(', ')} ${what}: ${escapeText(reason)}`
    }),
  )
}

/** Files and constructs that nobody looked into: what was not seen could not be judged. */
export function coverageSection({ coverage }: Report, links: Links | undefined): Section {
  const { files, unresolved } = coverage
  return folded(
    `<b>Coverage</b>: ${plural(files.read, 'file')} read of ${files.seen}, ${plural(unresolved.length, 'construct')} not resolved`,
    [
      ...unresolved.map(({ what, at }) => `- ${placeOf(at, links)}: ${escapeText(what)}`),
      ...files.unread.map(({ file, reason }) => `- ${code(file)} was not read: ${escapeText(reason)}`),
    ],
  )
}

/** Comments, exceptions, attestations and baseline entries that nothing needed or that are broken. */
export function leftoverSection({ leftovers }: Report, links: Links | undefined): Section {
  return folded(
    `Left over: comments, exceptions and records to clean up (${leftovers.length})`,
    leftovers.map(({ at, message }) => `- ${at === undefined ? '' : `${placeOf(at, links)}: `}${escapeText(message)}`),
  )
}
