/**
 * Contexts whose text an outsider can choose (GitHub docs: Script injections; the event properties are those of CodeQL's
 * query suite). `*` stands for one array index.
 */
const UNTRUSTED = [
  'github.head_ref',
  'github.event.issue.title',
  'github.event.issue.body',
  'github.event.pull_request.title',
  'github.event.pull_request.body',
  'github.event.discussion.title',
  'github.event.discussion.body',
  'github.event.review.body',
  'github.event.comment.body',
  'github.event.pages.*.page_name',
  'github.event.pages.*.title',
  'github.event.commits.*.message',
  'github.event.head_commit.message',
  'github.event.workflow_run.display_title',
  'github.event.workflow_run.head_commit.message',
  'github.event.changes.title.from',
  'github.event.changes.body.from',
  'github.event.changes.head.ref.from',
  'github.event.pull_request.head.repo.description',
  'github.event.pull_request.head.repo.homepage',
  'github.event.pull_request.head.repo.default_branch',
  'github.event.pull_request.head.ref',
  'github.event.pull_request.head.label',
  'github.event.workflow_run.head_repository.description',
  'github.event.workflow_run.head_branch',
  'github.event.workflow_run.pull_requests.*.head.ref',
  'github.event.merge_group.head_ref',
  ...['author', 'committer'].flatMap((who) =>
    ['name', 'email'].flatMap((what) => [
      `github.event.head_commit.${who}.${what}`,
      `github.event.commits.*.${who}.${what}`,
      `github.event.workflow_run.head_commit.${who}.${what}`,
    ]),
  ),
  'github.event.merge_group.head_commit.committer.name',
  'github.event.merge_group.head_commit.committer.email',
]

/** Objects that hold such texts, dangerous as a whole through toJSON. */
const WHOLE = new Set(['github', 'github.event', ...UNTRUSTED.flatMap(parentsOf)])
const EXACT = new Set(UNTRUSTED)

function parentsOf(path: string): string[] {
  const parts = path.split('.')
  return parts.slice(2, -1).map((_, index) => parts.slice(0, index + 3).join('.'))
}

/** One `${{ … }}` of a text, with where it starts. */
export interface TemplateExpression {
  readonly text: string
  readonly offset: number
}

/** The template expressions of `text`, in order. */
export function expressionsIn(text: string): TemplateExpression[] {
  const found: TemplateExpression[] = []
  for (let start = text.indexOf('${{'); start >= 0;) {
    const end = text.indexOf('}}', start)
    if (end < 0) break
    found.push({ text: text.slice(start + 3, end).trim(), offset: start })
    start = text.indexOf('${{', end)
  }
  return found
}

/** What an expression reads: `github.event.issue.title` of `format('{0}', github.event.issue.title)`, indices as `*`. */
export function contextsIn(expression: string): string[] {
  const withoutStrings = expression.replace(/'[^']*'/g, (quoted) => (/^'[\w-]+'$/.test(quoted) ? quoted : "''"))
  return Array.from(
    withoutStrings.matchAll(/[A-Za-z_][\w-]*(?:\s*\.\s*(?:[A-Za-z_][\w-]*|\*)|\[(?:\d+|\*|'[\w-]*')\])*/g),
    ([path]) =>
      path
        .replace(/\s/g, '')
        .replace(/\[(?:\d+|\*)\]/g, '.*')
        .replace(/\['([\w-]*)'\]/g, '.$1')
        .toLowerCase(),
  )
}

/** The context of `expression` that an outsider can fill with any text, or undefined. */
export function untrustedContext(expression: string): string | undefined {
  // The result of a comparison or a test is true or false, whatever the text is.
  if (/^(!|contains\(|startsWith\(|endsWith\()|==|!=/i.test(expression)) return undefined
  const isWhole = /^toJSON\s*\(/i.test(expression)
  return contextsIn(expression).find((path) => EXACT.has(path) || (isWhole && WHOLE.has(path)))
}
