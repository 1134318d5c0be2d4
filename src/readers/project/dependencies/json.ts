import { composeYaml } from '../../yaml/compose.js'
import { entriesOf, valueAt } from '../../yaml/navigate.js'
import type { DependencySource, Named } from './source.js'

/** Sections of package.json, and whether only development needs what they name. Peers are brought by others. */
const NPM_SECTIONS = [
  ['dependencies', false],
  ['optionalDependencies', false],
  ['devDependencies', true],
] as const

const COMPOSER_SECTIONS = [
  ['require', false],
  ['require-dev', true],
] as const

export const npmDependencies = (source: DependencySource): Named[] => sections(source, NPM_SECTIONS)
export const composerDependencies = (source: DependencySource): Named[] => sections(source, COMPOSER_SECTIONS)

function sections({ path, text }: DependencySource, names: readonly (readonly [string, boolean])[]): Named[] {
  const [root] = composeYaml(path, text).documents
  return names.flatMap(([section, development]) =>
    entriesOf(valueAt(root, section)).map(({ key }) => ({ name: key.text, development, at: key.at })),
  )
}
