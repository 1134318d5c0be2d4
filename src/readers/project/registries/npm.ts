import type { Located } from '../../../core/location.js'
import type { RegistrySetting } from '../../../models/index.js'
import { composeYaml } from '../../yaml/compose.js'
import { entriesOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'

/** `registry=` and `@scope:registry=` (npm docs: npmrc). */
export function npmrcRegistries(path: string, text: string): RegistrySetting[] {
  return text.split('\n').flatMap((line, index): RegistrySetting[] => {
    const equals = line.indexOf('=')
    const key = line.slice(0, Math.max(equals, 0)).trim()
    const scoped = key.startsWith('@') && key.endsWith(':registry')
    if (key !== 'registry' && !scoped) return []
    const value = line
      .slice(equals + 1)
      .trim()
      .replace(/^["']|["']$/g, '')
    const column = line.indexOf(value, equals + 1) + 1
    const at = { file: path, line: index + 1, column, endLine: index + 1, endColumn: column + value.length, route: key }
    return value === '' ? [] : [{ ecosystem: 'npm', url: { value, at }, role: scoped ? 'named' : 'default' }]
  })
}

/** `npmRegistryServer`, `npmPublishRegistry` and those of `npmScopes` (Yarn docs: .yarnrc.yml). */
export function yarnrcRegistries(path: string, text: string): RegistrySetting[] {
  const [root] = composeYaml(path, text).documents
  const setting = (url: Located<string>, role: RegistrySetting['role']): RegistrySetting => ({
    ecosystem: 'npm',
    url,
    role,
  })
  const own = [
    ['npmRegistryServer', 'default'],
    ['npmPublishRegistry', 'publish'],
  ] as const
  return [
    ...own.flatMap(([key, role]) => {
      const url = scalarAt(root, key)
      return url === undefined ? [] : [setting(located(url), role)]
    }),
    ...entriesOf(valueAt(root, 'npmScopes')).flatMap(({ value }) => {
      const url = scalarAt(value, 'npmRegistryServer')
      return url === undefined ? [] : [setting(located(url), 'named')]
    }),
  ]
}

/** `publishConfig.registry` (npm docs: package.json). */
export function packageJsonRegistries(path: string, text: string): RegistrySetting[] {
  if (!text.includes('publishConfig')) return []
  const url = scalarAt(valueAt(composeYaml(path, text).documents[0], 'publishConfig'), 'registry')
  return url === undefined ? [] : [{ ecosystem: 'npm', url: located(url), role: 'publish' }]
}
