import { fileLocation, type Location } from '../../../core/location.js'
import type { ChangeLog } from '../../../models/index.js'

/** Names of lists of changes (keepachangelog.com; GNU Coding Standards, "The NEWS File"). */
export const CHANGE_LOG =
  /(?:^|\/)(?:change-?logs?|changes|history|news|release-?notes|releases|whats-?new)(?:\.(?:md|markdown|rst|adoc|txt|org))?$/i

const MAX_LINES = 20_000
const MAX_VERSIONS = 500

/** What a list of changes tells of versions. */
export function changeLogIn(file: string, text: string): ChangeLog {
  const versions: string[] = []
  let unreleased = false
  let deprecated: Location | undefined
  for (const [i, line] of text.split('\n', MAX_LINES).entries()) {
    if (line.length > 500 || versions.length >= MAX_VERSIONS) continue
    const version =
      /^(?:(?:#{1,4}|={1,4}) (?:[@\w][\w./@-]{0,40} )?)?\**\[?(?:version |release |v|r)?(\d+\.\d+(?:\.\d+)?[\w.+-]{0,30})(?=[\s\])*:,(]|$)/i.exec(
        line,
      )?.[1]
    if (version !== undefined) versions.push(version)
    unreleased ||=
      /^(?:#{1,4} |={1,4} )?\**\[?(?:unreleased|upcoming|next|head|main|master|development|in development|to be released|tbd)\b/i.test(
        line,
      )
    if (/^(?:#{2,5} |={2,5} |\*\*)?[^\p{L}]{0,6}deprecat(?:ed|ions?)\b[^.]{0,40}$/iu.test(line))
      deprecated ??= { ...fileLocation(file), line: i + 1, endLine: i + 1 }
  }
  return { versions, unreleased, ...(deprecated !== undefined && { deprecated }), at: fileLocation(file) }
}
