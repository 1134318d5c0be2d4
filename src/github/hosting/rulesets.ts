import { unknown, type Known, type Unknown } from '../../core/known.js'
import type { AppliedRule, RepositoryFacts } from '../../models/hosting.js'
import { isMeant, type RefCondition } from '../../models/ref-pattern.js'
import type { Failure } from '../failure.js'
import { at, numberAt, textAt, textsAt } from '../json.js'
import type { Answer, GitHub } from '../types.js'

/** Rulesets looked at one by one, without and with the right to administrators' settings. */
const LOOKED_AT = { ordinary: 3, administration: 8 }

/** A ruleset of the repository, or one of its owner's that counts for it. */
export interface Ruleset {
  readonly id: number
  readonly name: string
  readonly target: string
  /** Who has set it. Absent where the host does not say. */
  readonly level?: Level
  readonly enforcement: string
  /** The answer of "Get a repository ruleset"; undefined if it was not worth a call. */
  readonly whole: Answer | Failure | undefined
}

export type Level = NonNullable<AppliedRule['level']>

export interface Rulesets {
  readonly all: readonly Ruleset[]
  /** Why some are missing from the list, or all. */
  readonly gap: Unknown | undefined
  /** The call, as evidence. */
  readonly source: string
}

/**
 * Lists the rulesets, those of the owner included, and looks at some: rules for tags first, which no other call tells,
 * then those that only seem to protect. Of rulesets for branches the list of those who may pass by is all that is left
 * to find out, and only administrators may see it.
 *
 * @param privileged whether administrators' settings can be read
 */
export async function readRulesets(github: GitHub, privileged: Promise<boolean>): Promise<Rulesets> {
  const list = await github.list('rulesets', { includes_parents: true, per_page: 100 }, { most: 1 })
  if (!list.ok) return { all: [], gap: list.why, source: '' }
  const listed = list.items.flatMap(listedRuleset)
  const isPrivileged = await privileged
  const worth = (ruleset: Ruleset): number => ORDER.findIndex((is) => is(ruleset, isPrivileged))
  const chosen = listed
    .filter((ruleset) => worth(ruleset) >= 0)
    .toSorted((a, b) => worth(a) - worth(b))
    .slice(0, isPrivileged ? LOOKED_AT.administration : LOOKED_AT.ordinary)
  const answers = await Promise.all(
    chosen.map(async ({ id }) => {
      const whole = await github.call('ruleset', { ruleset_id: id, includes_parents: true }, { admin: true })
      return [id, whole] as const
    }),
  )
  const wholes = new Map(answers)
  return {
    all: listed.map((ruleset) => ({ ...ruleset, whole: wholes.get(ruleset.id) })),
    gap: list.why?.why,
    source: list.source,
  }
}

const ORDER: readonly ((ruleset: Ruleset, privileged: boolean) => boolean)[] = [
  ({ target, enforcement }) => target === 'tag' && enforcement === 'active',
  ({ target, enforcement }) => target === 'branch' && enforcement !== 'active',
  ({ target }, privileged) => target === 'branch' && privileged,
]

function listedRuleset(listed: unknown): Ruleset[] {
  const id = numberAt(listed, 'id')
  if (id === undefined) return []
  const level = levelOf(textAt(listed, 'source_type'))
  return [
    {
      id,
      ...(level !== undefined && { level }),
      name: textAt(listed, 'name') ?? String(id),
      target: textAt(listed, 'target') ?? 'branch',
      enforcement: textAt(listed, 'enforcement') ?? '',
      whole: undefined,
    },
  ]
}

/** Whose it is, in our words. Source: GitHub REST, "Get all repository rulesets", `source_type`. */
export function levelOf(sourceType: string | undefined): Level | undefined {
  if (sourceType === 'Repository') return 'repository'
  if (sourceType === 'Organization') return 'organization'
  return sourceType === 'Enterprise' ? 'enterprise' : undefined
}

/** What a ruleset is called in findings. */
export function sourceOf(name: string | number): string {
  return `ruleset ${name}`
}

/** The refs that a ruleset means; undefined if it does not say. */
export function conditionOf(ruleset: unknown): RefCondition | undefined {
  const named = at(ruleset, 'conditions', 'ref_name')
  if (typeof named !== 'object' || named === null) return undefined
  return { include: textsAt(named, 'include'), exclude: textsAt(named, 'exclude') }
}

/** Names of rulesets that would count for the branch if they were active. */
export function inactiveFor({ all }: Rulesets, branch: string, facts: Known<RepositoryFacts>): readonly string[] {
  const defaultBranch = facts.known ? facts.value.defaultBranch : undefined
  return all.flatMap(({ name, target, enforcement, whole }) => {
    if (target !== 'branch' || !['evaluate', 'disabled'].includes(enforcement) || whole?.ok !== true) return []
    const condition = conditionOf(whole.data)
    return condition !== undefined && isMeant(condition, `refs/heads/${branch}`, defaultBranch) === true ? [name] : []
  })
}

/** Why a ruleset was not looked at, or could not be. */
export function unseen({ name, whole }: Ruleset): Unknown {
  if (whole?.ok === false) return whole.why
  return unknown(`${sourceOf(name)} is one of more rulesets than a run looks at`, {
    remedy: 'Look at it under Settings → Rules → Rulesets.',
  })
}
