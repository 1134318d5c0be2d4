import type { Invocation } from './reach.js'
import type { Argument } from '../shell/index.js'

/** Wrapper scripts of build tools that stand in the tree and are the tool itself. */
const TOOL_SCRIPTS: ReadonlyMap<string, string> = new Map([
  ['gradlew', 'gradle'],
  ['mvnw', 'mvn'],
  ['sbtw', 'sbt'],
])

/**
 * The program that the first word of a command names, without folder, extension and version; undefined if that cannot
 * be told. `$GOPATH/bin/tool` names `tool`; a lone `${PYTHON:-python3}` names what stands behind the dash.
 */
export function programOf(word: Argument | undefined): string | undefined {
  if (word === undefined) return undefined
  if (word.literal || word.path !== undefined) return baseName(word.text)
  if (word.fallback !== undefined) return baseName(word.fallback)
  const installed = /\/(?:bin|\.bin|Scripts)\/([\w.+-]+)$/.exec(word.text)?.[1]
  return installed === undefined ? undefined : baseName(installed)
}

function baseName(text: string): string {
  return withoutVersion(plainName(text))
}

function plainName(text: string): string {
  const base = text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1)
  return base.replace(/\.(?:exe|cmd|bat)$/i, '')
}

function withoutVersion(name: string): string {
  const at = name.indexOf('@')
  return at > 0 ? name.slice(0, at) : name
}

/** Folders into which package managers put the programs of a project's dependencies. */
const INSTALLED = /(?:^|\/)(?:node_modules\/\.bin|vendor\/bin|\.?v?env\/(?:bin|Scripts)|\.tox\/[^/]+\/bin)\/([^/]+)$/

/** `./gradlew test` as `gradle test`, `node_modules/.bin/jest` as `jest`. */
export function withoutToolScript(words: readonly Argument[]): readonly Argument[] {
  const [first, ...rest] = words
  if (first === undefined) return words
  const tool = TOOL_SCRIPTS.get(plainName(first.text)) ?? INSTALLED.exec(first.text.replaceAll('\\', '/'))?.[1]
  return tool === undefined ? words : [{ text: tool, literal: !tool.includes('$') }, ...rest]
}

/** The words for the lexicon: the program's name is literal by now, and without the folder of an installation. */
export function wordsFor({ words, program }: Pick<Invocation, 'words' | 'program'>): Argument[] {
  const [first, ...rest] = words
  if (first === undefined) return []
  return first.literal ? [first, ...rest] : [{ text: program, literal: true }, ...rest]
}
