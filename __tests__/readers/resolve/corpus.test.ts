import { expect, test } from '@jest/globals'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { NO_SETTINGS } from '../../../src/models/settings.js'
import { createResolver } from '../../../src/readers/resolve/index.js'
import { composeYaml } from '../../../src/readers/yaml/compose.js'
import { entriesOf, itemsOf, placeIn, scalarAt, valueAt } from '../../../src/readers/yaml/navigate.js'
import { parseShell } from '../../../src/readers/shell/index.js'
import { filesOf } from '../../helpers/files.js'

/** Real repositories beside the project, where there are any. */
const CORPUS = join('..', 'shared', 'corpus')
const repositories = existsSync(CORPUS)
  ? readdirSync(CORPUS, { withFileTypes: true }).filter((each) => each.isDirectory() && !each.name.startsWith('_'))
  : []

const some = repositories.length > 0 ? test : test.skip
some(
  'the steps of real workflows are shell syntax, and nearly all of their commands are known',
  () => {
    let commands = 0
    let unknown = 0
    const defects: string[] = []
    for (const { name } of repositories) {
      const root = join(CORPUS, name)
      const paths = readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((each) => each.isFile())
        .map((each) => join(each.parentPath, each.name).slice(root.length + 1))
      const files = filesOf(Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')])))
      const resolver = createResolver(files, NO_SETTINGS)
      for (const path of paths.filter((each) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(each))) {
        const [root] = composeYaml(path, files.text(path) ?? '').documents
        for (const job of entriesOf(valueAt(root, 'jobs'))) {
          for (const step of itemsOf(valueAt(job.value, 'steps'))) {
            const run = scalarAt(step, 'run')
            const shell = scalarAt(step, 'shell')?.text
            if (run === undefined || (shell !== undefined && shell !== 'bash')) continue
            const defect = parseShell(run.text).defect
            if (defect !== undefined) defects.push(`${name}/${path}:${run.at.line} ${defect.message}`)
            const understood = resolver.script({
              text: run.text,
              place: (offset) => placeIn(run, offset),
              file: path,
              route: run.at.route,
              shell,
              failFast: true,
              directory: '',
              because: [],
            })
            commands += understood.commands.length
            unknown += understood.opaque.filter(({ reason }) => reason === 'unknown-command').length
          }
        }
      }
    }
    expect(commands).toBeGreaterThan(2_500)
    expect(unknown / commands).toBeLessThan(0.1)
    // PowerShell on Windows runners, which a reader of workflows tells apart by the runner.
    expect(defects.length).toBeLessThan(5)
  },
  120_000,
)
