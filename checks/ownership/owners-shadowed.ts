import {
  because,
  defineCheck,
  fileLocation,
  onceForEachKey,
  treeNames,
  typicalPaths,
  z,
  type CheckOutcome,
  type Codeowners,
  type FileIndex,
  type OwnersRule,
} from '../../src/check-api/index.js'

/** More lines than this, or lines times files, take seconds. */
const MAX_LINES = 3_000
const MAX_COMPARISONS = 5_000_000

const TOO_MANY = { kind: 'unknown', origin: 'files', reason: 'there are too many lines and files to compare' } as const

type Message = 'shadowed' | 'returned'

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
  },

  *run({ codeowners, files }) {
    const { file, rules } = codeowners
    if (file === undefined) return yield { kind: 'not-applicable', reason: 'there is no CODEOWNERS file' }
    if (rules.length === 0) return yield { kind: 'not-applicable', reason: 'no line is valid' }
    const covered = rules.length > MAX_LINES ? undefined : coveredRules(codeowners, files)
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

/** Each line that a later line of its section takes everything from, whatever files there will be, with the last such line. */
function coveredRules({ rules, host }: Codeowners, files: FileIndex): Map<OwnersRule, OwnersRule> {
  const names = treeNames(files)
  const covered = new Map<OwnersRule, OwnersRule>()
  rules.forEach((rule, index) => {
    const paths = typicalPaths(rule, host, names)
    if (paths.length === 0) return
    for (let at = rules.length - 1; at > index; at -= 1) {
      const later = rules[at]
      if (later?.section !== rule.section || !paths.every((path) => later?.matches(path))) continue
      if (later !== undefined) covered.set(rule, later)
      return
    }
  })
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
  const data = { pattern: rule.pattern, later: later.pattern }
  const why = [because(later.at, 'this line takes every file of it')]
  if (rule.owners.length === 0) {
    if (unowned) return undefined
    return { kind: 'problem', message: 'returned', data, at: rule.at, because: why, severity: 'notice' }
  }
  const lost = rule.owners.filter((owner) => !asked.has(owner.toLowerCase()))
  if (lost.length === 0) return undefined
  return { kind: 'problem', message: 'shadowed', data: { ...data, owners: lost.join(', ') }, at: rule.at, because: why }
}
