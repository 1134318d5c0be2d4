import type { Known } from '../../core/known.js'
import type { Suppression } from '../../core/policy.js'
import { MOST_TRUST_NOTICES, type TrustChange, type TrustNotice } from '../../core/trust.js'
import type { Codeowners, Pipelines } from '../../models/index.js'
import { stepChanges } from './steps.js'

/** One revision, as far as it says how changes are judged. */
export interface JudgedBy {
  readonly pipelines: Known<Pipelines>
  readonly suppressions: readonly Suppression[]
}

/**
 * What a change does to how changes are judged: to the steps that run this linter, to its configuration, and by comments
 * that ignore findings. Each with the owners of its file, as the base names them.
 *
 * @param configuration what the change loosens in the configuration
 * @param renamed new path → path in the base
 */
export function trustNotices(
  before: JudgedBy & { readonly codeowners: Known<Codeowners> },
  after: JudgedBy,
  configuration: readonly TrustChange[],
  renamed: ReadonlyMap<string, string>,
): TrustNotice[] {
  const steps =
    before.pipelines.known && after.pipelines.known
      ? stepChanges(before.pipelines.value, after.pipelines.value, renamed)
      : []
  const all = [...steps, ...configuration, ...suppressionsAdded(before.suppressions, after.suppressions, renamed)]
  const ownersOf = ({ at }: TrustChange): readonly string[] => {
    if (at === undefined || !before.codeowners.known) return []
    return before.codeowners.value.ruleFor(renamed.get(at.file) ?? at.file)?.owners ?? []
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
