import { withoutTrailingSlashes } from '../core/slashes.js'
import type { Config } from '../config/load.js'
import { UserError } from '../core/errors.js'
import { serviceMatcher } from '../core/services.js'
import { noHosting } from '../models/no-hosting.js'
import { readFileIndex } from '../readers/files.js'
import { readModels } from '../readers/read-models.js'
import { findServices } from '../readers/services/index.js'
import { createSnapshot } from '../snapshot/create.js'
import type { Files } from '../snapshot/snapshot.js'
import { heldValues, type HeldService, type HeldValue } from './config-values.js'
import { configurationOf, filesOf } from './configuration.js'
import { folderAt } from './folder.js'
import { table } from './list.js'
import { overridesIn } from './overrides.js'
import type { Invocation } from './parse.js'
import type { Ports } from './ports.js'
import { printable } from './say.js'

/** `pillarlint config explain <path> [folder]`: every value that holds for a path, with the place that it is from. */
export async function configExplain(
  invocation: Invocation,
  ports: Ports,
  format: 'terminal' | 'json',
): Promise<number> {
  const [, asked, folder = '.', extra] = invocation.operands
  if (asked === undefined || extra !== undefined)
    throw new UserError('config explain takes one path of the repository, and its folder if it is not the current one')
  const revision = invocation.values.get('base')
  const root = folderAt(folder, ports)
  const path = withoutTrailingSlashes(asked.replaceAll('\\', '/').replace(/^(?:\.\/)+/, ''))
  const files = await filesOf(root, revision)
  const config = await configurationOf(files, { root, revision }, invocation, ports)
  if (config === undefined) return 2
  const service = await serviceOf(path, config, root, revision)
  const values = heldValues(path, config, service, overridesIn(invocation))
  ports.stdout.write(format === 'json' ? json(path, values) : text(path, values, notes(path, files, config, revision)))
  return 0
}

/** The service of the path: one that is named, or one that the tree shows. */
async function serviceOf(
  path: string,
  { policy, settings }: Config,
  root: string,
  revision: string | undefined,
): Promise<HeldService | undefined> {
  if (policy.services === 'off') return undefined
  if (policy.services !== undefined) {
    const of = serviceMatcher(policy.services)
    const name = of(path) ?? of(`${path}/-`)
    const rules = policy.services.find((each) => each.name === name)
    return rules && { name: rules.name, from: `${rules.at.file}:${rules.at.line}`, rules }
  }
  const hosting = noHosting('config explain asks no host')
  const snapshot = await createSnapshot({ root, hosting, ...(revision !== undefined && { revision }) })
  const services = snapshot.known ? findServices(readModels(snapshot.value, settings).models, undefined) : undefined
  const name = services && (services.ofPath(path) ?? services.ofPath(`${path}/-`))
  const found = services?.all.find((each) => each.name === name)
  return found && { name: found.name, from: `derived from ${found.derivedFrom ?? ''}` }
}

/** What else is to be known of the path. */
function notes(path: string, files: Files, { settings, file }: Config, revision: string | undefined): string[] {
  const index = readFileIndex(files, settings)
  return [
    file === undefined
      ? 'There is no configuration file.'
      : `By ${file}${revision === undefined ? '' : ` of ${revision}`}.`,
    ...(index.has(path) || index.hasFolder(path)
      ? []
      : ['There is no such file or folder: what is said here would hold for it.']),
    ...(index.has(path) && index.isExcluded(path)
      ? ['It is not judged: it is vendored, generated, an example, or left out by exclude.']
      : []),
  ]
}

function text(path: string, values: readonly HeldValue[], lines: readonly string[]): string {
  const rows = values.map(({ key, value, from }) => [key, value, from].map(printable))
  return `${printable(path)}\n${lines.map((line) => `${printable(line)}\n`).join('')}\n${table(rows)}`
}

function json(path: string, values: readonly HeldValue[]): string {
  return `${JSON.stringify({ path, values }, null, 2)}\n`
}
