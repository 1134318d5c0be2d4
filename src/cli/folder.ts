import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { UserError } from '../core/errors.js'
import type { Invocation } from './parse.js'
import type { Ports } from './ports.js'

/** The folder that the command is about: its operand, or the current one. */
export function folderOf({ command, operands }: Invocation, ports: Ports): string {
  const [path = '.', extra] = operands
  if (extra !== undefined) throw new UserError(`${command} takes one folder, and "${extra}" is a second one`)
  return folderAt(path, ports)
}

/** The absolute path of a folder that is named on the command line. */
export function folderAt(path: string, { cwd }: Ports): string {
  const root = resolve(cwd, path)
  const stat = statSync(root, { throwIfNoEntry: false })
  if (stat === undefined) throw new UserError(`there is no folder ${path}`)
  if (!stat.isDirectory()) throw new UserError(`${path} is a file: name the folder of a repository`)
  return root
}
