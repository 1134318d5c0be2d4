import type { Located } from '../../../core/location.js'
import type { ActionRef, Step } from '../../../models/index.js'
import { entriesOf, located } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { opaqueStep, scriptStep, unresolved, usesStep, type StepFields } from '../parts.js'
import type { AdapterReading } from '../reading.js'
import { sourceOf } from '../source-text.js'
import { flattened, given, givenScalar } from './nodes.js'
import type { StepScope } from './steps.js'

/**
 * The steps of a job with `run` instead of `script`: each a script in a shell of its own, which ends at the first
 * failure as the runner's does, or a function of GitLab (GitLab docs: GitLab Functions; gitlab-org/gitlab-runner,
 * functions/script).
 */
export function runSteps(reading: AdapterReading, run: YamlNode, scope: StepScope): Step[] {
  return flattened(run).map((item) => runStep(reading, item, scope))
}

function runStep(reading: AdapterReading, item: YamlNode, { because, env }: StepScope): Step {
  const own = textsIn(given(item, 'env'))
  const name = givenScalar(item, 'name')
  const fields: StepFields = { ...(name !== undefined && { name: located(name), id: name.text }), env: own }
  const script = givenScalar(item, 'script')
  if (script !== undefined) {
    const known = new Map([...env, ...[...own].map(([key, { value }]) => [key, value] as const)])
    const settings = { shell: undefined, failFast: true, pipefail: true, directory: '', env: known, because }
    return scriptStep(reading.resolver, sourceOf(script), settings, fields)
  }
  const reference = givenScalar(item, 'func') ?? givenScalar(item, 'step')
  if (reference === undefined) {
    return opaqueStep(unresolved(`the step ${name?.text ?? 'without a name'}`, 'unsupported', item.at, because), fields)
  }
  const { text, at } = reference
  if (/^\.{0,2}\//.test(text))
    return opaqueStep(unresolved(`function ${text} of the tree`, 'unsupported', at, because), fields)
  const uses: ActionRef = { ...functionOf(text), at }
  return usesStep(reading.resolver, uses, textsIn(given(item, 'inputs')), because, fields)
}

/** `registry.example/team/scan:1.0`, `gitlab.com/components/echo@v1`: the name without its version. */
function functionOf(text: string): Pick<ActionRef, 'text' | 'kind' | 'repository' | 'ref'> {
  const colon = text.lastIndexOf(':')
  const mark = text.includes('@') ? text.indexOf('@') : colon > text.lastIndexOf('/') ? colon : -1
  const repository = `gitlab:${(mark < 0 ? text : text.slice(0, mark)).toLowerCase()}`
  return { text, kind: 'component', repository, ...(mark >= 0 && { ref: text.slice(mark + 1) }) }
}

function textsIn(node: YamlNode | undefined): ReadonlyMap<string, Located<string>> {
  return new Map(
    entriesOf(node).flatMap(({ key, value }) => (value.kind === 'scalar' ? [[key.text, located(value)] as const] : [])),
  )
}
