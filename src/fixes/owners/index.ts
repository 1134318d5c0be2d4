import { fixOf, refuse } from '../edits.js'
import { rangeIn } from '../text.js'
import type { Fixer, FixInput, Proposal } from '../types.js'

const LAYOUT = 'the line is written in a way that is not changed'

/** Writes a line of CODEOWNERS as its author must have meant it. */
const ownersSyntax: Fixer = {
  check: 'owners-syntax',
  messages: ['unescapedSpace', 'shortPattern', 'gluedOwners'],
  fixability: 'suggestion',
  does: 'Puts a backslash before the spaces of a path that exists, and a space between owners that stand together',
  leadsTo: [
    'owners-critical-paths',
    'owners-dead-pattern',
    'owners-review-enforced',
    'owners-shadowed',
    'owners-single-owner',
    'owners-unknown-owner',
  ],
  propose: (input) => (input.finding.messageId === 'gluedOwners' ? rewritten(input, parted) : escaped(input)),
}

/** Ties a pattern to the path that it must mean. */
const deadPattern: Fixer = {
  check: 'owners-dead-pattern',
  messages: ['case', 'folder'],
  fixability: 'suggestion',
  does: 'Writes the pattern as the path is written, or with the slash that makes it a folder',
  leaves: 'Patterns with wildcards, and those that no path resembles',
  leadsTo: ['owners-critical-paths', 'owners-shadowed', 'owners-single-owner'],
  propose: (input) => {
    const [, actual = ''] = input.finding.message.flatMap((part) => (typeof part === 'string' ? [] : [part.value]))
    return rewritten(input, (pattern) => {
      if (/[*?\\[\]!]/.test(pattern) || !/^[\w./@+-]+$/.test(actual)) return undefined
      if (input.finding.messageId === 'folder') return `${pattern}/`
      const [, before = '', after = ''] = /^(\/?).*?(\/?)$/.exec(pattern) ?? []
      return `${before}${actual.replace(/^\/|\/$/g, '')}${after}`
    })
  },
}

/** Fixers of CODEOWNERS. */
export const OWNERS_FIXERS: readonly Fixer[] = [ownersSyntax, deadPattern]

/** The place of the finding, written anew; refused where `change` gives nothing. */
function rewritten({ file, text, finding: { at } }: FixInput, change: (text: string) => string | undefined): Proposal {
  const range = rangeIn(text, at)
  const changed = range && change(text.slice(range.from, range.to))
  if (range === undefined || changed === undefined) return refuse(LAYOUT)
  return fixOf(file, [at.route], [{ ...range, text: changed }])
}

/** The finding stands at what follows the first space of the path. */
function escaped({ file, text, finding: { at } }: FixInput): Proposal {
  const range = rangeIn(text, at)
  if (range === undefined || !/[^\s\\] $/.test(text.slice(Math.max(0, range.from - 2), range.from)))
    return refuse(LAYOUT)
  const rest = text.slice(range.from, range.to)
  if (!/^\S+(?: \S+)*$/.test(rest) || rest.includes('\\')) return refuse(LAYOUT)
  const changed = `\\ ${rest.replaceAll(' ', '\\ ')}`
  return fixOf(file, [at.route], [{ from: range.from - 1, to: range.to, text: changed }])
}

/** `@a@b` and `@a,@b`; an address has an @ of its own. */
function parted(owners: string): string | undefined {
  return /^@[\w./-]+(?:[,;]?@[\w./-]+)+$/.test(owners) ? owners.replace(/[,;]?@/g, ' @').trimStart() : undefined
}
