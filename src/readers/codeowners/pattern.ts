import { compileNames, splitSegments } from '../../core/glob.js'

/** Whose reading of a CODEOWNERS file applies. */
export type Dialect = 'github' | 'gitlab' | 'bitbucket'

/** A pattern of a CODEOWNERS file with all that it leaves unsaid. */
export interface OwnersPattern {
  readonly segments: readonly string[]
  /** Whether what lies below a match belongs to it too. */
  readonly descends: boolean
  /** Whether `[a-z]` stands for a character. */
  readonly ranges: boolean
  /** Whether it matches a path, which is split at its slashes. */
  matches(names: readonly string[]): boolean
}

/** Compiles a pattern as the host reads it. */
export function compileOwnersPattern(pattern: string, dialect: Dialect): OwnersPattern {
  const parts = dialect === 'gitlab' ? gitlabSegments(pattern) : gitignoreSegments(pattern)
  const ranges = dialect === 'gitlab'
  return { ...parts, ranges, matches: compileNames(parts.segments, { descend: parts.descends, ranges }) }
}

type Parts = Pick<OwnersPattern, 'segments' | 'descends'>

/**
 * GitHub and Bitbucket read a pattern as gitignore does (GitHub docs: About code owners, "CODEOWNERS syntax"; Atlassian
 * docs: Set up and use code owners, "Path mapping"): a pattern with a slash before its end is anchored at the root, one
 * without matches at any depth, a final `*` segment means direct children only, and whatever else names a folder means
 * all that lies in it.
 */
function gitignoreSegments(pattern: string): Parts {
  const segments = splitSegments(pattern)
  const inFolder = segments.length > 1 && segments.at(-1) === ''
  if (inFolder) segments.pop()
  if (segments[0] === '') segments.shift()
  else if (segments[0] !== '**' && segments.length === 1) segments.unshift('**')
  if (segments.length === 0) return { segments, descends: false }
  if (inFolder) segments.push('*')
  return { segments, descends: inFolder || segments.at(-1) !== '*' }
}

/**
 * GitLab compares the whole path as fnmatch does (GitLab docs: Advanced CODEOWNERS configuration, "Pattern matching";
 * Syntax of CODEOWNERS file, "Path matching"): only a leading slash anchors, only a final slash means what lies in a
 * folder, and `**` spans folders only before a slash: at the end it is a `*`.
 */
function gitlabSegments(pattern: string): Parts {
  const segments = splitSegments(pattern)
  if (segments[0] === '' && segments.length > 1) segments.shift()
  else segments.unshift('**')
  if (segments.at(-1) === '') segments.splice(-1, 1, '**', '*')
  else if (segments.at(-1) === '**') segments.splice(-1, 1, '*')
  return { segments, descends: false }
}
