import type { Located } from '../../../core/location.js'
import type { ActionRef, Step } from '../../../models/index.js'
import { conditionHolds } from '../../../models/evaluate.js'
import type { Understood } from '../../resolve/types.js'
import { located, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode, YamlScalar } from '../../yaml/node.js'
import { readActionRef } from './action-ref.js'
import { afterOf } from './after.js'
import { expandLocalAction } from './composite.js'
import { defined } from '../defined.js'
import { innerEnv, withEnv } from './env.js'
import { literallyTrue, locatedOf, scalarMap, scalarOf, unfit, type Reading } from './reading.js'
import { NOTHING, opaque, type StepScope } from './scope.js'
import { scriptOf } from './scripts.js'
import { substitute } from './template.js'
import { mergedVariants } from './variants.js'

/** Keys of steps that only steer background steps (GitHub docs: Workflow syntax, steps). */
const STEERING_KEYS = ['wait', 'wait-all', 'cancel']

/** Reads `steps`, in order; those of a `parallel` group stand one after the other. */
export function readSteps(reading: Reading, node: YamlNode, scope: StepScope): Step[] {
  if (node.kind !== 'sequence') {
    unfit(reading, node.at, 'steps must be a list')
    return []
  }
  return node.items.flatMap((item) => readStep(reading, item, scope))
}

function readStep(reading: Reading, node: YamlNode, scope: StepScope): Step[] {
  if (node.kind !== 'mapping') {
    unfit(reading, node.at, 'a step must be a mapping')
    return []
  }
  const parallel = valueAt(node, 'parallel')
  if (parallel !== undefined) return readSteps(reading, parallel, scope)
  const run = scalarOf(reading, valueAt(node, 'run'), 'run')
  const uses = scalarOf(reading, valueAt(node, 'uses'), 'uses')
  if (run !== undefined && uses !== undefined) unfit(reading, node.at, 'a step cannot have both run and uses')
  if (run !== undefined) return [inVariants(node, scope, (each) => runStep(reading, node, run, each))]
  if (uses !== undefined) return [inVariants(node, scope, (each) => actionStep(reading, node, uses, each))]
  if (!['run', 'uses', ...STEERING_KEYS].some((key) => valueAt(node, key) !== undefined)) {
    unfit(reading, node.at, 'a step needs run or uses')
  }
  return [{ ...sharedFields(reading, node), ...NOTHING, inner: [] }]
}

/** A step that hangs on the job's matrix is what it is in each of the combinations, without those that leave it out. */
function inVariants(node: YamlMapping, scope: StepScope, read: (scope: StepScope) => Step): Step {
  const step = read(scope)
  if (step.opaque.length === 0 || scope.variants === undefined) return step
  const condition = step.condition?.value
  const scopes = scope
    .variants(node)
    .filter(({ contexts }) => condition === undefined || conditionHolds(condition, contexts) !== false)
  return mergedVariants(scopes.map(read)) ?? step
}

function runStep(reading: Reading, node: YamlMapping, run: YamlScalar, scope: StepScope): Step {
  const shell = scalarOf(reading, valueAt(node, 'shell'), 'shell')?.text
  const workingDirectory = locatedOf(scalarOf(reading, valueAt(node, 'working-directory'), 'working-directory'))
  const shared = sharedFields(reading, node)
  return {
    ...shared,
    run: located(run),
    ...defined({ shell: shell ?? scope.defaults.shell, workingDirectory }),
    ...reading.resolver.script(scriptOf(run, shell, workingDirectory, inStep(scope, shared.env))),
    inner: [],
  }
}

function actionStep(reading: Reading, node: YamlMapping, written: YamlScalar, scope: StepScope): Step {
  const shared = sharedFields(reading, node)
  const uses = readActionRef(written, scope.comments, reading.lock, scope.runsIn)
  const { inner, ...understood } = understandAction(reading, uses, shared.with, inStep(scope, shared.env))
  scope.workspace.enter(uses, shared.with)
  return { ...shared, uses, ...understood, inner }
}

function understandAction(
  reading: Reading,
  uses: ActionRef,
  inputs: ReadonlyMap<string, Located<string>>,
  scope: StepScope,
): Understood & Pick<Step, 'inner'> {
  const because = [...scope.because, { file: uses.at.file, line: uses.at.line, text: `uses ${uses.text}` }]
  if (uses.text.includes('${{')) {
    return { ...opaque('an action that an expression names', 'dynamic', uses.at, because), inner: [] }
  }
  if (uses.kind === 'local') return expandLocalAction(reading, uses, inputs, { ...scope, because }, readSteps)
  const known = new Map(
    [...inputs].map(([name, input]) => [name, { ...input, value: substitute(input.value, scope.contexts).text }]),
  )
  return { ...reading.resolver.action(uses, known, uses.at, because, scope.env), inner: [] }
}

/** What a step with this `env` is read with. */
function inStep(scope: StepScope, given: Step['env']): StepScope {
  const env = innerEnv(scope.env, given, scope.contexts)
  return { ...scope, env, contexts: withEnv(scope.contexts, env) }
}

function sharedFields(
  reading: Reading,
  node: YamlMapping,
): Pick<Step, 'id' | 'name' | 'condition' | 'after' | 'allowFailure' | 'timeoutMinutes' | 'env' | 'with' | 'at'> {
  const scalar = (key: string): YamlScalar | undefined => scalarOf(reading, valueAt(node, key), key)
  return {
    ...defined({
      id: scalar('id')?.text,
      name: locatedOf(scalar('name')),
      condition: locatedOf(scalar('if')),
      after: afterOf(scalar('if')?.text),
      allowFailure: literallyTrue(scalar('continue-on-error')),
      timeoutMinutes: locatedOf(scalar('timeout-minutes')),
    }),
    env: scalarMap(reading, valueAt(node, 'env'), 'env'),
    with: scalarMap(reading, valueAt(node, 'with'), 'with'),
    at: node.at,
  }
}
