/** Licences of what is bundled: which may be there, and the file that carries their texts. */
import type { BundledPackage } from './packages.js'

/**
 * Licences (SPDX ids) that let us hand on the code under Apache-2.0 with no more than their text beside it. The review of
 * dependencies in pull requests has the same list.
 */
export const ALLOWED_LICENCES: readonly string[] = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
  'Zlib',
]

/** What forbids to publish a bundle with these packages, a line each. */
export function licenceProblems(packages: readonly BundledPackage[]): string[] {
  return packages.flatMap(({ name, version, license, texts }) => [
    ...(license !== undefined && isAllowed(license)
      ? []
      : [`${name} ${version} has the licence ${license ?? '(none)'}, which is not among those allowed`]),
    ...(texts.some((text) => text !== '') ? [] : [`${name} ${version} comes without the text of its licence`]),
  ])
}

/** Of "A OR B" one is enough, of "A AND B" each counts (SPDX specification, annex D); brackets and WITH are not known. */
function isAllowed(expression: string): boolean {
  return expression
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((id) => ALLOWED_LICENCES.includes(id)))
}

const RULE = '-'.repeat(80)

/** The file that lies beside the bundle: every package with version, licence and the full text. */
export function licencesFile(packages: readonly BundledPackage[]): string {
  const list = packages.map(({ name, version, license }) => `  ${name} ${version} (${license ?? 'none'})`)
  const parts = packages.map(({ name, version, license, repository, texts }) =>
    [
      RULE,
      `${name} ${version}`,
      `Licence: ${license ?? 'none'}`,
      ...(repository === undefined ? [] : [`Source: ${repository}`]),
      RULE,
      '',
      texts.join('\n\n'),
      '',
    ].join('\n'),
  )
  const head = `The files beside this one contain code of ${packages.length} packages, under these licences:`
  return `${[head, '', ...list, '', ...parts].join('\n').trimEnd()}\n`
}
