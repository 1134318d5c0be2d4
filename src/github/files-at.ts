import { known, unknown, type Known } from '../core/known.js'
import { malformed } from './failure.js'
import { at, flagAt, textAt } from './json.js'
import type { CallOptions, GitHub } from './types.js'

/**
 * Reads text files of one commit without a clone, all in one call. Files that are not there are left out. Unknown if
 * any of them cannot be had whole.
 *
 * @param commit a commit id, or any other name of a revision
 */
export async function readFilesAt(
  github: GitHub,
  commit: string,
  paths: readonly string[],
  { owner, repo }: { readonly owner: string; readonly repo: string } = github,
  options: CallOptions = {},
): Promise<Known<ReadonlyMap<string, string>>> {
  const declared = paths.map((_, i) => `, $e${i}: String!`).join('')
  const fields = paths.map((_, i) => `f${i}: object(expression: $e${i}) { ... on Blob { text isTruncated } }`)
  const text = `query PillarlintFiles($owner: String!, $repo: String!${declared}) {
  repository(owner: $owner, name: $repo) { ${fields.join(' ')} }
}`
  const expressions = Object.fromEntries(paths.map((path, i) => [`e${i}`, `${commit}:${path}`]))
  const answer = await github.query(text, { owner, repo, ...expressions }, options)
  if (!answer.ok) return answer.why
  if ((at(answer.data, 'repository') ?? null) === null)
    return unknown(
      `the token may not read the files of ${owner === github.owner && repo === github.repo ? 'the base' : `${owner}/${repo}`}`,
    )

  const found = new Map<string, string>()
  for (const [i, path] of paths.entries()) {
    const blob = at(answer.data, 'repository', `f${i}`)
    // A file that is not there is null.
    if (blob === undefined || (blob !== null && typeof blob !== 'object'))
      return malformed(`it says nothing of ${path}`).why
    const content = textAt(blob, 'text')
    if (flagAt(blob, 'isTruncated') === true) return unknown(`${path} is too large to be read through the API`)
    if (content !== undefined) found.set(path, content)
  }
  return known(found)
}
