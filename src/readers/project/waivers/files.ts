import type { Waiver } from '../../../models/index.js'
import { composeYaml } from '../../yaml/compose.js'
import { entriesOf, itemsOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { readToml, type TomlEntry } from '../toml.js'
import { reasonBeside, reasonIn, waiver } from './lines.js'

/** What Snyk writes where nobody gave a reason. */
const NONE_GIVEN = /^none given$/i

/** `statement` and `expired_at` of entries (Trivy docs: Filtering, ".trivyignore.yaml"). */
export function waiversInTrivyYaml(file: string, source: string): Waiver[] {
  const [root] = composeYaml(file, source).documents
  const lines = source.split('\n')
  const isEntry = (line: string): true | undefined => (/^[ \t]*-/.test(line) ? true : undefined)
  return ['vulnerabilities', 'misconfigurations', 'secrets', 'licenses'].flatMap((section) =>
    itemsOf(valueAt(root, section)).flatMap((item) => {
      const id = scalarAt(item, 'id')
      if (id === undefined) return []
      const stated = reasonIn(scalarAt(item, 'statement')?.text ?? '')
      const reason = stated ?? reasonBeside(lines, item.at.line - 1, isEntry, true)
      return [waiver('trivy', id.text, 'entry', reason, dayIn(scalarAt(item, 'expired_at')?.text), id.at)]
    }),
  )
}

/** `reason` and `expires` of each path of each id (Snyk docs: The .snyk file). */
export function waiversInSnyk(file: string, source: string): Waiver[] {
  const [root] = composeYaml(file, source).documents
  return entriesOf(valueAt(root, 'ignore')).flatMap(({ key, value }) =>
    itemsOf(value).map((item) => {
      // Beside the path or below it: both are found in files of people.
      const holders = [item, ...entriesOf(item).map((entry) => entry.value)]
      const written = firstOf(holders, 'reason') ?? ''
      const reason = NONE_GIVEN.test(written.trim()) ? undefined : reasonIn(written)
      return waiver('snyk', key.text, 'entry', reason, dayIn(firstOf(holders, 'expires')), key.at)
    }),
  )
}

function firstOf(holders: readonly YamlNode[], key: string): string | undefined {
  return holders.map((each) => scalarAt(each, key)?.text).find((text) => text !== undefined && text !== '')
}

/** `[[IgnoredVulns]]` (OSV-Scanner docs: Configuration). */
export function waiversInOsv(file: string, source: string): Waiver[] {
  const blocks: TomlEntry[][] = []
  for (const entry of readToml(file, source)) {
    if (entry.path === 'IgnoredVulns') blocks.push([])
    else if (entry.path.startsWith('IgnoredVulns.')) blocks.at(-1)?.push(entry)
  }
  return blocks.flatMap((block) => {
    const text = (key: string): string | undefined => {
      const value = block.find(({ path }) => path === `IgnoredVulns.${key}`)?.value
      return value?.kind === 'string' || value?.kind === 'other' ? value.text : undefined
    }
    const id = block.find(({ path }) => path === 'IgnoredVulns.id')
    if (id === undefined) return []
    const reason = reasonIn(text('reason') ?? '')
    return [waiver('osv-scanner', text('id') ?? '', 'entry', reason, dayIn(text('ignoreUntil')), id.at)]
  })
}

function dayIn(text: string | undefined): string | undefined {
  return text === undefined ? undefined : /^\s*(\d{4}-\d{2}-\d{2})/.exec(text)?.[1]
}
