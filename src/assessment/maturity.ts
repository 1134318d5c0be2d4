import { maturityModel, type MaturityLevel, type MaturityModel } from '../catalog/index.js'
import type { CheckResult } from '../core/outcome.js'
import type { Effort, LevelCriteria, Maturity, MaturityStep, PhaseLevel, PracticeVerdict } from '../core/report.js'

/** How a check counts towards a level. One that is switched off is unknown; one that this version lacks is left out. */
type Count = 'pass' | 'fail' | 'unknown' | 'absent'

/** What is known of a repository when its level is told. */
interface Facts {
  readonly model: MaturityModel
  readonly count: (check: string) => Count
  /** The checks whose problems make this one fail; itself, if it reports its own. */
  readonly causes: (check: string) => readonly string[]
  readonly attested: ReadonlySet<string>
}

/** Kinds of repositories that bring nothing out, and so have no level. */
const WITHOUT_LEVEL: ReadonlySet<string> = new Set(['docs-only', 'examples'])

const WORK: Readonly<Record<Effort, number>> = { small: 0, medium: 1, large: 2 }

/**
 * The level of the automation maturity model: the highest whose required checks pass and whose blockers do not fail,
 * with all lower levels reached. Every requirement belongs to one phase, so the level is that of the lowest phase. Unknown
 * checks do not stop the count: they make the result a range, from the level reached for sure to the one that is
 * possible. Levels that people must attest are never reached on files alone.
 * @param exempt checks that the profile switches off: they hold nothing back
 * @param titles what each check of this version is called, also of those that are switched off
 */
export function maturityOf(
  results: readonly CheckResult[],
  verdicts: readonly PracticeVerdict[],
  titles: ReadonlyMap<string, string>,
  { kind = 'unknown', exempt = new Set() }: { readonly kind?: string; readonly exempt?: ReadonlySet<string> } = {},
): Maturity {
  const model = maturityModel()
  const criteria = criteriaOf(model, verdicts)
  if (WITHOUT_LEVEL.has(kind))
    return { level: null, atMost: null, name: '', next: [], toAttest: [], phases: [], criteria }
  const states = new Map(results.map((result) => [result.id, countOf(result)]))
  const facts: Facts = {
    model,
    count: (check) => (exempt.has(check) ? 'pass' : (states.get(check) ?? (titles.has(check) ? 'unknown' : 'absent'))),
    causes: causesIn(results),
    attested: new Set(verdicts.filter(({ verdict }) => verdict === 'attested').map(({ id }) => id)),
  }
  const phases = model.phases.map(({ id, title }) => phaseLevel(facts, id, title))
  const level = Math.min(...phases.map((phase) => phase.level))
  const next = model.levels.find((each) => each.level === level + 1)
  return {
    level,
    atMost: Math.min(...phases.map((phase) => phase.atMost)),
    name: model.levels.find((each) => each.level === level)?.title ?? '',
    next: next === undefined ? [] : stepsTo(next, facts, (check) => titles.get(check) ?? check),
    toAttest: next?.attestations.filter((practice) => !facts.attested.has(practice)) ?? [],
    phases,
    criteria,
  }
}

/** A side of a check that is left open takes nothing away from another that is seen. */
function countOf({ state, outcomes }: CheckResult): Count {
  const open = outcomes.filter(({ kind }) => kind === 'unknown')
  const isSeen = outcomes.some(({ kind }) => kind === 'evidence')
  if (state === 'unknown' && isSeen && open.every(({ facet }) => facet !== undefined)) return 'pass'
  if (state === 'evidence' || state === 'not-applicable') return 'pass'
  if (state === 'problem')
    return outcomes.some((each) => each.kind === 'problem' && each.severity !== 'notice') ? 'fail' : 'pass'
  return state === 'implied' ? 'fail' : 'unknown'
}

/** Follows a check that fails only because of others to those that report. */
function causesIn(results: readonly CheckResult[]): (check: string) => string[] {
  const byId = new Map(results.map((result) => [result.id, result]))
  const follow = (check: string, seen: ReadonlySet<string>): string[] => {
    const { state, outcomes = [] } = byId.get(check) ?? {}
    const causes = state === 'implied' ? outcomes.flatMap((each) => (each.kind === 'implied' ? [each.by] : [])) : []
    const further = causes.filter((cause) => byId.has(cause) && !seen.has(cause))
    return further.length === 0 ? [check] : further.flatMap((cause) => follow(cause, new Set([...seen, cause])))
  }
  return (check) => [...new Set(follow(check, new Set([check])))]
}

function phaseLevel(facts: Facts, phase: string, title: string): PhaseLevel {
  const own = showable(facts).map((level) => partOf(level, facts.model, phase))
  return { phase, title, level: highest(own, facts, false), atMost: highest(own, facts, true) }
}

/** The levels of which this version can show anything: one without any of its checks is not reached by their absence. */
function showable({ model, count }: Facts): readonly MaturityLevel[] {
  const isDark = ({ level, requireAll, requireAny }: MaturityLevel) =>
    level > 1 && [...requireAll, ...requireAny].every((check) => count(check) === 'absent')
  const first = model.levels.findIndex(isDark)
  return first < 0 ? model.levels : model.levels.slice(0, first)
}

/** What a level asks of one phase. Of checks of which one suffices, the first says where they belong. */
function partOf(level: MaturityLevel, { checks, attestations }: MaturityModel, phase: string): MaturityLevel {
  const own = (check: string) => checks[check]?.phase === phase
  return {
    ...level,
    requireAll: level.requireAll.filter(own),
    requireAny: level.requireAny.slice(0, 1).some(own) ? level.requireAny : [],
    blockers: level.blockers.filter(own),
    attestations: level.attestations.filter((practice) => attestations[practice] === phase),
  }
}

/** The last level of an unbroken run from the bottom. Level 1 is where everybody starts. */
function highest(levels: readonly MaturityLevel[], facts: Facts, ifUnknownPasses: boolean): number {
  let level = 1
  for (const each of levels.slice(1)) {
    if (!isReached(each, facts, ifUnknownPasses)) break
    level = each.level
  }
  return level
}

function isReached(level: MaturityLevel, { count, attested }: Facts, ifUnknownPasses: boolean): boolean {
  const { requireAll, requireAny, blockers, attestations } = level
  const passes = (check: string) => count(check) === 'pass' || (ifUnknownPasses && count(check) === 'unknown')
  const present = (checks: readonly string[]) => checks.filter((check) => count(check) !== 'absent')
  const any = present(requireAny)
  return (
    present(requireAll).every(passes) &&
    (any.length === 0 || any.some(passes)) &&
    blockers.every((check) => count(check) !== 'fail') &&
    attestations.every((practice) => attested.has(practice))
  )
}

/** What is still missing, and the cheapest way to satisfy “any of”: what must be fixed first, and little work first. */
function stepsTo(level: MaturityLevel, facts: Facts, title: (check: string) => string): MaturityStep[] {
  const { model, count, causes } = facts
  const isOpen = (check: string) => count(check) === 'fail' || count(check) === 'unknown'
  const toStep = (asked: string, check = asked): MaturityStep => ({
    check,
    title: title(check),
    state: count(asked) === 'fail' ? 'fail' : 'unknown',
    effort: model.checks[check]?.effort ?? model.checks[asked]?.effort ?? 'medium',
    phase: model.checks[asked]?.phase ?? '',
  })
  const needed = [...level.requireAll.filter(isOpen), ...level.blockers.filter((check) => count(check) === 'fail')]
  const choices = level.requireAny.filter((check) => count(check) !== 'absent')
  const isSatisfied = choices.some((check) => count(check) === 'pass' || needed.includes(check))
  const any = isSatisfied
    ? []
    : choices
        .map((check) => toStep(check))
        .sort(byWork)
        .slice(0, 1)
  const steps = needed.flatMap((asked) => causes(asked).map((check) => toStep(asked, check)))
  const distinct = [...new Map(steps.map((step) => [step.check, step])).values()]
  return [...distinct, ...any].sort(
    (a, b) => Number(b.state === 'fail') - Number(a.state === 'fail') || WORK[a.effort] - WORK[b.effort],
  )
}

/** What only has to be made visible is no work. */
function byWork(a: MaturityStep, b: MaturityStep): number {
  const work = ({ state, effort }: MaturityStep) => (state === 'unknown' ? -1 : WORK[effort])
  return work(a) - work(b)
}

/** Of the levels that there is something to do for: what is published of level 1 describes work by hand. */
function criteriaOf({ levels }: MaturityModel, verdicts: readonly PracticeVerdict[]): LevelCriteria[] {
  const byId = new Map(verdicts.map(({ id, verdict }) => [id, verdict]))
  return levels.slice(1).map(({ level, title, criteria }) => {
    const having = (...wanted: string[]) => criteria.filter((id) => wanted.includes(byId.get(id) ?? 'unknown'))
    return {
      level,
      title,
      met: having('met', 'attested'),
      partlyMet: having('partly-met'),
      notMet: having('not-met'),
      unknown: having('unknown'),
      notApplicable: having('not-applicable'),
    }
  })
}
