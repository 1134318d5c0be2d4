import { realpathSync } from 'node:fs'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import { UserError } from '../core/errors.js'
import type { Codeowners } from '../models/index.js'
import { OWNERS_HOST_NAMES, OWNERS_PLACES } from '../models/owners-hosts.js'
import { noHosting } from '../models/no-hosting.js'
import { readModels } from '../readers/read-models.js'
import { changedPaths } from '../snapshot/changes.js'
import { createSnapshot } from '../snapshot/create.js'
import { repositoryRoot } from '../snapshot/repository-root.js'
import { mergeBase, resolveRevision } from '../snapshot/revision.js'
import type { Snapshot } from '../snapshot/snapshot.js'
import { configurationOf, type FilesOrigin } from './configuration.js'
import { approvalsOf, ownersOf, unownedPaths } from './owners-facts.js'
import { ownersText, type OwnersReport } from './owners-text.js'
import type { Invocation } from './parse.js'
import type { Ports } from './ports.js'
import { say } from './say.js'

/**
 * `pillarlint owners [paths…] [--base revision]`: who must approve a change of these paths, or of what changed, and which
 * lines of CODEOWNERS decided it. Status 1 where nobody is asked for want of a file, 2 where that cannot be told.
 */
export async function owners(invocation: Invocation, ports: Ports): Promise<number> {
  const format = invocation.formats.at(-1) ?? 'terminal'
  if (format !== 'terminal' && format !== 'json')
    throw new UserError(`owners has no format ${format}: terminal or json`)
  const here = realpathSync(ports.cwd)
  const root = repositoryRoot(here) ?? here
  const base = invocation.values.get('base')
  const tree = await snapshotAt(root, undefined)
  const paths = base === undefined ? tree.files.paths : changesSince(root, base)
  const chosen = chosenPaths(invocation.operands, { base, root, here, tree: tree.files.paths, paths })
  // The host reads the file of the branch that the change goes to (GitHub docs: About code owners).
  const governing = base === undefined ? tree : await snapshotAt(root, base)
  const codeowners = await readOwners(governing, { root, revision: base }, invocation, ports)
  if (codeowners === undefined) return 2
  const { file, host, unread, errors } = codeowners
  const problem = whyNobody(codeowners, base, tree)
  if (problem !== undefined || file === undefined) {
    say(ports.stderr, problem ?? '')
    return unread === undefined ? 1 : 2
  }
  if (errors.length > 0) say(ports.stderr, brokenLines(codeowners))
  const all = ownersOf(codeowners, chosen)
  const report: OwnersReport = { host, file, paths: all, approvals: approvalsOf(all), unowned: unownedPaths(all) }
  const text = { revision: governing.revision, ...report }
  ports.stdout.write(
    format === 'json' ? `${JSON.stringify(text, null, 2)}\n` : ownersText(report, invocation.values.has('verbose')),
  )
  return 0
}

async function snapshotAt(root: string, revision: string | undefined): Promise<Snapshot> {
  const hosting = noHosting('the host is not asked')
  const snapshot = await createSnapshot({ root, hosting, ...(revision !== undefined && { revision }) })
  if (!snapshot.known) throw new UserError(snapshot.reason)
  return snapshot.value
}

/** What changed between where this branch left `base` and the files on disk, deleted files too. */
function changesSince(root: string, base: string): readonly string[] {
  const tip = resolveRevision(root, base)
  if (tip === undefined) throw new UserError(`the revision ${base} is not in this clone`)
  const began = mergeBase(root, tip, 'HEAD')
  if (began === undefined)
    throw new UserError(`this clone does not show where HEAD left ${base}: fetch more of its history`)
  const changed = changedPaths(root, began)
  if (!changed.known) throw new UserError(changed.reason)
  return changed.value
}

interface Choice {
  readonly base: string | undefined
  readonly root: string
  readonly here: string
  /** All files on disk. */
  readonly tree: readonly string[]
  /** The files that the command is about: all of them, or those that changed. */
  readonly paths: readonly string[]
}

/** The paths that the operands name or that lie below them; without operands those of the current folder, or all that changed. */
function chosenPaths(operands: readonly string[], { base, root, here, tree, paths }: Choice): string[] {
  if (operands.length === 0 && base !== undefined) return [...paths]
  const known = new Set([...tree, ...paths])
  const folders = new Set([...known].flatMap(foldersOf))
  const wanted = (operands.length === 0 ? ['.'] : operands).map((operand) => {
    const path = relative(root, resolve(here, operand))
    if (path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path))
      throw new UserError(`${operand} lies outside the repository`)
    const name = path.split(sep).join('/')
    if (operands.length > 0 && name !== '' && !known.has(name) && !folders.has(name))
      throw new UserError(`there is no file or folder ${operand} in this repository`)
    return name
  })
  return paths.filter((path) => wanted.some((name) => name === '' || path === name || path.startsWith(`${name}/`)))
}

function foldersOf(path: string): string[] {
  const names = path.split('/').slice(0, -1)
  return names.map((_, index) => names.slice(0, index + 1).join('/'))
}

/** The model of CODEOWNERS; undefined if the configuration is wrong, which is then said. */
async function readOwners(
  snapshot: Snapshot,
  origin: FilesOrigin,
  invocation: Invocation,
  ports: Ports,
): Promise<Codeowners | undefined> {
  const config = await configurationOf(snapshot.files, origin, invocation, ports)
  if (config === undefined) return undefined
  const { codeowners } = readModels(snapshot, config.settings).models
  if (!codeowners.known) throw new UserError(codeowners.reason)
  return codeowners.value
}

/** Why no line of CODEOWNERS counts, in one sentence. */
function whyNobody(codeowners: Codeowners, base: string | undefined, tree: Snapshot): string | undefined {
  const { file, host, unread, tooLarge } = codeowners
  const of = base === undefined ? '' : ` of ${base}`
  if (file === undefined) {
    const next = base !== undefined && OWNERS_PLACES[host].some((place) => tree.files.has(place))
    const more = next ? '; the one of this change counts once it is merged' : ''
    const places = OWNERS_PLACES[host].join(', ')
    return `there is no CODEOWNERS file${of}: ${OWNERS_HOST_NAMES[host]} looks for ${places}${more}`
  }
  if (tooLarge) return `${file}${of} is over 3 MB, so GitHub does not load it and asks nobody`
  return unread === undefined ? undefined : `${file}${of} was not read: ${unread}`
}

function brokenLines({ file, errors }: Codeowners): string {
  const lines = [...new Set(errors.map(({ at }) => at.line))]
  const shown = lines.slice(0, 5).join(', ')
  const more = lines.length > 5 ? ' and more' : ''
  return `${file ?? ''} has mistakes on line ${shown}${more}: the check owners-syntax says which`
}
