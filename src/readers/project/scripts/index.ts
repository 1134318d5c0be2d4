import type { FileIndex, ScriptFile } from '../../../models/index.js'
import type { Files } from '../../../snapshot/snapshot.js'
import { nameOf, nearestFirst } from '../../paths.js'
import { readPowerShellScript } from './powershell-script.js'
import { functionNames, readShellScript } from './shell-script.js'
import { ownPathsOutsideTests } from '../own-paths.js'

/** Scripts beyond this number are not opened; those nearest to the root come first. */
const MAX_SCRIPTS = 400

/** A longer text is data or made by a program. */
const LONGEST_SCRIPT = 200_000

const SHELL_FILE = /\.(?:sh|bash)$/
const SHELL_LINE = /^#!\s*(?:(?:\S*\/)?env\s+(?:-S\s+)?)?(?:\S*\/)?(?:ba|da|z|k)?sh\b/

/** Folders whose files without an ending are scripts as a rule. */
const SCRIPT_FOLDER = /(?:^|\/)(?:bin|scripts?|deploy|ops|ci|hooks|tools|\.husky|\.githooks)\/[^/.]+$/

/** Files that programs hand out with a project, to be changed by nobody (Gradle, Maven). */
const HANDED_OUT = /(?:^|\/)(?:gradlew|mvnw|activate|configure|install-sh|libtool|config\.(?:guess|sub|status))$/

/** `. lib.sh`, `source "$(dirname "$0")/common.sh"`. */
const SOURCING = /^[ \t]*(?:source|\.)[ \t]+(.{1,300})/gm

/** The scripts of the tree in shell and PowerShell that people wrote, tests left out. */
export function readScripts(files: Files, index: FileIndex): ScriptFile[] {
  const texts = nearestFirst(ownPathsOutsideTests(index).filter(mayBeScript))
    .slice(0, MAX_SCRIPTS)
    .flatMap((path) => {
      const text = files.text(path)
      return text === undefined || text.length > LONGEST_SCRIPT ? [] : [{ path, text }]
    })
  const sourced = new Set(
    texts.flatMap(({ text }) => Array.from(text.matchAll(SOURCING), (match) => namesIn(match[1] ?? '')).flat()),
  )
  const functions = new Set(texts.flatMap(({ text }) => functionNames(text)))
  return texts.flatMap(({ path, text }): ScriptFile[] => {
    if (/\.ps1$/i.test(path)) return [readPowerShellScript(path, text)]
    if (!SHELL_LINE.test(text)) return []
    return [readShellScript(path, text, { sourced: sourced.has(nameOf(path)), functions })]
  })
}

function mayBeScript(path: string): boolean {
  if (HANDED_OUT.test(path)) return false
  return SHELL_FILE.test(path) || /\.ps1$/i.test(path) || SCRIPT_FOLDER.test(path) || !nameOf(path).includes('.')
}

/** What a line that takes in another file may name. */
function namesIn(line: string): string[] {
  return Array.from(line.matchAll(/[\w.-]+/g), ([name]) => name)
}
