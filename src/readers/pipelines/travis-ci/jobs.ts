import { beginningOf } from '../../../core/location.js'
import { entriesOf, isNull, itemsOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode } from '../../yaml/node.js'
import { globalVariables, jobVariables, merged, rowsOf, type Variables } from './env.js'

/** One job of the build, or all that a matrix makes of the same text. */
export interface TravisJob {
  readonly id: string
  /** In lower case. */
  readonly stage: string
  /** Where the key is looked up: the job first, then the file. */
  readonly levels: readonly YamlMapping[]
  readonly at: YamlNode['at']
  readonly variables: Variables
  /** Where a list makes several jobs of it. */
  readonly matrix: YamlNode['at'] | undefined
  /** Whether its failure does not count, and where that stands. */
  readonly allowFailure: YamlNode['at'] | undefined
}

/** The stage of jobs that name none (Travis CI docs: Build stages). */
const DEFAULT_STAGE = 'test'

/** Keys whose lists make a job for each combination of their entries. */
const EXPANDING: readonly string[] = [
  'rvm',
  'gemfile',
  'node_js',
  'python',
  'go',
  'php',
  'jdk',
  'otp_release',
  'elixir',
  'scala',
  'rust',
  'ghc',
  'd',
  'dart',
  'perl',
  'perl6',
  'r',
  'julia',
  'haxe',
  'hhvm',
  'mono',
  'dotnet',
  'solution',
  'smalltalk',
  'smalltalk_config',
  'crystal',
  'lein',
  'xcode_scheme',
  'xcode_sdk',
  'osx_image',
  'os',
  'arch',
  'dist',
  'compiler',
  'ruby',
  'jobs',
]

/** Jobs of one build; Travis CI makes no more than 200. */
const MAX_JOBS = 400

/** The jobs of a build, as the lists of the file and `jobs.include` make them. */
export function jobsOf(root: YamlMapping): TravisJob[] {
  const jobs = valueAt(root, 'jobs') ?? valueAt(root, 'matrix')
  const include = jobs?.kind === 'sequence' ? jobs : valueAt(jobs, 'include')
  const listed = include?.kind === 'mapping' ? [include] : itemsOf(include)
  const included = listed.flatMap((each) => (each.kind === 'mapping' ? [each] : [])).slice(0, MAX_JOBS)
  const lists = EXPANDING.filter((key) => key !== 'jobs').flatMap((key) => listAt(root, key))
  const rows = lists.reduce((product, list) => product * Math.max(1, list.items.length), rowsOf(valueAt(root, 'env')))
  // One job that the file makes beside those of the list is left out as a duplicate.
  const own = included.length > 0 && rows === 1 ? [] : [undefined]
  const variables = globalVariables(root)
  const forgiven = itemsOf(valueAt(jobs, 'allow_failures'))
  let stage = DEFAULT_STAGE
  const drafts = [...own, ...included].map((job): TravisJob => {
    stage = (scalarAt(job, 'stage') ?? scalarAt(valueAt(job, 'stage'), 'name'))?.text.toLowerCase() || stage
    const [list] = lists
    return {
      id: scalarAt(job, 'name')?.text || (job === undefined ? 'build' : stage),
      stage: job === undefined ? DEFAULT_STAGE : stage,
      levels: job === undefined ? [root] : [job, root],
      at: beginningOf((job ?? root).at),
      variables: job === undefined ? variables : merged([variables, jobVariables(job)]),
      matrix: job === undefined && rows > 1 ? (list ?? valueAt(root, 'env'))?.at : undefined,
      allowFailure: forgivenAt(job, forgiven),
    }
  })
  return numbered(drafts)
}

/** The value of a key: the job's own, or else the file's. */
export function keyOf({ levels }: TravisJob, key: string): YamlNode | undefined {
  for (const level of levels) {
    const value = valueAt(level, key)
    if (value !== undefined && !isNull(value)) return value
  }
  return undefined
}

function listAt(root: YamlNode, key: string): (YamlNode & { kind: 'sequence' })[] {
  const value = valueAt(root, key)
  return value?.kind === 'sequence' ? [value] : []
}

/** An entry of `allow_failures` stands for jobs that have all that it says. Of a matrix it is but a part. */
function forgivenAt(job: YamlMapping | undefined, entries: readonly YamlNode[]): YamlNode['at'] | undefined {
  if (job === undefined) return undefined
  return entries.find((entry) => {
    const keys = entriesOf(entry)
    return keys.length > 0 && keys.every(({ key, value }) => isSame(valueAt(job, key.text), value))
  })?.at
}

function isSame(left: YamlNode | undefined, right: YamlNode): boolean {
  if (left?.kind === 'sequence' && left.items.length === 1) return isSame(left.items[0], right)
  if (right.kind === 'sequence' && right.items.length === 1) return right.items.every((item) => isSame(left, item))
  return left?.kind === 'scalar' && right.kind === 'scalar' && left.text === right.text
}

/** Jobs that share a name are told apart by a number. */
function numbered(jobs: readonly TravisJob[]): TravisJob[] {
  const seen = new Map<string, number>()
  return jobs.map((job) => {
    const number = (seen.get(job.id) ?? 0) + 1
    seen.set(job.id, number)
    return number === 1 ? job : { ...job, id: `${job.id} ${number}` }
  })
}
