import { practices } from '../catalog/index.js'
import { configErrorText } from '../config/errors.js'
import { loadConfig } from '../config/load.js'
import { UserError } from '../core/errors.js'
import type { Because, Location } from '../core/location.js'
import { linkOfAction, linkOfTool } from '../lexicon/links.js'
import type { Command, Intent, Unresolved } from '../models/index.js'
import { parseReference } from '../readers/pipelines/github-actions/action-ref.js'
import { createResolver } from '../readers/resolve/index.js'
import type { Resolver, Understood } from '../readers/resolve/types.js'
import { workTreeFiles } from '../snapshot/work-tree.js'
import { folderOf } from './folder.js'
import { table } from './list.js'
import { overridesIn, today } from './overrides.js'
import type { Invocation } from './parse.js'
import type { Ports } from './ports.js'
import { printable, say } from './say.js'

/** The name of the command line where a file's would stand. */
const HERE = 'command line'

/**
 * `pillarlint explain [path] --command "…"` and `--uses owner/repo`: what the linter takes a pipeline's command or action
 * for, and how it came there, in the repository at `path`.
 */
export async function explainUsage(invocation: Invocation, ports: Ports): Promise<number> {
  const command = invocation.values.get('command')
  const uses = invocation.values.get('uses')
  if (command !== undefined && uses !== undefined) throw new UserError('explain takes --command or --uses, not both')
  const resolver = await resolverFor(invocation, ports)
  if (resolver === undefined) return 2
  const understood = command === undefined ? understandUses(resolver, uses ?? '') : understandCommand(resolver, command)
  ports.stdout.write(await textOf(understood, uses))
  return 0
}

/** A resolver for the folder with what its configuration says; undefined if that is wrong, which is then said. */
async function resolverFor(invocation: Invocation, ports: Ports): Promise<Resolver | undefined> {
  const files = await workTreeFiles(folderOf(invocation, ports))
  const loaded = loadConfig({
    files,
    checks: await ports.checks(),
    practices: practices().map(({ id }) => id),
    overrides: overridesIn(invocation),
    today: today(ports.now()),
  })
  if (loaded.ok) return createResolver(files, loaded.settings)
  for (const error of loaded.errors) say(ports.stderr, configErrorText(error))
  return undefined
}

function understandCommand(resolver: Resolver, text: string): Understood {
  return resolver.script({
    text,
    place: (offset) => ({ line: 1, column: offset + 1 }),
    file: HERE,
    route: '',
    shell: undefined,
    failFast: true,
    directory: '',
    because: [],
  })
}

function understandUses(resolver: Resolver, text: string): Understood {
  const reference = parseReference(text)
  if (reference.kind === 'local') {
    throw new UserError(`${text} is an action of the repository itself: name what its steps run with --command`)
  }
  const at: Location = { file: HERE, line: 1, column: 1, endLine: 1, endColumn: text.length + 1, route: '' }
  return resolver.action({ ...reference, at }, new Map(), at, [])
}

async function textOf({ commands, intents, opaque }: Understood, uses: string | undefined): Promise<string> {
  const byAction = intents.filter(({ command }) => command === undefined)
  const sections = [
    ...commands.map((command) =>
      commandText(
        command,
        intents.filter((intent) => intent.command === command),
        opaque.filter(({ at }) => isSame(at, command.at)),
      ),
    ),
    ...(byAction.length > 0 ? [intentsText(byAction)] : []),
    ...opaque.filter(({ at }) => !commands.some((command) => isSame(at, command.at))).map(opaqueText),
  ]
  if (sections.length === 0) return 'It is known, and does nothing that a practice asks for.\n'
  return `${sections.join('\n')}${await linksText(intents, uses)}`
}

/** Where what was found documents itself. */
async function linksText(intents: readonly Intent[], uses: string | undefined): Promise<string> {
  const rows = new Map<string, string>()
  const repository = uses === undefined ? undefined : parseReference(uses).repository
  const own = repository === undefined ? undefined : await linkOfAction(repository)
  if (repository !== undefined && own !== undefined) rows.set(repository, own)
  for (const { tool, command } of intents) {
    const page = command === undefined ? undefined : await linkOfTool(tool)
    if (page !== undefined) rows.set(tool, page)
  }
  return rows.size === 0 ? '' : `\n${table([...rows].map(([name, page]) => [printable(name), printable(page)]))}`
}

function isSame(one: Location, other: Location): boolean {
  return one.file === other.file && one.line === other.line && one.column === other.column
}

function commandText(command: Command, intents: readonly Intent[], opaque: readonly Unresolved[]): string {
  const words = command.argv.map(({ text }) => text).join(' ')
  const fate =
    command.ignoredFailure === undefined ? '' : `  its failure is ignored: ${printable(command.ignoredFailure)}\n`
  const hidden = opaque.map(({ what, reason }) => `  not known: ${printable(what)} (${reason})\n`).join('')
  const known = intents.length > 0 || hidden === '' ? intentsText(intents) : ''
  return `${printable(words)}\n${chainText(command.because)}${fate}${known}${hidden}`
}

function intentsText(intents: readonly Intent[]): string {
  if (intents.length === 0) return '  known, and nothing that a practice asks for\n'
  return table(
    intents.map(({ kind, tool, covers }) => [
      `  ${kind}`,
      `${tool}${covers.length > 0 ? ` (${covers.join(', ')})` : ''}`,
    ]),
  )
}

function opaqueText({ what, reason, because }: Unresolved): string {
  return `not known: ${printable(what)} (${reason})\n${chainText(because)}`
}

/** The lines of files that lead there. */
function chainText(chain: readonly Because[]): string {
  return chain
    .filter(({ file }) => file !== HERE)
    .map(({ file, line, text }) => `  ${printable(`${file}:${line}  ${text}`)}\n`)
    .join('')
}
