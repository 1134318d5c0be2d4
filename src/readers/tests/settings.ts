import { onName, pathsFitting } from '../../core/path-index.js'
import type { FileIndex, TestSetting } from '../../models/index.js'
import type { ReaderContext } from '../context.js'
import { C_LIKE, codeOf, JAVASCRIPT } from './code.js'
import { SETTING_FILES, type Comments, type SettingFile } from './setting-patterns.js'

/** Files that are opened, and characters of each that are read. */
const MAX_FILES = 400
const MAX_CHARACTERS = 200_000

/** Characters of a setting that are shown. */
const MAX_SHOWN = 60

/** What configuration files of test runners and build tools say of how tests run, in order of path. */
export function readTestSettings(
  { files }: Pick<ReaderContext, 'files'>,
  { paths, isExcluded }: FileIndex,
): TestSetting[] {
  const found: TestSetting[] = []
  let opened = 0
  const names = SETTING_FILES.map(({ files }) => files)
  for (const path of pathsFitting(paths, names, onName)) {
    const name = path.slice(path.lastIndexOf('/') + 1)
    const fitting = SETTING_FILES.filter((each) => each.files.test(name))
    if (fitting.length === 0 || isExcluded(path)) continue
    opened += 1
    if (opened > MAX_FILES) break
    const text = files.text(path)?.slice(0, MAX_CHARACTERS)
    if (text !== undefined) found.push(...fitting.flatMap((each) => settingsIn(path, text, each)))
  }
  return found
}

function settingsIn(
  file: string,
  text: string,
  { tool, language, comments, holds, settings }: SettingFile,
): TestSetting[] {
  const code = withoutComments(text, comments)
  if (holds?.test(code) === false) return []
  return settings.flatMap(([kind, pattern]): TestSetting[] => {
    const match = pattern.exec(code)
    if (match === null) return []
    const start = match.index + match[0].length - match[0].trimStart().length
    const line = code.slice(0, start).split('\n').length
    const what = shownAt(text, start, match.index + match[0].length)
    const column = start - (start === 0 ? -1 : code.lastIndexOf('\n', start - 1))
    const route = `${tool} ${kind}`
    const at = { file, line, column, endLine: line, endColumn: column + what.length, route }
    return [{ kind, tool, ...(language !== undefined && { language }), what, at }]
  })
}

/** The first line of what fits a pattern, with the rest of its last word. */
function shownAt(text: string, start: number, end: number): string {
  const rest = /^[\w.%]{0,20}/.exec(text.slice(end, end + 20))?.[0] ?? ''
  const [shown = ''] = (text.slice(start, end) + rest).split('\n')
  return shown.trim().slice(0, MAX_SHOWN)
}

/** The text with its comments blanked out, everything else in its place. */
function withoutComments(text: string, comments: Comments): string {
  if (comments === 'javascript') return codeOf(text, JAVASCRIPT).code
  if (comments === 'c') return codeOf(text, C_LIKE).code
  if (comments === 'hash') return text.replace(/^[ \t]*[#;].*$/gm, blank)
  return comments === 'xml' ? withoutMarkupComments(text) : text
}

function withoutMarkupComments(text: string): string {
  const parts: string[] = []
  let from = 0
  for (let open = text.indexOf('<!--'); open >= 0; open = text.indexOf('<!--', from)) {
    const close = text.indexOf('-->', open)
    const end = close < 0 ? text.length : close + 3
    parts.push(text.slice(from, open), blank(text.slice(open, end)))
    from = end
  }
  return [...parts, text.slice(from)].join('')
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ')
}
