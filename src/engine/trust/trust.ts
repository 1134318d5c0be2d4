import type { Known } from '../../core/known.js'
import type { Suppression } from '../../core/policy.js'
import { MOST_TRUST_NOTICES, type TrustChange, type TrustNotice } from '../../core/trust.js'
import type { Codeowners, FileIndex, Pipelines } from '../../models/index.js'
import { filesLeftOut } from './left-out.js'
import { ownersChanged } from './owners.js'
import { stepChanges } from './steps.js'

/** One revision, as far as it says how changes are judged. */
export interface JudgedBy {
  readonly files: Known<FileIndex>
  readonly pipelines: Known<Pipelines>
  readonly codeowners: Known<Codeowners>
  readonly suppressions: readonly Suppression[]
}

/** What the change is beside the two revisions. */
export interface ChangeOf {
  /** What it loosens in the configuration. */
  readonly configuration: readonly TrustChange[]
  /** New path → path in the base. */
  readonly renamed: ReadonlyMap<string, string>
  /** Whether a reader would look into a file of this path. */
  readonly isRead: (path: string) => boolean
}

/**
 * What a change does to how changes are judged: to the steps that run this linter, to its configuration, to the owners of
 * both, to which files are judged, and by comments that ignore findings. Each with the owners of its file, as the base
 * names them. The rarest come first: those that can be many are cut.
 */
export function trustNotices(
  before: JudgedBy,
  after: JudgedBy,
  { configuration, renamed, isRead }: ChangeOf,
): TrustNotice[] {
  const { files, pipelines, codeowners } = before
  const steps =
    pipelines.known && after.pipelines.known ? stepChanges(pipelines.value, after.pipelines.value, renamed) : []
  const owned =
    pipelines.known && codeowners.known && after.codeowners.known
      ? ownersChanged(
          {
            codeowners: codeowners.value,
            pipelines: pipelines.value,
            paths: files.known ? files.value.paths : [],
          },
          after.codeowners.value,
        )
      : []
  const leftOut = files.known && after.files.known ? filesLeftOut(files.value, after.files.value, renamed, isRead) : []
  const all = [
    ...steps,
    ...owned,
    ...leftOut,
    ...configuration,
    ...suppressionsAdded(before.suppressions, after.suppressions, renamed),
  ]
  const ownersOf = ({ at }: TrustChange): readonly string[] => {
    if (at === undefined || !codeowners.known) return []
    return codeowners.value.ruleFor(renamed.get(at.file) ?? at.file)?.owners ?? []
  }
  const more = all.length - MOST_TRUST_NOTICES
  const shown = all.slice(0, MOST_TRUST_NOTICES).map((change) => ({ ...change, owners: ownersOf(change) }))
  const [last] = all.slice(MOST_TRUST_NOTICES)
  if (last === undefined) return shown
  return [...shown, { kind: last.kind, message: [`And ${more} more changes of this kind.`], owners: [] }]
}

/** Comments are counted by file and check, so that one that moved is none that was added. */
function suppressionsAdded(
  before: readonly Suppression[],
  after: readonly Suppression[],
  renamed: ReadonlyMap<string, string>,
): TrustChange[] {
  const keyOf = (file: string, { check, reason }: Suppression) => JSON.stringify([file, check, reason])
  const left = new Map<string, number>()
  for (const each of before) {
    const key = keyOf(each.at.file, each)
    left.set(key, (left.get(key) ?? 0) + 1)
  }
  return after.flatMap((each): TrustChange[] => {
    const key = keyOf(renamed.get(each.at.file) ?? each.at.file, each)
    const count = left.get(key) ?? 0
    left.set(key, count - 1)
    if (count > 0) return []
    const message = ['A comment ignores findings of ', { value: each.check }, ': ', { value: each.reason }, '.']
    return [{ kind: 'suppression-added', message, at: each.at }]
  })
}
