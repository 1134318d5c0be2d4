import type { Resource } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'
import { NOTHING, type FileReading } from '../reading.js'
import { dict } from '../make-value.js'
import { readToml } from './toml.js'

/** Whether the file holds the defaults of the SAM command line. */
export function isSamConfig(path: string): boolean {
  return path.slice(path.lastIndexOf('/') + 1) === 'samconfig.toml'
}

/**
 * Reads `samconfig.toml`: one resource of type `samconfig` for each environment that sets parameters of `deploy`, named
 * by the environment, with those parameters; what `global` sets counts where `deploy` says nothing (AWS SAM Developer
 * Guide: AWS SAM CLI configuration file).
 */
export function readSamConfig(context: ReaderContext, path: string): FileReading {
  const source = context.files.text(path)
  if (source === undefined) return NOTHING
  const tables = readToml(path, source).filter((table) => table.path.length === 3 && table.path[2] === 'parameters')
  const resources = tables
    .filter((table) => table.path[1] === 'deploy')
    .map(({ path: [environment = ''], values, at }): Resource => {
      const shared = tables.find((table) => table.path[0] === environment && table.path[1] === 'global')
      return {
        technology: 'cloudformation',
        type: 'samconfig',
        name: environment,
        file: path,
        properties: dict([...(shared?.values ?? []), ...values], at),
        at,
        complete: true,
      }
    })
  return { resources }
}
