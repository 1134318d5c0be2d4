import {
  defineCheck,
  withoutRules,
  z,
  type CheckOutcome,
  type Codeowners,
  type OwnersRule,
  type Project,
} from '../../src/check-api/index.js'

type Group = Project['criticalPaths'][number]['group']

/** Who may change these decides what runs, where, and who is asked: their loss is a warning, the rest a notice. */
const WARNED: ReadonlySet<Group> = new Set(['pipeline', 'codeowners', 'iac'])

/** What a person calls the files of a group. */
const WORDS: Readonly<Record<Group, string>> = {
  pipeline: 'pipeline',
  codeowners: 'CODEOWNERS',
  iac: 'infrastructure',
  waivers: 'waiver',
  image: 'image',
  migration: 'migration',
  script: 'deploy script',
  policy: 'policy',
  release: 'release configuration',
  security: 'security and update configuration',
  dependencies: 'lock',
}

/** The side of the check that a group speaks for; practices that no facet names are decided by all groups. */
function facetOf(group: Group): string {
  return group === 'pipeline' ? 'pipelines' : group === 'waivers' ? 'waivers' : 'others'
}

/** Groups that a repository of samples answers for too: the host and its reviewers act on them. */
const OF_SAMPLES: ReadonlySet<Group> = new Set(['pipeline', 'codeowners', 'waivers'])

/** Comparisons of lines and paths: more than this take seconds. */
const MAX_COMPARISONS = 5_000_000

export default defineCheck({
  id: 'owners-critical-paths',
  title: 'Critical path has no owner',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.CR.8',
    'AG.SAD.3',
    'AG.CA.3',
    'ops05-bp10.boundaries.approvals',
    'ops05-bp10.guidance.owners',
    'OPS02-BP01',
    'OPS02-BP02',
    'SEC11-BP04',
    'SEC11-BP07',
    'SEC11-BP08',
    'ba.misuse.no-review',
    'ba.trap.unclear-ownership',
  ],
  facets: { pipelines: ['AG.SAD.3', 'SEC11-BP07'], waivers: ['AG.CA.3'] },
  needs: ['codeowners', 'project'],
  options: z.strictObject({
    catchAllCounts: z
      ._default(z.boolean(), true)
      .check(z.describe('Whether a line for everything (`*`) is an owner of critical paths, with a note')),
  }),
  messages: {
    unowned: {
      text: '{path} and {more} more {group} files have no owner.',
      remedy: 'Add a CODEOWNERS line for {suggested}.',
    },
    unownedOne: { text: '{path} has no owner.', remedy: 'Add a CODEOWNERS line for {suggested}.' },
    removed: {
      text: 'This line takes the owner of {path} away.',
      remedy: 'Name an owner on this line, or move it above the line that does.',
    },
    catchAll: {
      text: 'This catch-all line alone names an owner of {groups} files.',
      remedy: 'Add lines for {suggested} with the people who answer for them.',
    },
  },

  *run({ codeowners, project }, { catchAllCounts }) {
    if (codeowners.file === undefined) {
      return yield {
        kind: 'implied',
        by: 'owners-file-present',
        reason: 'nobody owns anything: there is no CODEOWNERS file',
      }
    }
    const none = withoutRules(codeowners)
    if (none !== undefined) return yield none
    const critical = project.criticalPaths.filter(({ group }) => project.kind !== 'examples' || OF_SAMPLES.has(group))
    if (critical.length === 0) return yield { kind: 'not-applicable', reason: 'there is no path that needs an owner' }
    if (codeowners.comparisons(critical.map(({ path }) => path)) > MAX_COMPARISONS)
      return yield { kind: 'unknown', origin: 'files', reason: 'there are too many lines and files to compare' }
    const groups = [...new Set(critical.map(({ group }) => group))].map((group) => ({
      group,
      paths: critical.filter((each) => each.group === group).map(({ path }) => path),
    }))
    for (const { group, paths } of groups)
      for (const outcome of judge(codeowners, group, paths)) yield { ...outcome, facet: facetOf(group) }
    yield* remark(codeowners, groups, catchAllCounts)
  },
})

type Message = 'unowned' | 'unownedOne' | 'removed' | 'catchAll'
type Finding = Extract<CheckOutcome<Message>, { kind: 'problem' | 'evidence' }>

interface PathsOfGroup {
  readonly group: Group
  readonly paths: readonly string[]
}

/** What to say of the paths of one group. */
function judge(codeowners: Codeowners, group: Group, paths: readonly string[]): Finding[] {
  const severity = severityOf(group)
  const removals = new Map<OwnersRule, string>()
  const unowned: string[] = []
  for (const path of paths) {
    const rule = codeowners.ruleFor(path)
    if (rule !== undefined && rule.owners.length > 0) continue
    if (rule === undefined || !isRemoval(codeowners, rule, path)) unowned.push(path)
    // Lock files that a bot keeps are let go on purpose.
    else if (group === 'dependencies') continue
    else if (!removals.has(rule)) removals.set(rule, path)
  }
  const found = [...removals].map(([{ at }, path]): Finding => {
    return { kind: 'problem', message: 'removed', data: { path }, at, severity }
  })
  const [first] = unowned
  if (first !== undefined) {
    const data = { path: first, more: unowned.length - 1, group: WORDS[group], suggested: commonFolder(unowned) }
    found.push({ kind: 'problem', message: unowned.length === 1 ? 'unownedOne' : 'unowned', data, severity })
  }
  if (found.length > 0) return found
  const rules = paths.flatMap((path) => codeowners.ruleFor(path) ?? []).filter(({ owners }) => owners.length > 0)
  const rule = rules.find((each) => !isCatchAll(each)) ?? rules[0]
  const text = '{group} files are owned by {owners}'
  return rule === undefined
    ? []
    : [{ kind: 'evidence', text, data: { group: WORDS[group], owners: rule.owners.join(', ') }, at: rule.at }]
}

function severityOf(group: Group): 'warning' | 'notice' {
  return WARNED.has(group) ? 'warning' : 'notice'
}

/** Whether another line, but for the one that takes them away, named an owner of the path. */
function isRemoval(codeowners: Codeowners, removing: OwnersRule, path: string): boolean {
  return removing.excludes === true || codeowners.matchingRules(path).some(({ owners }) => owners.length > 0)
}

/** One remark for all groups that a catch-all line alone covers; where that does not count, a finding for each. */
function* remark(
  codeowners: Codeowners,
  groups: readonly PathsOfGroup[],
  catchAllCounts: boolean,
): Generator<CheckOutcome<Message>> {
  const covered = groups.filter(({ paths }) =>
    paths.every((path) => {
      const rule = codeowners.ruleFor(path)
      return rule !== undefined && rule.owners.length > 0 && isCatchAll(rule)
    }),
  )
  const at = codeowners.ruleFor(covered[0]?.paths[0] ?? '')?.at
  if (at === undefined || covered.length === 0) return
  const about = (some: readonly PathsOfGroup[]) => ({
    groups: some.map(({ group }) => WORDS[group]).join(', '),
    suggested: some.map(({ paths }) => commonFolder(paths)).join(', '),
  })
  if (catchAllCounts) {
    yield { kind: 'problem', message: 'catchAll', data: about(covered), at, severity: 'notice' }
    return
  }
  for (const each of covered) {
    const severity = severityOf(each.group)
    yield { kind: 'problem', message: 'catchAll', data: about([each]), at, severity, facet: facetOf(each.group) }
  }
}

function isCatchAll({ segments }: OwnersRule): boolean {
  return segments.every((segment) => segment === '*' || segment === '**') && segments[0] === '**'
}

/** `/infra/` for files below it, else the first path. */
function commonFolder(paths: readonly string[]): string {
  const folders = paths.map((path) => path.split('/').slice(0, -1))
  const first = folders[0] ?? []
  const depth = first.findIndex((part, index) => folders.some((folder) => folder[index] !== part))
  const shared = first.slice(0, depth === -1 ? first.length : depth)
  return shared.length > 0 ? `/${shared.join('/')}/` : `/${paths[0] ?? ''}`
}
