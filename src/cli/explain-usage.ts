import { UserError } from '../core/errors.js'
import type { Location } from '../core/location.js'
import { describeAction, similarActions } from '../lexicon/index.js'
import type { ActionRef, Settings } from '../models/index.js'
import { parseReference } from '../readers/pipelines/github-actions/action-ref.js'
import { createResolver } from '../readers/resolve/index.js'
import type { Resolver, Understood } from '../readers/resolve/types.js'
import { userActionMeaning, userMeaning } from '../readers/resolve/user-lexicon.js'
import { workTreeFiles } from '../snapshot/work-tree.js'
import { configurationOf } from './configuration.js'
import { folderOf } from './folder.js'
import type { Invocation } from './parse.js'
import type { Ports } from './ports.js'
import { HERE, usageText, type Asked } from './usage-text.js'

/**
 * `pillarlint explain [path] --command "…"` and `--uses owner/repo`: what the linter takes a pipeline's command or action
 * for, and how it came there, in the repository at `path`.
 */
export async function explainUsage(invocation: Invocation, ports: Ports): Promise<number> {
  const command = invocation.values.get('command')
  const uses = invocation.values.get('uses')
  if (command !== undefined && uses !== undefined) throw new UserError('explain takes --command or --uses, not both')
  const context = await contextFor(invocation, ports)
  if (context === undefined) return 2
  const { resolver, settings } = context
  const configured: Asked['configured'] = (words) => userMeaning(settings.lexicon, words, '')
  if (command !== undefined) {
    const understood = understandCommand(resolver, command)
    ports.stdout.write(await usageText(understood, { configured, actionConfigured: false }))
    return 0
  }
  const ref = referenceTo(uses ?? '')
  const actionConfigured = userActionMeaning(settings.lexicon, ref) !== undefined
  const action = nameOf(ref)
  ports.stdout.write(
    await usageText(resolver.action(ref, new Map(), ref.at, []), { action, configured, actionConfigured }),
  )
  const similar =
    describeAction(action) === undefined && !actionConfigured ? similarActions(action.replace(/@.*/, '')) : []
  if (similar.length > 0) ports.stdout.write(`Of other systems there is: ${similar.join(', ')}\n`)
  return 0
}

/** A resolver for the folder with what its configuration says; undefined if that is wrong, which is then said. */
async function contextFor(
  invocation: Invocation,
  ports: Ports,
): Promise<{ resolver: Resolver; settings: Settings } | undefined> {
  const root = folderOf(invocation, ports)
  const files = await workTreeFiles(root)
  const config = await configurationOf(files, { root }, invocation, ports)
  return config && { resolver: createResolver(files, config.settings), settings: config.settings }
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

/** Systems whose ready-made code the lexicon names with a prefix: `azure-pipelines:docker`. */
const PREFIXED = /^([a-z][a-z-]*):(?!\/\/)([^@]+)(?:@(.*))?$/

function referenceTo(written: string): ActionRef {
  const at: Location = { file: HERE, line: 1, column: 1, endLine: 1, endColumn: written.length + 1, route: '' }
  const [, system, name, ref] = PREFIXED.exec(written.trim()) ?? []
  if (system !== undefined && name !== undefined) {
    const repository = `${system}:${name}`.toLowerCase()
    return { text: written.trim(), kind: 'task', repository, at, ...(ref !== undefined && { ref }) }
  }
  const reference = parseReference(written)
  if (reference.kind === 'local') {
    throw new UserError(`${written} is an action of the repository itself: name what its steps run with --command`)
  }
  return { ...reference, at }
}

/** The name under which the lexicon has an action, or would. */
function nameOf({ kind, text, repository, path }: ActionRef): string {
  if (kind === 'docker' || repository === undefined) return text
  return (path === undefined ? repository : `${repository}/${path}`).toLowerCase()
}
