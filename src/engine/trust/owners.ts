import { fileLocation } from '../../core/location.js'
import type { Message } from '../../core/message.js'
import type { TrustChange } from '../../core/trust.js'
import type { Codeowners, Pipelines } from '../../models/index.js'
import { linterRuns } from './runs.js'

/** Files of this linter: its configuration, attestations and baseline as they are called unless somebody says otherwise. */
const OWN_FILE = /(?:^|\/)\.?pillarlint(?:\.ya?ml$|\/)/

/** Names of owners that a message lists. */
const MOST_NAMED = 5

/** What decides of a revision who must agree to a change of how changes are judged. */
interface Owned {
  readonly codeowners: Codeowners
  readonly pipelines: Pipelines
  readonly paths: readonly string[]
}

/**
 * Files that say how changes are judged whose owners the change replaces or adds to: any one of several owners may approve,
 * so that one more is one more who can agree to what comes next.
 */
export function ownersChanged(before: Owned, after: Codeowners): TrustChange[] {
  return judgingFiles(before).flatMap((path): TrustChange[] => {
    const [was, rule] = [before.codeowners.ruleFor(path)?.owners ?? [], after.ruleFor(path)]
    const is = rule?.owners ?? []
    if (was.length === 0 || (was.length === is.length && was.every((each) => is.includes(each)))) return []
    const message = ['The owners of ', { value: path }, ' go from ', ...names(was), ' to ', ...names(is), '.']
    const file = after.file ?? before.codeowners.file
    const at = rule?.at ?? (file === undefined ? undefined : fileLocation(file))
    return [{ kind: 'owners-changed', message, ...(at && { at }) }]
  })
}

function judgingFiles({ codeowners: { file }, pipelines, paths }: Owned): string[] {
  const workflows = linterRuns(pipelines).map(({ pipeline }) => pipeline.file)
  const own = paths.filter((path) => OWN_FILE.test(path))
  return [...new Set([...(file === undefined ? [] : [file]), ...own, ...workflows])]
}

function names(owners: readonly string[]): Message {
  if (owners.length === 0) return ['nobody']
  const more = owners.length - MOST_NAMED
  return [{ value: `${owners.slice(0, MOST_NAMED).join(' ')}${more > 0 ? ` and ${more} more` : ''}` }]
}
