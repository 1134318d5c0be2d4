import {
  because,
  defineCheck,
  fileLocation,
  onceForEachKey,
  treeNames,
  typicalPaths,
  withoutRules,
  z,
  type CheckOutcome,
  type Codeowners,
  type FileIndex,
  type OwnersRule,
} from '../../src/check-api/index.js'

/** Comparisons of lines and files: more than this take seconds. */
const MAX_COMPARISONS = 3_000_000

const TOO_MANY = { kind: 'unknown', origin: 'files', reason: 'there are too many lines and files to compare' } as const

const NO_LINE = { kind: 'not-applicable', reason: 'no line is valid' } as const

type Message = 'shadowed' | 'returned' | 'excluded'

export default defineCheck({
  id: 'owners-shadowed',
  title: 'Earlier pattern is overridden by a later one',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['DL.CR.8', 'OPS02-BP01', 'ba.trap.unclear-ownership'],
  needs: ['codeowners', 'files'],
  options: z.strictObject({}),
  messages: {
    shadowed: {
      text: 'A change to {pattern} never asks {owners}: the later line for {later} takes every file of it.',
      remedy: 'Move this line below the one for {later}, repeat its owners there, or remove it.',
    },
    returned: {
      text: 'This line takes no owner away: the later line for {later} names owners for every file of {pattern}.',
      remedy: 'Move this line below the one for {later}, or remove it.',
    },
    excluded: {
      text: 'A change to {pattern} never asks {owners}: the line that excludes {later} takes every file of it, wherever it stands in its section.',
      remedy: 'Exclude less, or move this line into a section of its own.',
    },
  },

  *run({ codeowners, files }) {
    const { file, rules } = codeowners
    const none = withoutRules(codeowners)
    if (none !== undefined || file === undefined) return yield none ?? NO_LINE
    if (rules.length === 0) return yield NO_LINE
    const covered = coveredRules(codeowners, files)
    if (covered === undefined || covered.size * files.paths.length > MAX_COMPARISONS) return yield TOO_MANY
    const outcomes = [...covered].flatMap(([rule, later]) => judge(rule, later, rules, files) ?? [])
    if (outcomes.length === 0)
      return yield { kind: 'evidence', text: 'no line of {file} is void', data: { file }, at: fileLocation(file) }
    yield* onceForEachKey(
      outcomes,
      (problem) => [problem.message, problem.because?.[0]?.line],
      () => 'the same line overrides this one',
    )
  },
})

/**
 * Each line that another takes everything from, whatever files there will be: the last such line below it in its
 * section, or an exclusion anywhere in it. Undefined if finding out takes too long.
 */
function coveredRules(codeowners: Codeowners, files: FileIndex): Map<OwnersRule, OwnersRule> | undefined {
  const { rules } = codeowners
  const names = treeNames(files)
  const order = new Map(rules.map((rule, index) => [rule, index]))
  const covered = new Map<OwnersRule, OwnersRule>()
  let left = MAX_COMPARISONS
  for (const [index, rule] of rules.entries()) {
    const paths = rule.excludes === true ? [] : typicalPaths(rule, names)
    left -= codeowners.comparisons(paths)
    if (left < 0) return undefined
    const [first, ...others] = paths
    const takers = first === undefined ? [] : codeowners.matchingRules(first)
    const takesAll = (each: OwnersRule): boolean =>
      each.section === rule.section && others.every((path) => each.matches(path))
    const later =
      takers.find((each) => each.excludes === true && takesAll(each)) ??
      takers.findLast((each) => (order.get(each) ?? 0) > index && takesAll(each))
    if (later !== undefined) covered.set(rule, later)
  }
  return covered
}

/** What to say of a line of which `later` takes everything; nothing if its owners are asked all the same. */
function judge(
  rule: OwnersRule,
  later: OwnersRule,
  rules: readonly OwnersRule[],
  { paths }: FileIndex,
): CheckOutcome<Message> | undefined {
  const own = paths.filter((path) => rule.matches(path))
  if (own.length === 0 || !own.every((path) => later.matches(path))) return undefined
  const data = { pattern: rule.pattern, later: later.pattern }
  const why = [because(later.at, 'this line takes every file of it')]
  if (later.excludes === true) {
    if (rule.owners.length === 0) return undefined
    const owners = rule.owners.join(', ')
    return { kind: 'problem', message: 'excluded', data: { ...data, owners }, at: rule.at, because: why }
  }
  // Only lines from `later` on decide; they are few, as it is the last line that takes everything.
  const deciding = rules
    .slice(rules.indexOf(later))
    .filter(({ section }) => section === rule.section)
    .reverse()
  const asked = new Set<string>()
  let unowned = false
  for (const path of own) {
    const owners = deciding.find((each) => each.matches(path))?.owners ?? []
    unowned ||= owners.length === 0
    for (const owner of owners) asked.add(owner.toLowerCase())
  }
  if (rule.owners.length === 0) {
    if (unowned) return undefined
    return { kind: 'problem', message: 'returned', data, at: rule.at, because: why, severity: 'notice' }
  }
  const lost = rule.owners.filter((owner) => !asked.has(owner.toLowerCase()))
  if (lost.length === 0) return undefined
  return { kind: 'problem', message: 'shadowed', data: { ...data, owners: lost.join(', ') }, at: rule.at, because: why }
}
