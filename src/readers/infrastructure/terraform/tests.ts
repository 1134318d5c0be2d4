import { pathsFitting } from '../../../core/path-index.js'
import type { Resource } from '../../../models/resource.js'
import type { ReaderContext } from '../../context.js'
import { bodyValue } from '../../hcl/value.js'
import { isForeign } from '../sniff.js'
import { blocksOf, readTerraformFile } from './files.js'
import { moduleFolder } from './paths.js'

/** Files of `terraform test` and `tofu test`, in either syntax. */
const TEST_FILE = /\.(?:tftest|tofutest)\.(?:hcl|json)$/

/** The folder of tests that both tools look into by themselves (Terraform docs: Tests, "Test file locations"). */
const DEFAULT_FOLDER = 'tests'

/**
 * The runs of all test files: resources of type `run` named by their label, with `command`, `module`, `variables`,
 * `assert`, `expect_failures` … as properties, and beside them `@mocks`, the providers that the file replaces. Their module
 * is the one that is tested.
 */
export function readTests(context: ReaderContext): Resource[] {
  return pathsFitting(context.files.paths, [TEST_FILE])
    .filter((path) => !isForeign(path))
    .flatMap((path) => runsIn(context, path))
}

function runsIn(context: ReaderContext, path: string): Resource[] {
  const file = readTerraformFile(context, path)
  if (file === undefined) return []
  const mocks = blocksOf([file], 'mock_provider').map(({ block }) => block.labels[0] ?? '')
  return blocksOf([file], 'run').map(({ block }) => {
    const [name = ''] = block.labels
    const route = `run.${name}`
    const properties = bodyValue(block.body, file.context, route)
    const at = file.context.at(block.header, route)
    const replaced = mocks.map((value) => ({ kind: 'scalar', value, at }) as const)
    return {
      technology: 'terraform',
      type: 'run',
      name,
      file: path,
      module: testedFolder(path),
      properties: {
        ...properties,
        entries: new Map([...properties.entries, ['@mocks', { kind: 'list', items: replaced, at } as const]]),
      },
      at,
      complete: file.complete,
    }
  })
}

/** The folder in which the test is run: the one above `tests`. */
function testedFolder(path: string): string {
  const folder = moduleFolder(path)
  return folder === DEFAULT_FOLDER || folder.endsWith(`/${DEFAULT_FOLDER}`) ? moduleFolder(folder) : folder
}
