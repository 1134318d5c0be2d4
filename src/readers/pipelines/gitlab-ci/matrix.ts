import type { Job } from '../../../models/index.js'
import { entriesOf, located } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { flattened, given, listed, textsOf } from './nodes.js'
import type { Variables } from './variables.js'

/** Jobs that one matrix may make (GitLab docs: `parallel:matrix`). */
const MAX_JOBS = 200

/** `parallel:matrix` of a job. */
export interface Matrix {
  /** The variables of each of its jobs. */
  readonly jobs: readonly Variables[]
  readonly shape: NonNullable<Job['matrix']>
}

/** Reads `parallel`; undefined for a job without a matrix. */
export function readMatrix(parallel: YamlNode | undefined): Matrix | undefined {
  const node = given(parallel, 'matrix')
  if (node === undefined) return undefined
  const jobs = flattened(node).flatMap(productOf)
  const expressions = jobs.some((job) => [...job.values()].some(({ value }) => value.includes('$')))
  return { jobs: jobs.slice(0, MAX_JOBS), shape: { expressions, at: node.at } }
}

/** Every combination of the values of one entry. */
function productOf(entry: YamlNode): Variables[] {
  let product: Variables[] = [new Map()]
  for (const { key, value } of entriesOf(entry)) {
    const values = value.kind === 'scalar' ? listed(value) : textsOf(value)
    product = product.flatMap((job) =>
      values.flatMap((each) => (each.kind === 'scalar' ? [new Map([...job, [key.text, located(each)]])] : [])),
    )
    if (product.length > MAX_JOBS) return product.slice(0, MAX_JOBS)
  }
  return product
}

/** The variables that are the same in all jobs of the matrix, and the names of the others. */
export function sharedBy(matrix: Matrix | undefined): {
  readonly same: Variables
  readonly different: ReadonlySet<string>
} {
  const [first = new Map(), ...others] = matrix?.jobs ?? []
  const names = new Set((matrix?.jobs ?? []).flatMap((job) => [...job.keys()]))
  const same = new Map([...first].filter(([name, { value }]) => others.every((job) => job.get(name)?.value === value)))
  return { same, different: new Set([...names].filter((name) => !same.has(name))) }
}
