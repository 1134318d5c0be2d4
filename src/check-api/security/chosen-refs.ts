import type { Located, Location } from '../../core/location.js'
import { spansOf } from '../../models/expression.js'
import type { Job, Pipeline, Step } from '../../models/index.js'
import { flowsInto } from '../pipelines/flows.js'
import type { Origins } from '../pipelines/origins.js'
import { ancestorsOf } from '../pipelines/pipelines.js'

/** Names of inputs that take any branch or commit. A version or a tag is one that somebody released. */
const ANY_CODE = /(?:^|[-_])(?:ref|branch|sha|commit|git)(?:$|[-_])/i

/** Commands that ask whether a commit is part of a branch. */
const ASKS_WHETHER_MERGED = /\bmerge-base\b|\bbranch\b.*--contains|\bis-ancestor\b/

/** An input of a run started by hand that names any code of the repository. */
export interface ChosenRef {
  readonly input: string
  readonly at: Location
}

/**
 * The input by which who starts a run chooses the code that the job, or one before it, checks out, unless a script asks
 * whether that code was merged.
 */
export function chosenRef(pipeline: Pipeline, job: Job, origins: Origins): ChosenRef | undefined {
  const before = [...ancestorsOf(pipeline, job), job]
  const scripts = before.flatMap(({ steps }) => steps.flatMap(({ run }) => run?.value ?? []))
  if (scripts.some((text) => ASKS_WHETHER_MERGED.test(text))) return undefined
  for (const each of before) {
    for (const step of each.steps) {
      const ref = checkedOut(step)
      if (ref === undefined || ref.value.startsWith('refs/tags/')) continue
      const place = { pipeline, job: each, step }
      const found = flowsInto(ref.value)
        .flatMap((flow) => origins.of(flow, place))
        .flatMap(({ flow: { path }, pipeline: by }) => freeInput(path, by) ?? [])[0]
      if (found !== undefined) return { input: found, at: ref.at }
    }
  }
  return undefined
}

function checkedOut({ uses, with: inputs }: Step): Located<string> | undefined {
  if (uses?.repository !== 'actions/checkout' || inputs.has('repository')) return undefined
  return inputs.get('ref')
}

/** The input's name if it is one of `workflow_dispatch` that takes any text and means any code. */
function freeInput(path: string, { triggers }: Pipeline): string | undefined {
  const name = /^(?:inputs|github\.event\.inputs)\.([^.]+)$/.exec(path)?.[1]
  const type = triggers.find(({ event }) => event === 'workflow_dispatch')?.inputs?.get(name ?? '')
  return name !== undefined && type === 'string' && ANY_CODE.test(name) ? name : undefined
}

/**
 * Whether a condition of GitHub holds whatever its expression says: text beside the expression makes it a text, and
 * every text that is not empty counts as true.
 */
export function holdsAnyway(condition: string): boolean {
  const [first, ...others] = spansOf(condition)
  if (first === undefined) return false
  return others.length > 0 || first.start > 0 || first.end < condition.length
}
