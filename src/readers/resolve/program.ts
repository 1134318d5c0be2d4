import type { Invocation } from './reach.js'
import type { Argument } from '../shell/index.js'

/** Wrapper scripts of build tools that stand in the tree and are the tool itself. */
const TOOL_SCRIPTS: ReadonlyMap<string, string> = new Map([
  ['gradlew', 'gradle'],
  ['mvnw', 'mvn'],
  ['sbtw', 'sbt'],
])

/** A program that a substitution finds: `$(npm bin)/jest`, `$(which python)` (documentation of npm, Yarn, which). */
const FOUND =
  /^(?:\$\((?:npm|yarn|pnpm) bin\)\/([\w.-]+)|`(?:npm|yarn|pnpm) bin`\/([\w.-]+)|\$\(yarn bin ([\w.-]+)\)|[$`]\(?(?:which|command -v) ([\w.-]+)[)`])$/

/** What a substitution prints is a command of which the rest is not known (AWS CLI reference: get-login). */
const PRINTED: readonly (readonly [prefix: string, command: string])[] = [
  ['$(aws ecr get-login ', 'docker login'],
  ['$(aws ecr get-login)', 'docker login'],
]

/** The words of a command that a substitution prints, if it is known what it prints. */
export function printedCommand(word: Argument | undefined): readonly Argument[] | undefined {
  const found = PRINTED.find(([prefix]) => word?.text.startsWith(prefix) === true)
  return found?.[1].split(' ').map((text) => ({ text, literal: true }))
}

/**
 * The program that the first word of a command names, without folder, extension and version; undefined if that cannot
 * be told. `$GOPATH/bin/tool` names `tool`; a lone `${PYTHON:-python3}` names what stands behind the dash.
 */
export function programOf(word: Argument | undefined): string | undefined {
  if (word === undefined) return undefined
  if (word.literal || word.path !== undefined) return baseName(word.text)
  if (word.fallback !== undefined) return baseName(word.fallback)
  const found = FOUND.exec(word.text)
    ?.slice(1)
    .find((each) => each !== undefined)
  if (found !== undefined) return baseName(found)
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
export function wordsFor(invocation: Pick<Invocation, 'words' | 'program' | 'command'>): Argument[] {
  const { program } = invocation
  const [first, ...rest] = withInput(invocation)
  if (first === undefined) return []
  return first.literal ? [first, ...rest] : [{ text: program, literal: true }, ...rest]
}

/** `python - <<EOF` is `python -c` with the text that follows. */
function withInput({
  words,
  program,
  command,
}: Pick<Invocation, 'words' | 'program' | 'command'>): readonly Argument[] {
  if (!/^python[\d.]*$/.test(program) || words.slice(1).some(({ text }) => text !== '-')) return words
  for (const { heredoc } of command.node?.redirects ?? []) {
    if (heredoc === undefined) continue
    const text = command.script.text.slice(heredoc.start, heredoc.end)
    return [...words.slice(0, 1), { text: '-c', literal: true }, { text, literal: !text.includes('$') }]
  }
  return words
}
