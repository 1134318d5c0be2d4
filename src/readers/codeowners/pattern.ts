import { compileSegments, splitSegments, type PathMatcher } from '../../core/glob.js'

/** Whose reading of a CODEOWNERS file applies. */
export type Dialect = 'github' | 'gitlab'

/**
 * Compiles a pattern of a CODEOWNERS file. GitHub reads it as gitignore does (GitHub docs: About code owners, "CODEOWNERS
 * syntax"): a pattern with a slash before its end is anchored at the root, one without matches at any depth, a final `*`
 * segment means direct children only, and whatever else names a folder means all that lies in it. GitLab anchors only
 * patterns that start with a slash (GitLab docs: Code Owners syntax, "Relative paths").
 */
export function compileOwnersPattern(pattern: string, dialect: Dialect): PathMatcher {
  const segments = splitSegments(pattern)
  const inFolder = segments.length > 1 && segments.at(-1) === ''
  if (inFolder) segments.pop()
  if (segments[0] === '') segments.shift()
  else if (segments[0] !== '**' && (segments.length === 1 || dialect === 'gitlab')) segments.unshift('**')
  if (segments.length === 0) return () => false
  if (inFolder) segments.push('*')
  return compileSegments(segments, { descend: inFolder || segments.at(-1) !== '*' })
}
