import type { Suppression } from '../core/policy.js'
import type { Defect, ReaderContext } from './context.js'
import { isPipelineFile } from './pipelines/jenkins/files.js'
import { suppressionsInText } from './suppressions.js'

const MARKER = 'pillarlint-ignore'

/** Files in which a comment may settle a finding, with what starts a comment there. */
function commentMark(path: string): '#' | '//' | undefined {
  if (
    /\.(ya?ml|tf|tofu|hcl|toml)$|(^|\/)(\.?gitignore|CODEOWNERS|Makefile|Dockerfile[^/]*|[^/]+\.Dockerfile|Containerfile)$/.test(
      path,
    )
  )
    return '#'
  return isPipelineFile(path) || /^vars\/[^/]+\.groovy$/.test(path) ? '//' : undefined
}

/** Every `pillarlint-ignore` comment of the tree. Files that do not hold the word are not looked at twice. */
export function readSuppressions({ files }: ReaderContext): {
  suppressions: readonly Suppression[]
  malformed: readonly Defect[]
} {
  const suppressions: Suppression[] = []
  const malformed: Defect[] = []
  for (const path of files.paths) {
    const mark = commentMark(path)
    const text = mark === undefined ? undefined : files.text(path)
    if (mark === undefined || text === undefined || !text.includes(MARKER)) continue
    const found = suppressionsInText(path, text, mark)
    suppressions.push(...found.suppressions)
    malformed.push(...found.malformed)
  }
  return { suppressions, malformed }
}
