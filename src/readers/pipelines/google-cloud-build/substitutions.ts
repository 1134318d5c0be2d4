import { entriesOf } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { rewritten, type SourceText } from '../source-text.js'

/** What a build knows by itself (Google Cloud docs: Cloud Build, Substituting variable values). */
const BUILT_IN: ReadonlySet<string> = new Set([
  'PROJECT_ID',
  'PROJECT_NUMBER',
  'BUILD_ID',
  'LOCATION',
  'TRIGGER_NAME',
  'COMMIT_SHA',
  'REVISION_ID',
  'SHORT_SHA',
  'REPO_NAME',
  'REPO_FULL_NAME',
  'BRANCH_NAME',
  'TAG_NAME',
  'REF_NAME',
  'TRIGGER_BUILD_CONFIG_PATH',
  'SERVICE_ACCOUNT_EMAIL',
  'SERVICE_ACCOUNT',
])

const VARIABLE = /\$(\$+|([A-Z_][A-Z0-9_]*)|\{([A-Z_][A-Z0-9_]*)([^{}]{0,100})\})/g

/** Values that the file itself gives to its variables. A trigger may set others. */
export type Substitutions = ReadonlyMap<string, string>

/** Reads `substitutions`. */
export function readSubstitutions(node: YamlNode | undefined): Substitutions {
  return new Map(
    entriesOf(node).flatMap(({ key, value }) => (value.kind === 'scalar' ? [[key.text, value.text] as const] : [])),
  )
}

/**
 * The text with variables of the build replaced: by the value of the file where that names something of the tree, else
 * by an expression. `$$` becomes the `$` that the program gets.
 * @param isPath whether a text names a file or folder of the tree
 */
export function substituted(
  source: SourceText,
  substitutions: Substitutions,
  isPath: (text: string) => boolean,
): SourceText {
  return rewritten(source, VARIABLE, ([whole, inner = '', plain, braced, rest = '']) => {
    if (inner.startsWith('$')) return '$'.repeat(Math.ceil(whole.length / 2))
    const name = plain ?? braced ?? ''
    if (!name.startsWith('_') && !BUILT_IN.has(name)) return undefined
    const value = substitutions.get(name)
    return value !== undefined && rest === '' && isPath(value) ? value : `\${{ ${name}${rest.replace(/\s/g, '')} }}`
  })
}
