/** A line of a value, with its place. */
export interface IniLine {
  readonly text: string
  readonly line: number
  readonly column: number
}

/** Keys and the lines of their values, by section. */
export type Ini = ReadonlyMap<string, ReadonlyMap<string, readonly IniLine[]>>

/** Reads an INI file as Python's configparser does: a value goes on in indented lines, `#` and `;` start comment lines. */
export function readIni(source: string): Ini {
  const sections = new Map<string, Map<string, IniLine[]>>()
  let section: Map<string, IniLine[]> | undefined
  let value: IniLine[] | undefined
  for (const [index, raw] of source.split('\n').entries()) {
    const text = raw.trimEnd()
    const trimmed = text.trimStart()
    const header = /^\[([^\]]+)\]/.exec(text)?.[1]
    if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith(';')) continue
    if (header !== undefined) {
      section = sections.get(header) ?? new Map<string, IniLine[]>()
      sections.set(header, section)
      value = undefined
    } else if (trimmed !== text) {
      value?.push({ text: trimmed, line: index + 1, column: text.length - trimmed.length + 1 })
    } else {
      const equals = /[=:]/.exec(text)?.index
      if (section === undefined || equals === undefined) continue
      value = []
      section.set(text.slice(0, equals).trim(), value)
      const first = text.slice(equals + 1).trimStart()
      if (first !== '') value.push({ text: first, line: index + 1, column: text.length - first.length + 1 })
    }
  }
  return sections
}
