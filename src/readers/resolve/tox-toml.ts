import { readToml, type TomlEntry } from '../project/toml.js'
import { readIni, type Ini, type IniLine } from './ini.js'
import { withArguments } from './npm-scripts.js'
import type { Tree } from './tree.js'

/** Tables of the native configuration, as the sections of an INI file that mean the same. */
const BASE = 'env_run_base'
const LISTS: ReadonlySet<string> = new Set(['commands', 'commands_pre', 'commands_post'])

/**
 * The configuration of tox in TOML as the sections of `tox.ini`: `pyproject.toml` with tables below `tool.tox` or the INI
 * text in `legacy_tox_ini`, and `tox.toml` (tox documentation: Configuration, Discovery and file types). Undefined if the
 * file holds none.
 */
export function toxSections(tree: Tree, path: string): Ini | undefined {
  return tree.kept('tox-toml', path, () => {
    const entries = readToml(path, tree.text(path) ?? '')
    const prefix = path.endsWith('pyproject.toml') ? 'tool.tox' : ''
    const own = entries.filter((entry) => prefix === '' || entry.path.startsWith(`${prefix}.`))
    const legacy = own.find((entry) => entry.path === `${prefix}.legacy_tox_ini`)
    if (legacy?.value.kind === 'string') return readIni('\n'.repeat(legacy.at.line - 1) + legacy.value.text)
    const sections = new Map<string, Map<string, readonly IniLine[]>>()
    for (const entry of own) addTo(sections, entry, entry.path.slice(prefix === '' ? 0 : prefix.length + 1))
    return sections.size === 0 ? undefined : sections
  })
}

function addTo(sections: Map<string, Map<string, readonly IniLine[]>>, entry: TomlEntry, path: string): void {
  const dot = path.lastIndexOf('.')
  const [table, key] = [path.slice(0, Math.max(0, dot)), path.slice(dot + 1)]
  const name =
    table === '' ? 'tox' : table === BASE ? 'testenv' : table.startsWith('env.') ? `testenv:${table.slice(4)}` : ''
  const lines = linesOf(entry, key)
  if (name === '' || lines === undefined) return
  const section = sections.get(name) ?? new Map<string, readonly IniLine[]>()
  sections.set(name, section)
  section.set(key, lines)
}

function linesOf({ value, at }: TomlEntry, key: string): IniLine[] | undefined {
  if (value.kind !== 'list') return undefined
  const { line, column } = at
  if (!LISTS.has(key)) return value.items.map((text) => ({ text, line, column }))
  return (value.rows ?? []).map((row) => ({ text: commandOf(row), line, column }))
}

/** The words of a command as a line; `{ replace = "posargs", … }` is what stands in an INI file as `{posargs}`. */
function commandOf(row: readonly string[]): string {
  const words = row.map((text) =>
    text.startsWith('{') ? (text.includes('"posargs"') ? '{posargs}' : '{other}') : text,
  )
  const [program, ...rest] = words.map((text) => ({ text, literal: !text.startsWith('{') }))
  return program === undefined ? '' : withArguments(program.text, rest).text
}
