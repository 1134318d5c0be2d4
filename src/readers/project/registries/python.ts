import type { RegistrySetting } from '../../../models/index.js'
import { onLine } from '../dependencies/source.js'
import { readToml, type TomlEntry } from '../toml.js'

/** Longer lines name no index. */
const MAX_LINE = 1_000

const OPTION = /^\s*(?:(--extra-index-url)|--index-url|-i)[\s=]+["']?([^\s"'#]+)/
const SETTING = /^\s*(?:(extra-index-url)|index-url)\s?=\s?(\S.*)$/

/**
 * Options of requirement files (pip docs: Requirements File Format). Where packages have hashes, pip takes no other file,
 * wherever it comes from.
 */
export function requirementsRegistries(path: string, text: string): RegistrySetting[] {
  const hashed = text.includes('--hash=')
  return settingsOf(path, text, OPTION).map((each) => (hashed ? { ...each, role: 'named' } : each))
}

/** `index-url` and `extra-index-url` of `pip.conf` (pip docs: Configuration); further addresses stand on lines of their own. */
export function pipConfRegistries(path: string, text: string): RegistrySetting[] {
  return settingsOf(path, text, SETTING)
}

function settingsOf(path: string, text: string, pattern: RegExp): RegistrySetting[] {
  return text.split('\n').flatMap((line, index): RegistrySetting[] => {
    const [, extra, value = ''] = line.length > MAX_LINE ? [] : (pattern.exec(line) ?? [])
    return value
      .trim()
      .split(/\s+/)
      .filter((url) => url !== '')
      .map((url) => ({
        ecosystem: 'python',
        url: { value: url, at: onLine(path, index + 1, line.indexOf(url) + 1, url) },
        role: extra === undefined ? 'default' : 'extra',
      }))
  })
}

/**
 * Indexes of uv and sources of Poetry. uv takes a package from the first index that has it, and asks its own before PyPI,
 * unless `index-strategy` is one of the unsafe ones (uv docs: Package indexes). Poetry asks supplemental sources after
 * PyPI and secondary ones beside it (Poetry docs: Repositories).
 */
export function pyprojectRegistries(path: string, text: string): RegistrySetting[] {
  if (!text.includes('tool.uv') && !text.includes('tool.poetry')) return []
  const entries = readToml(path, text)
  const unsafe = entries.some(
    (each) => each.path === 'tool.uv.index-strategy' && (textOf(each) ?? '').startsWith('unsafe'),
  )
  return [
    ...tablesOf(entries, 'tool.uv.index').flatMap((table) => {
      const role = isTrue(table, 'default') ? 'default' : isTrue(table, 'explicit') || !unsafe ? 'named' : 'extra'
      return settingOf(table, role)
    }),
    ...tablesOf(entries, 'tool.poetry.source').flatMap((table) => {
      const priority = textOf(table.get('priority')) ?? 'primary'
      const isExtra = priority === 'supplemental' || priority === 'secondary' || isTrue(table, 'secondary')
      return settingOf(table, isExtra ? 'extra' : priority === 'explicit' ? 'named' : 'default')
    }),
  ]
}

type Table = ReadonlyMap<string, TomlEntry>

/** The tables of an array of tables: each header starts one. */
function tablesOf(entries: readonly TomlEntry[], name: string): Table[] {
  const tables: Map<string, TomlEntry>[] = []
  for (const entry of entries) {
    if (entry.path === name) tables.push(new Map())
    else if (entry.path.startsWith(`${name}.`)) tables.at(-1)?.set(entry.path.slice(name.length + 1), entry)
  }
  return tables
}

function settingOf(table: Table, role: RegistrySetting['role']): RegistrySetting[] {
  const entry = table.get('url')
  const value = textOf(entry)
  return entry === undefined || value === undefined ? [] : [{ ecosystem: 'python', url: { value, at: entry.at }, role }]
}

function textOf(entry: TomlEntry | undefined): string | undefined {
  return entry?.value.kind === 'string' ? entry.value.text : undefined
}

function isTrue(table: Table, key: string): boolean {
  const value = table.get(key)?.value
  return value?.kind === 'boolean' && value.truth
}
