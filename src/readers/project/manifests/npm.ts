import { withoutTrailingSlashes } from '../../../core/slashes.js'
import { compileGlob, type PathMatcher } from '../../../core/glob.js'
import { composeYaml } from '../../yaml/compose.js'
import { entriesOf, isNull, itemsOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { inFolder } from '../../paths.js'
import type { Ecosystem, ManifestSource } from './facts.js'

/** Sections whose packages are installed. */
const DEPENDENCIES = ['dependencies', 'devDependencies', 'optionalDependencies']

/** Keys that mean something only to those who install the package. `main` is left out: `npm init` writes it always. */
const FOR_CONSUMERS = ['publishConfig', 'exports', 'files', 'bin', 'types', 'typings', 'module']

/** `package.json` with the lock files of npm, Yarn, pnpm and Bun. */
export const NPM: Ecosystem = {
  name: 'npm',
  isManifest: (name) => name === 'package.json',
  lockFiles: ['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock', 'bun.lockb'],
  read(source) {
    const root = readJson(source)
    if (root === undefined) return undefined
    const sections = DEPENDENCIES.map((key) => ({ key, node: valueAt(root, key) })).filter(
      ({ node }) => entriesOf(node).length > 0,
    )
    const section = entriesOf(root).find((entry) => entry.key.text === sections[0]?.key)
    const isMember = membersOf(root, source)
    return {
      hasDependencies: sections.length > 0,
      publishable: publishable(root),
      ...(isMember !== undefined && { isMember }),
      ...(section !== undefined && { at: section.key.at }),
    }
  },
}

/** The first document of a JSON file; what does not parse is recorded as a defect. */
export function readJson({
  path,
  text,
  context,
}: Pick<ManifestSource, 'path' | 'text' | 'context'>): YamlNode | undefined {
  const { documents, error } = composeYaml(path, text)
  if (error !== undefined) context.defect(error)
  return documents[0]
}

function publishable(root: YamlNode): boolean | undefined {
  if (scalarAt(root, 'private')?.text === 'true') return false
  const named = scalarAt(root, 'name') !== undefined
  const offered = FOR_CONSUMERS.some((key) => {
    const value = valueAt(root, key)
    return value !== undefined && !isNull(value)
  })
  return named && offered ? true : undefined
}

/** `workspaces` of npm, Yarn and Bun; `packages` of pnpm-workspace.yaml; `packages` of lerna.json. */
function membersOf(root: YamlNode, { folder, context, index }: ManifestSource): PathMatcher | undefined {
  const workspaces = valueAt(root, 'workspaces')
  const patterns = stringsOf(workspaces?.kind === 'mapping' ? valueAt(workspaces, 'packages') : workspaces)
  for (const name of ['pnpm-workspace.yaml', 'lerna.json']) {
    const path = inFolder(folder, name)
    const text = index.has(path) ? context.files.text(path) : undefined
    if (text !== undefined) patterns.push(...stringsOf(valueAt(composeYaml(path, text).documents[0], 'packages')))
  }
  if (patterns.length === 0) return undefined
  const included = patterns.filter((pattern) => !pattern.startsWith('!')).map(compileGlob)
  const excluded = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => compileGlob(pattern.slice(1)))
  return (path) => included.some((matches) => matches(path)) && !excluded.some((matches) => matches(path))
}

function stringsOf(node: YamlNode | undefined): string[] {
  return itemsOf(node).flatMap((item) => (item.kind === 'scalar' ? [withoutTrailingSlashes(item.text)] : []))
}
