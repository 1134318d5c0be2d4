import {
  defineCheck,
  z,
  type CheckOutcome,
  type Codeowners,
  type OwnersRule,
  type Project,
} from '../../src/check-api/index.js'

type Group = Project['criticalPaths'][number]['group']

/** Who may change these decides what runs, where, and who is asked: their loss is a warning, the rest a notice. */
const WARNED: ReadonlySet<Group> = new Set(['pipeline', 'codeowners', 'iac'])

/** The side of the check that a group speaks for; practices that no facet names are decided by all groups. */
function facetOf(group: Group): string {
  return group === 'pipeline' ? 'pipelines' : group === 'waivers' ? 'waivers' : 'others'
}

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
    catchAllCounts: z._default(z.boolean(), true),
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
      text: '{group} files are owned only through the catch-all line.',
      remedy: 'Add a line for {suggested} with the people who answer for it.',
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
    const groups = new Set(project.criticalPaths.map(({ group }) => group))
    if (groups.size === 0) return yield { kind: 'not-applicable', reason: 'there is no path that needs an owner' }
    for (const group of groups) {
      const paths = project.criticalPaths.filter((each) => each.group === group).map(({ path }) => path)
      for (const outcome of judge(codeowners, group, paths, catchAllCounts)) yield { ...outcome, facet: facetOf(group) }
    }
  },
})

type Finding = Extract<
  CheckOutcome<'unowned' | 'unownedOne' | 'removed' | 'catchAll'>,
  { kind: 'problem' | 'evidence' }
>

/** What to say of the paths of one group. A catch-all line passes with a note, unless the configuration wants more. */
function judge(codeowners: Codeowners, group: Group, paths: readonly string[], catchAllCounts: boolean): Finding[] {
  const severity = WARNED.has(group) ? 'warning' : 'notice'
  const unowned = paths.filter((path) => (codeowners.ruleFor(path)?.owners.length ?? 0) === 0)
  const [first] = unowned
  if (first !== undefined) {
    const removing = codeowners.ruleFor(first)
    if (removing !== undefined)
      return [{ kind: 'problem', message: 'removed', data: { path: first }, at: removing.at, severity }]
    const data = { path: first, more: unowned.length - 1, group, suggested: commonFolder(unowned) }
    return [{ kind: 'problem', message: unowned.length === 1 ? 'unownedOne' : 'unowned', data, severity }]
  }
  const rules = paths.flatMap((path) => codeowners.ruleFor(path) ?? [])
  const own = rules.find((rule) => !isCatchAll(rule))
  const note: Finding = {
    kind: 'problem',
    message: 'catchAll',
    data: { group, suggested: commonFolder(paths) },
    severity: catchAllCounts ? 'notice' : severity,
  }
  const seen = (rule: OwnersRule): Finding => ({
    kind: 'evidence',
    text: '{group} files are owned by {owners}',
    data: { group, owners: rule.owners.join(', ') },
    at: rule.at,
  })
  if (own !== undefined) return [seen(own)]
  return catchAllCounts ? [...rules.slice(0, 1).map(seen), note] : [note]
}

function isCatchAll({ pattern }: OwnersRule): boolean {
  return pattern === '*' || pattern === '/' || pattern === '/**' || pattern === '**'
}

/** `/infra/` for files below it, else the first path. */
function commonFolder(paths: readonly string[]): string {
  const folders = paths.map((path) => path.split('/').slice(0, -1))
  const first = folders[0] ?? []
  const depth = first.findIndex((part, index) => folders.some((folder) => folder[index] !== part))
  const shared = first.slice(0, depth === -1 ? first.length : depth)
  return shared.length > 0 ? `/${shared.join('/')}/` : `/${paths[0] ?? ''}`
}
