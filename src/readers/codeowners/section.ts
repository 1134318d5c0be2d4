import type { Fault } from './fault.js'
import { isOwner } from './owner.js'
import { splitWords, type Word } from './words.js'

/** The head of a section as one line writes it. */
export interface SectionHead {
  readonly name: string
  readonly optional: boolean
  readonly approvals: number
  /** The owners of its lines that name none. */
  readonly owners: readonly string[]
  readonly faults: readonly Fault[]
}

/** A line that looks like a head and is not read as one. */
interface BrokenHead {
  readonly name?: undefined
  readonly faults: readonly Fault[]
}

/**
 * The head that the line is: `[Name]`, `^[Name]`, `[Name][2] @owner` (GitLab docs: Syntax of CODEOWNERS file, "Section
 * headings and names"). Undefined if it is none; only faults if it looks like one and is not read as one.
 */
export function readSection(line: string): SectionHead | BrokenHead | undefined {
  const from = line.length - line.trimStart().length
  const text = line.trim()
  const start = text.startsWith('^') ? 1 : 0
  if (text[start] !== '[') return undefined
  const end = text.indexOf(']')
  if (end < 0) return { faults: [fault(text, from, 'a section needs a closing ] after its name')] }
  const name = text.slice(start + 1, end).trim()
  const [count = ''] = /^\[\d*\]/.exec(text.slice(end + 1)) ?? []
  const required = Number(count.slice(1, -1))
  const faults: Fault[] = []
  if (name === '') faults.push(fault(text, from, 'a section needs a name'))
  if (start === 1 && required > 0)
    faults.push(fault(text, from, 'a section with ^ is optional, so it cannot ask for a number of approvals'))
  const rest = end + 1 + count.length
  const behind = text.slice(rest)
  if (behind !== '' && behind.trimStart() === behind)
    faults.push(fault(text, from, 'a line that starts with [ ] is the head of a section, so this is no pattern'))
  // Default owners end at the first character that none can have (GitLab: the regular expression of a section's head).
  const [written = ''] = /^\s[\s@\w.+/-]*/.exec(behind) ?? []
  const words = splitWords(`x ${written}`, 'gitlab').slice(1)
  const owners = words.filter(({ text: owner }) => isOwner(owner, 'gitlab'))
  if (owners.length === 0 && words.length > 0) faults.push(ownerFault(words, from + rest - 2))
  return { name, optional: start === 1, approvals: Math.max(1, required), owners: owners.map(textOf), faults }
}

const textOf = ({ text }: Word): string => text

function fault(text: string, from: number, detail: string): Fault {
  return { kind: 'section', effect: 'misread', text, detail, column: from + 1, endColumn: from + 1 + text.length }
}

function ownerFault(words: readonly Word[], shift: number): Fault {
  const text = words.map(textOf).join(' ')
  const column = (words[0]?.column ?? 1) + shift
  const endColumn = (words.at(-1)?.column ?? 1) + (words.at(-1)?.text.length ?? 0) + shift
  const detail = 'what follows the name of a section is its default owners, and this names none'
  return { kind: 'invalid-owner', effect: 'misread', text, detail, column, endColumn }
}
