import type { Location } from '../../core/location.js'
import type { TestMark } from '../../models/index.js'
import { codeOf, type Code } from './code.js'
import type { Convention } from './conventions.js'

/** What one test file says. */
export interface FileMarks {
  readonly declared: number
  readonly focused: readonly TestMark[]
  readonly disabled: readonly TestMark[]
  readonly explained: number
}

/** More places of one file say nothing new. */
const MAX_MARKS = 200

/** Reads what a test file declares, switches off and runs alone. */
export function readMarks(file: string, text: string, language: string, convention: Convention): FileMarks {
  const declared = text.match(convention.declared)?.length ?? 0
  if (!convention.hint.test(text)) return { declared, focused: [], disabled: [], explained: 0 }
  const code = codeOf(text, convention.syntax)
  const lines = code.code.split('\n')
  const explains = commentedLines(text, code)
  const focused: TestMark[] = []
  const disabled: TestMark[] = []
  let explained = 0
  for (const [index, line] of lines.entries()) {
    if (focused.length + disabled.length >= MAX_MARKS) break
    const alone = convention.focused?.exec(line) ?? null
    if (alone !== null) focused.push(markOf(file, index, language, line, alone))
    const off = convention.disabled?.exec(line) ?? skippedBelow(convention, lines, index)
    if (off === null) continue
    if (off[2] !== undefined || [index - 1, index, index + 1].some((each) => explains.has(each))) explained += 1
    else disabled.push(markOf(file, index, language, line, off))
  }
  return { declared, focused, disabled, explained }
}

function skippedBelow({ disabledBelow }: Convention, lines: readonly string[], index: number): RegExpExecArray | null {
  if (disabledBelow === undefined || !disabledBelow.above.test(lines[index - 1] ?? '')) return null
  return disabledBelow.line.exec(lines[index] ?? '')
}

function markOf(file: string, index: number, language: string, line: string, match: RegExpExecArray): TestMark {
  const construct = match[1] ?? ''
  const column = line.indexOf(construct, match.index) + 1
  const at: Location = {
    file,
    line: index + 1,
    column,
    endLine: index + 1,
    endColumn: column + construct.length,
    route: construct,
  }
  return { language, construct, at }
}

/** Indexes of the lines on which a comment begins. */
function commentedLines(text: string, { comments }: Code): Set<number> {
  const lines = new Set<number>()
  let line = 0
  let from = 0
  for (const offset of comments) {
    for (let at = text.indexOf('\n', from); at >= 0 && at < offset; at = text.indexOf('\n', from)) {
      line += 1
      from = at + 1
    }
    lines.add(line)
  }
  return lines
}
