import { both } from '../../../core/three-valued.js'
import type { Located, Location } from '../../../core/location.js'
import { fileLocation } from '../../../core/location.js'
import type { JobStart, Trigger } from '../../../models/index.js'
import { defined } from '../defined.js'
import { Question } from './asked.js'
import type { Config, RawJob } from './config.js'
import { childFacts, type Facts } from './facts.js'
import { given } from './nodes.js'
import { whenOf, type Judge, type Way } from './outcome.js'
import { candidatesOf, defaultBranchOf, type Candidate } from './runs.js'

/** How a kind of run gets to a job. */
interface State {
  readonly ways: readonly Way[]
  readonly certain: boolean
  readonly manual: boolean
}

/** The runs that get to a job, and how. */
export interface Started {
  readonly starts: readonly JobStart[]
  readonly ways: readonly Way[]
  /** The same ways by the trigger of the run. */
  readonly waysOf: ReadonlyMap<Trigger, readonly Way[]>
}

export interface Settled {
  readonly triggers: readonly Trigger[]
  readonly jobs: ReadonlyMap<RawJob, Started>
  /** What is so in runs of each trigger. */
  readonly facts: ReadonlyMap<Trigger, readonly Facts[]>
}

interface Row {
  readonly candidate: Candidate
  readonly states: readonly (State | undefined)[]
  /** The same for rows that get to the same jobs in the same way. */
  readonly signature: string
}

/** Which kinds of runs there are, and which of them get to which jobs. */
export function settled(file: string, root: Config, jobs: readonly RawJob[], judge: Judge): Settled {
  const asked = new Question()
  for (const config of new Set([root, ...jobs.map((job) => job.config)])) asked.rules(config.workflow, config.variables)
  for (const { node, variables, guards } of jobs) {
    asked.rules(given(node, 'rules'), variables)
    for (const key of ['only', 'except']) asked.policy(given(node, key), variables)
    for (const rules of guards) asked.rules(rules, variables)
  }
  const defaultBranch = defaultBranchOf(asked)
  const rows = candidatesOf(asked, defaultBranch).map((candidate) => rowOf(candidate, jobs, judge))
  const branchName = asked.branches.has(defaultBranch) ? defaultBranch : '$CI_DEFAULT_BRANCH'
  const groups = groupsOf(rows.filter(({ states }) => states.some((state) => state !== undefined)))
  const made = groups.map((group) => ({ trigger: triggerOf(group, branchName, fileLocation(file)), ...group }))
  return {
    triggers: made.map(({ trigger }) => trigger),
    facts: new Map(made.map(({ trigger, rows: all }) => [trigger, all.flatMap(({ candidate }) => candidate.facts)])),
    jobs: new Map(
      jobs.map((job, index) => {
        const states = made.flatMap(({ trigger, rows: [first] }) => {
          const state = first.states[index]
          return state === undefined ? [] : [{ trigger, state }]
        })
        const starts = states.map(({ trigger, state: { certain, manual } }) => ({ trigger, certain, manual }))
        const ways = [...new Set(states.flatMap(({ state }) => state.ways))]
        return [job, { starts, ways, waysOf: new Map(states.map(({ trigger, state }) => [trigger, state.ways])) }]
      }),
    ),
  }
}

function rowOf(candidate: Candidate, jobs: readonly RawJob[], judge: Judge): Row {
  const states = jobs.map((job) => stateIn(candidate, job, judge))
  const signature = states
    .map((state) => (state === undefined ? '-' : `${state.certain ? '!' : '?'}${state.ways.map(wordOf).join()}`))
    .join(' ')
  return { candidate, states, signature }
}

/** Rules that set variables are told apart by where they set them. */
function wordOf({ when, variables }: Way): string {
  return variables === undefined ? when : `${when}@${variables.at.file}:${variables.at.line}:${variables.at.column}`
}

/** The state in the usual run of the kind; where that does not get there, in one of the others. */
function stateIn({ facts: [usual, ...others] }: Candidate, job: RawJob, judge: Judge): State | undefined {
  const state = stateOf(job, usual, judge)
  if (state !== undefined) return state
  for (const facts of others) {
    const other = stateOf(job, facts, judge)
    if (other !== undefined) return { ...other, certain: false }
  }
  return undefined
}

/** Undefined if such a run never gets to the job. */
function stateOf(job: RawJob, run: Facts, judge: Judge): State | undefined {
  const { startedBy, workflow, variables } = job.config
  const outer = startedBy && stateOf(startedBy, run, judge)
  if (startedBy !== undefined && outer === undefined) return undefined
  const facts = startedBy === undefined ? run : childFacts(run)
  let admitted: boolean | undefined = outer === undefined || outer.certain ? true : undefined
  for (const rules of [...(workflow === undefined ? [] : [workflow]), ...job.guards]) {
    admitted = both(admitted, admits(judge.rules(rules, 'always', { facts, variables })))
  }
  if (admitted === false) return undefined
  const all = waysOf(job, facts, judge)
  const ways = all.filter(({ when }) => when !== 'never')
  if (ways.length === 0) return undefined
  return {
    ways,
    certain: admitted === true && ways.length === all.length,
    manual: outer?.manual === true || ways.every(({ when }) => when === 'manual'),
  }
}

function admits(ways: readonly Way[]): boolean | undefined {
  const truths = new Set(ways.map(({ when }) => when !== 'never'))
  return truths.size === 1 ? truths.has(true) : undefined
}

function waysOf(job: RawJob, facts: Facts, judge: Judge): Way[] {
  const { node, variables, config, missing } = job
  const usual = whenOf(node)
  const scope = { facts, variables }
  const rules = given(node, 'rules')
  if (rules !== undefined) return judge.rules(rules, usual, scope)
  const [only, except] = [given(node, 'only'), given(node, 'except')]
  if (missing.length > 0 && only === undefined && except === undefined) return [{ when: usual }, NEVER]
  // Without rules anywhere jobs are for branches and tags.
  const byDefault = config.workflow !== undefined || facts.ref !== 'merge-request'
  const included = only === undefined ? byDefault : judge.policy(only, 'only', scope)
  const excluded = except !== undefined && judge.policy(except, 'except', scope)
  const fits = both(included, excluded === undefined ? undefined : !excluded)
  if (fits === false) return [NEVER]
  return fits === true ? [{ when: usual }] : [{ when: usual }, NEVER]
}

const NEVER: Way = { when: 'never' }

interface Group {
  readonly rows: readonly [Row, ...Row[]]
  /** Whether the trigger needs no names of branches or tags. */
  readonly open: boolean
}

/** Rows that need no trigger of their own are put together: names of branches and tags that make no difference. */
function groupsOf(rows: readonly Row[]): Group[] {
  const pushes = rows.filter(({ candidate }) => candidate.kind === 'push')
  const usual = pushes.find(({ candidate }) => candidate.branch === 'default')
  const other = pushes.find(({ candidate }) => candidate.branch === 'other')
  const same = usual?.signature === other?.signature
  const tags = rows.filter(({ candidate }) => candidate.kind === 'tag')
  const anyTag = tags.find(({ candidate }) => candidate.asked === undefined)
  return [
    ...rows
      .filter(({ candidate: { kind } }) => kind !== 'push' && kind !== 'tag')
      .map((row): Group => ({ rows: [row], open: true })),
    ...grouped(pushes.filter((row) => row !== other && (row === usual || row.signature !== other?.signature))).map(
      (group) => ({ rows: group, open: same && group[0] === usual }),
    ),
    ...(other === undefined || same ? [] : [{ rows: [other] as const, open: false }]),
    ...(anyTag === undefined ? [] : [{ rows: [anyTag] as const, open: true }]),
    ...grouped(tags.filter(({ signature }) => signature !== anyTag?.signature)).map((group) => ({
      rows: group,
      open: false,
    })),
  ]
}

function grouped(rows: readonly Row[]): [Row, ...Row[]][] {
  const groups = new Map<string, [Row, ...Row[]]>()
  for (const row of rows) {
    const group = groups.get(row.signature)
    if (group === undefined) groups.set(row.signature, [row])
    else group.push(row)
  }
  return [...groups.values()]
}

function triggerOf({ rows, open }: Group, defaultBranch: string, place: Location): Trigger {
  const [{ candidate }] = rows
  const at = rows.map((row) => row.candidate.at).find((each) => each !== undefined) ?? place
  const names = rows.map((row): Located<string> => ({
    value: row.candidate.asked?.text ?? defaultBranch,
    at: row.candidate.at ?? at,
  }))
  const { kind, event, branch } = candidate
  if (open) return { kind, event, at }
  if (kind === 'tag') return { kind, event, tags: names, at }
  return branch === 'other'
    ? { kind, event, branchesIgnored: [{ value: defaultBranch, at }], at }
    : { kind, event, ...defined({ branches: names }), at }
}
