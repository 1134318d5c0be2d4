import { onLowerCase, onName, pathsFitting } from '../../../core/path-index.js'
import type { Located } from '../../../core/location.js'
import type { FileIndex, LocalSetup, StartCommand } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'
import { createResolver } from '../../resolve/index.js'
import type { Resolver } from '../../resolve/types.js'
import { folderOf, nameOf, nearestFirst } from '../../paths.js'
import { readSections, type CodeLine, type Section } from '../documents/sections.js'
import { linksIn, visibleLines } from '../guides/links.js'
import { namedFiles } from '../named-files.js'
import { DEFINITIONS, STARTS } from './definitions.js'
import { ownPathsOutsideTests } from '../own-paths.js'

/** Documents, and files whose name other tools use too, beyond these numbers are not opened. */
const MAX_DOCUMENTS = 40
const MAX_OPENED = 150

/** Folders in which a script or a target of that name is looked for, at most. */
const MAX_FOLDERS = 30

const DOCUMENT = /\.(?:md|markdown|rst|adoc)$/i

/** Documents for those who begin to work here. */
const FOR_BEGINNERS =
  /^(?:readme|contribut\w*|hacking|develop\w*|local\w*|getting[-_]?started|quick-?start|set-?up|running|run|onboarding|install\w*|build\w*)\b/i

/** Addresses of guides and of services that start an environment in a browser. */
const GUIDE =
  /develop|local|set-?up|getting-?started|quick-?start|onboarding|contribut|hacking|install|wiki|\bdocs?\b|documentation|confluence|notion|gitpod\.io|codespaces|stackblitz|codesandbox|idx\.google/i

const DEFINITION_FILES = DEFINITIONS.map(({ path }) => path)

/** What the tree says of how to run it on the machine of a developer. */
export function readLocalSetup(context: ReaderContext, index: FileIndex): LocalSetup {
  const judged = ownPathsOutsideTests(index)
  const documents = nearestFirst(
    pathsFitting(judged, [DOCUMENT]).filter((path) => FOR_BEGINNERS.test(nameOf(path))),
  ).slice(0, MAX_DOCUMENTS)
  const calls = new Calls(context, judged)
  return {
    definitions: definitionsIn(judged, context),
    starts: documents.flatMap((path) => startsIn(path, context, calls)),
    guides: documents
      .filter((path) => /^(?:\.github\/|docs\/)?readme\./i.test(path))
      .flatMap((path) => guidesIn(path, context)),
  }
}

/** What says most comes first: by the table, then what is nearest to the root. */
function definitionsIn(paths: readonly string[], { files }: ReaderContext): Located<string>[] {
  const rank = new Map(DEFINITIONS.map(({ what }, i) => [what, i]))
  const depth = ({ at }: Located<string>): number => at.file.split('/').length
  return namedFiles(
    DEFINITIONS,
    pathsFitting(paths, DEFINITION_FILES, onLowerCase).filter((path) => !path.startsWith('.github/')),
    files,
    MAX_OPENED,
  ).sort((a, b) => (rank.get(a.value) ?? 0) - (rank.get(b.value) ?? 0) || depth(a) - depth(b))
}

function guidesIn(path: string, { files }: ReaderContext): Located<string>[] {
  return linksIn(path, visibleLines(files.text(path) ?? '')).filter(
    ({ value }) =>
      /^https?:\/\//i.test(value) && GUIDE.test(value) && !/\.(?:svg|png|jpe?g|gif)\b|shields\.io|badge/i.test(value),
  )
}

function startsIn(path: string, { files }: ReaderContext, calls: Calls): StartCommand[] {
  const text = files.text(path)
  if (text === undefined) return []
  return readSections(text, { asciidoc: path.endsWith('.adoc') }).flatMap((section) =>
    section.code.flatMap((line) => {
      const command = commandsOf(line.text).find((each) => STARTS.some((start) => start.test(each)))
      if (command === undefined) return []
      const missing = isCertain(section, path) ? calls.missing(command) : undefined
      return [{ command, ...(missing !== undefined && { missing }), at: placeOf(path, line) }]
    }),
  )
}

/** The commands of a line, each without a prompt, `sudo` and variables in front. */
function commandsOf(text: string): string[] {
  return text.split(/&&|\|\||;/).map((each) =>
    each
      .trim()
      .replace(/^[$>%#] /, '')
      .replace(/^(?:sudo |[A-Z_][A-Z0-9_]{0,60}=\S{0,200} ){1,8}/, ''),
  )
}

/** Only of the document at the root it is known where its commands are typed, unless it changes to another folder. */
function isCertain({ code }: Section, path: string): boolean {
  const changes = code.filter(({ text }) => /(?:^|\s)(?:cd|pushd)\s/.test(text))
  return folderOf(path) === '' && changes.length === 0
}

function placeOf(file: string, { line, column, text }: CodeLine): StartCommand['at'] {
  return { file, line, column, endLine: line, endColumn: column + text.length, route: text }
}

/** Package scripts and targets of make that commands name. */
class Calls {
  readonly #folders: readonly string[]
  readonly #context: ReaderContext
  #resolver: Resolver | undefined

  constructor(context: ReaderContext, paths: readonly string[]) {
    this.#context = context
    const holds = pathsFitting(paths, [/^(?:package\.json|(?:GNU)?[Mm]akefile)$/], onName)
    this.#folders = [...new Set(holds.map(folderOf))].slice(0, MAX_FOLDERS)
  }

  /** The script or target that the command names and that none of the folders has. */
  missing(command: string): string | undefined {
    const call = /^(?:npm|pnpm|yarn|bun) run ([\w:-]{1,60})$/.exec(command) ?? /^(make) ([\w-]{1,60})$/.exec(command)
    if (call === null || this.#folders.length === 0) return undefined
    const name = call[2] ?? call[1] ?? ''
    const needs = call[2] === undefined ? 'package.json' : 'akefile'
    const root = this.#context.files.paths.some((path) => folderOf(path) === '' && path.endsWith(needs))
    if (!root || this.#folders.some((folder) => !this.#isMissing(command, folder))) return undefined
    return call[2] === undefined ? `script ${name}` : `target ${name}`
  }

  #isMissing(text: string, directory: string): boolean {
    this.#resolver ??= createResolver(this.#context.files, this.#context.settings)
    const place = () => ({ line: 1, column: 1 })
    const script = { text, place, file: '', route: '', shell: 'bash', failFast: true, directory, because: [] }
    const { opaque, commands } = this.#resolver.script(script)
    return commands.length <= 1 && opaque.length > 0 && opaque.every(({ reason }) => reason === 'missing')
  }
}
