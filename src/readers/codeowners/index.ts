import type { Codeowners, FileIndex } from '../../models/index.js'
import type { ReaderContext } from '../context.js'
import { parseOwners } from './parse-file.js'
import type { Dialect } from './pattern.js'

/** Where each host looks, in order; only the first file counts (GitHub docs: About code owners, "CODEOWNERS file location"). */
const LOCATIONS: Readonly<Record<Dialect, readonly string[]>> = {
  github: ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'],
  gitlab: ['CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'],
}

/** GitHub loads only files under 3 MB (GitHub docs: About code owners, "CODEOWNERS file size"). */
const MAX_BYTES = 3 * 1024 * 1024

/** More OWNERS files than this are not opened; a few show that they are in use. */
const MAX_EQUIVALENTS = 50

/** Reads the CODEOWNERS file that the host reads, and says which ones it does not. */
export function readCodeowners(context: ReaderContext, index: FileIndex): Codeowners {
  const dialect: Dialect = index.has('.gitlab-ci.yml') && !index.hasFolder('.github') ? 'gitlab' : 'github'
  const file = LOCATIONS[dialect].find((path) => index.has(path))
  const text = file === undefined ? undefined : context.files.text(file)
  const tooLarge = file !== undefined && isTooLarge(context, file, text)
  const exists = (path: string): boolean => index.has(path) || index.hasFolder(path)
  const { rules, errors } =
    file === undefined || text === undefined || tooLarge
      ? { rules: [], errors: [] }
      : parseOwners(text, file, dialect, exists)
  const lastFirst = [...rules].reverse()
  return {
    ...(file !== undefined && { file }),
    host: dialect,
    ignored: index.paths.filter((path) => path !== file && nameOf(path) === 'CODEOWNERS' && !index.isExcluded(path)),
    tooLarge,
    rules,
    errors,
    equivalents: readEquivalents(context, index),
    ruleFor: (path) => lastFirst.find((rule) => rule.matches(path)),
  }
}

/** A file that was not read because of its size says so in the list of unread files, with the number of bytes. */
function isTooLarge({ files }: ReaderContext, file: string, text: string | undefined): boolean {
  if (text !== undefined) return text.length >= MAX_BYTES || new TextEncoder().encode(text).length >= MAX_BYTES
  const reason = files.unread.find((each) => each.file === file)?.reason ?? ''
  return Number(/^it has (\d+) bytes/.exec(reason)?.[1] ?? 0) >= MAX_BYTES
}

/** Prow's OWNERS files (Kubernetes: OWNERS Files). Files of that name without its keys belong to other tools. */
function readEquivalents({ files }: ReaderContext, index: FileIndex): string[] {
  return index.paths
    .filter((path) => nameOf(path) === 'OWNERS' && !index.isExcluded(path))
    .slice(0, MAX_EQUIVALENTS)
    .filter((path) => /^(?:approvers|reviewers):/m.test(files.text(path) ?? ''))
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
