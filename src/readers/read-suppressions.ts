import { pathsFitting } from '../core/path-index.js'
import type { Suppression } from '../core/policy.js'
import type { Defect, ReaderContext } from './context.js'
import { CANDIDATES, isPipelineFile } from './pipelines/jenkins/files.js'
import { suppressionsInText } from './suppressions.js'

const MARKER = 'pillarlint-ignore'

/** Where migrations lie that are code: other sources are not read for the sake of a comment. */
const MIGRATION =
  /(?:^|\/)(?:migrations?|migrate|versions|alembic)\/(?:[^/]+\/)*[^/]+\.(?:py|rb|exs|php|[cm]?[jt]s|cs)$/i

/** What starts a comment in files in which one may settle a finding; the first that fits counts. */
const MARKS: readonly (readonly [path: RegExp, mark: '#' | '//' | '--'])[] = [
  [/\.(?:ya?ml|tf|tofu|hcl|nomad|toml|sh|bash)$/, '#'],
  [/(?:^|\/)(?:\.?gitignore|CODEOWNERS|Makefile|Dockerfile[^/]*|[^/]+\.Dockerfile|Containerfile)$/, '#'],
  [/\.sql$/i, '--'],
  [/\.bicep$/, '//'],
  [/^vars\/[^/]+\.groovy$/, '//'],
]

/** Files whose comments are read fit one of these. */
const COMMENTED: readonly RegExp[] = [...MARKS.map(([path]) => path), MIGRATION, ...CANDIDATES]

function commentMark(path: string): '#' | '//' | '--' | undefined {
  const mark = MARKS.find(([each]) => each.test(path))?.[1]
  if (mark !== undefined) return mark
  if (MIGRATION.test(path)) return /\.(?:py|rb|exs)$/i.test(path) ? '#' : '//'
  return isPipelineFile(path) ? '//' : undefined
}

/** Every `pillarlint-ignore` comment of the tree. Files that do not hold the word are not looked at twice. */
export function readSuppressions({ files }: ReaderContext): {
  suppressions: readonly Suppression[]
  malformed: readonly Defect[]
} {
  const suppressions: Suppression[] = []
  const malformed: Defect[] = []
  for (const path of pathsFitting(files.paths, COMMENTED)) {
    const mark = commentMark(path)
    const text = mark === undefined ? undefined : files.text(path)
    if (mark === undefined || text === undefined || !text.includes(MARKER)) continue
    const found = suppressionsInText(path, text, mark)
    suppressions.push(...found.suppressions)
    malformed.push(...found.malformed)
  }
  return { suppressions, malformed }
}
