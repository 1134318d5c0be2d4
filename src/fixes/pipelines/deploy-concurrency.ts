import { deployJobs } from '../../check-api/pipelines/index.js'
import type { Job, Lock, Pipeline } from '../../models/index.js'
import { valueAt } from '../../readers/yaml/navigate.js'
import { refuse } from '../edits.js'
import type { Fixer, FixInput, Proposal } from '../types.js'
import { insertKey } from '../yaml/insert.js'
import { replaceScalar } from '../yaml/replace.js'
import { SHARED, type YamlSource } from '../yaml/source.js'
import { lockName, type Beside } from './lock-name.js'
import { jobsAt } from './look.js'

/** Names that can stand in a group as they are, and expressions that GitHub fills in for a group too. */
const NAME = /^(?:[\w./-]|\$\{\{ ?(?:inputs|matrix|github|vars)\.[\w.-]+ ?\}\})+$/

/** Gives a job that deploys a lock of its own. */
export const deployLock: Fixer = {
  check: 'deploy-concurrency',
  messages: ['noLock', 'noLockAnywhere'],
  fixability: 'safe-fix',
  does: 'Adds `concurrency: {group: deploy-<environment>, cancel-in-progress: false}` to the job on GitHub',
  leaves:
    'Jobs without an environment, with a matrix, of workflows that others call, and those that deploy changes under review; other CI systems',
  propose(input: FixInput): Proposal {
    const { finding } = input
    const source = input.yaml()
    if (source === undefined || !input.file.startsWith('.github/workflows/'))
      return refuse('how the CI system keeps runs apart is said in another way there')
    const node = source.at(finding.at.route)?.node
    if (node?.kind !== 'mapping') return refuse(SHARED)
    const [where, ...copies] = jobsAt(input, finding.at)
    if (where === undefined || copies.length > 0) return refuse('the job stands in several workflows')
    const refused = refusalOf(where.pipeline, where.job)
    if (refused !== undefined) return refuse(refused)
    const name = environmentIn(source, finding.at.route)
    if (name === undefined) return refuse('the job names no environment that could give the lock its name')
    const group = lockName(name, where.job.id, locksBeside(input, where.job))
    const value = { group, 'cancel-in-progress': false }
    return insertKey(source, finding.at.route, 'concurrency', value, { after: ['environment'] })
  },
}

/** Where a lock of the job's own would keep parts of one run apart, or runs that never meet. */
function refusalOf({ kind, triggers, file }: Pipeline, { at, calledBy, matrix }: Job): string | undefined {
  if (kind !== 'workflow' || calledBy !== undefined || at.file !== file)
    return 'other workflows call it, perhaps several times in one run'
  if (matrix !== undefined) return 'the jobs of its matrix would wait for one another, and one of them be dropped'
  if (triggers.some(({ kind: each }) => each === 'call'))
    return 'other workflows call it, perhaps several times in one run'
  if (triggers.some(({ kind: each }) => each.startsWith('change-request')))
    return 'it runs for changes under review too, which should not wait for one another'
  return undefined
}

function environmentIn(source: YamlSource, route: string): string | undefined {
  const environment = valueAt(source.at(route)?.node, 'environment')
  const name = environment?.kind === 'mapping' ? valueAt(environment, 'name') : environment
  return name?.kind === 'scalar' && NAME.test(name.text)
    ? name.text.replace(/\$\{\{ ?(.*?) ?\}\}/g, '$${{ $1 }}')
    : undefined
}

/**
 * What other jobs of any workflow that deploy to the environment are called and locked by, undefined if nobody can tell: of
 * more than two runs that wait for one lock, one would be dropped.
 */
function locksBeside({ models }: FixInput, job: Job): Beside | undefined {
  const { delivery } = models()
  if (!delivery.known) return undefined
  const name = job.environment?.name.toLowerCase()
  const others = deployJobs(delivery.value).filter(
    ({ environment, job: { at } }) =>
      environment?.name.toLowerCase() === name && (at.file !== job.at.file || at.line !== job.at.line),
  )
  return { jobs: others.map((each) => each.job.id), groups: others.flatMap(({ locks }) => locks.map(groupOf)) }
}

const groupOf = ({ group }: Lock): string => group.value

/** Lets a deployment end that has begun. */
export const deployCancels: Fixer = {
  check: 'deploy-concurrency',
  messages: ['cancels', 'cancelsAnywhere'],
  fixability: 'safe-fix',
  does: 'Sets `cancel-in-progress: false` where the lock belongs to the job that deploys, or to a workflow that does not run for changes under review',
  propose(input: FixInput): Proposal {
    const { route } = input.finding.at
    const source = input.yaml()
    const node = source?.at(route)?.node
    if (source === undefined || node?.kind !== 'scalar' || !input.file.startsWith('.github/workflows/'))
      return refuse(SHARED)
    if (!route.endsWith('.cancel-in-progress') || node.text !== 'true') return refuse('it is not a plain true')
    const workflow = route.startsWith('concurrency')
    const pipelines = input.models().pipelines
    const own = pipelines.known ? pipelines.value.all.find(({ file }) => file === input.file) : undefined
    const reviews = own?.triggers.some(({ kind }) => kind.startsWith('change-request')) !== false
    if (workflow && reviews) return refuse('it also ends runs for changes under review, which should go on being ended')
    return replaceScalar(source, route, false)
  },
}
