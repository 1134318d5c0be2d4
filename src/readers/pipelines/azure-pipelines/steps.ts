import type { Located } from '../../../core/location.js'
import type { ActionRef, Step } from '../../../models/index.js'
import { valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode, YamlScalar } from '../../yaml/node.js'
import { defined } from '../defined.js'
import { opaqueStep, runOf, unresolved, usesStep, type StepFields } from '../parts.js'
import { literallyTrue, unfit, type AdapterReading } from '../reading.js'
import { conditionOf, conditionsIn, numberIn, scalarIn, textIn, textsIn } from './fields.js'
import { afterOf, reachOf, startsIn, within, WAITS_FOR_NOTHING, type Reach } from './reach.js'
import { SCRIPT_TASKS, type ShellName } from './script-tasks.js'
import { directoryOf, scriptOfTask, settingsOf, shellStep, type ScriptScope } from './scripts.js'
import { builtInOf, taskOf } from './tasks.js'
import { noteOf } from './template/notes.js'
import { scriptOf } from '../source-text.js'

/** What the steps of a job are read with. */
export interface StepsScope extends ScriptScope {
  readonly reading: AdapterReading
  readonly reach: Reach
  /** What holds for all of the steps: those of a hook that runs on failure. */
  readonly after?: Step['after']
}

/** Keys whose text is a script. */
const SHELLS: readonly ShellName[] = ['script', 'bash', 'pwsh', 'powershell']

/** Steps with keys of their own. */
const BUILT_IN = [
  'checkout',
  'publish',
  'download',
  'downloadBuild',
  'getPackage',
  'reviewApp',
  'restoreCache',
  'saveCache',
  'upload',
]

/** Reads the steps of a list whose templates are expanded. */
export function readSteps(items: readonly YamlNode[], scope: StepsScope): Step[] {
  return items.flatMap((item) => readStep(item, scope) ?? [])
}

function readStep(item: YamlNode, outer: StepsScope): Step | undefined {
  const { hole, because = outer.because } = noteOf(item)
  const scope: StepsScope = { ...outer, because }
  if (hole !== undefined) return opaqueStep(hole, defined({ after: scope.after }))
  if (item.kind !== 'mapping') {
    if (item.kind === 'scalar' && item.text.includes('${{')) {
      return opaqueStep(
        unresolved('steps that an expression gives', 'dynamic', item.at, because),
        defined({ after: scope.after }),
      )
    }
    if (item.kind === 'sequence' || item.text !== '') unfit(scope.reading, item.at, 'a step must be a mapping')
    return undefined
  }
  const timing = timingOf(item, scope)
  if (timing === undefined || scalarIn(item, 'enabled', scope.runs)?.text.toLowerCase() === 'false') return undefined
  return bodyOf(item, fieldsOf(item, timing, scope), scope)
}

type Timing = Pick<Step, 'condition' | 'after' | 'starts'>

/** When the step runs; undefined if it never does. */
function timingOf(item: YamlMapping, scope: StepsScope): Timing | undefined {
  const { runs, variables, reach } = scope
  const gate = { condition: conditionsIn(item, runs), when: noteOf(item).when, variables, isStep: true }
  const own = reachOf(gate, WAITS_FOR_NOTHING, runs)
  const after = scope.after ?? afterOf(own)
  const whole = within(reach, own)
  const presence = after === 'failure' && scope.after === undefined ? whole.failed : whole.well
  if (presence.every((each) => each === false)) return undefined
  const inJob = after === 'failure' && scope.after === undefined ? reach.failed : reach.well
  const isSame = presence.every((each, run) => each === inJob[run])
  return defined({
    condition: conditionOf(item, runs),
    after,
    starts: isSame ? undefined : startsIn(presence, runs),
  })
}

function fieldsOf(item: YamlMapping, timing: Timing, scope: StepsScope): StepFields {
  const { runs } = scope
  return {
    ...timing,
    ...defined({
      id: scalarIn(item, 'name', runs)?.text,
      name: textIn(item, 'displayName', scope),
      allowFailure: literallyTrue(scalarIn(item, 'continueOnError', runs)),
      timeoutMinutes: textIn(item, 'timeoutInMinutes', scope),
      retries: numberIn(item, 'retryCountOnTaskFailure', runs),
      workingDirectory: textIn(item, 'workingDirectory', scope),
    }),
    env: textsIn(valueAt(item, 'env'), scope),
    at: item.at,
  }
}

function bodyOf(item: YamlMapping, fields: StepFields, scope: StepsScope): Step | undefined {
  const { resolver } = scope.reading
  for (const shell of SHELLS) {
    const script = scalarIn(item, shell, scope.runs)
    if (script === undefined) continue
    const directory = directoryOf(scalarIn(item, 'workingDirectory', scope.runs), scope)
    return shellStep(resolver, script, settingsOf(shell, directory, fields.env ?? new Map(), scope), scope, fields)
  }
  const task = scalarIn(item, 'task', scope.runs)
  if (task !== undefined) return taskStep(task, item, fields, scope)
  const builtIn = item.entries.find(({ key }) => BUILT_IN.includes(key.text))
  if (builtIn !== undefined) {
    const inputs = textsIn(item, scope)
    return usesStep(resolver, builtInOf(builtIn.key), inputs, scope.because, fields)
  }
  if (item.entries.some(({ key }) => key.text.includes('${{') || key.text === 'template')) {
    return opaqueStep(unresolved('a step that an expression gives', 'dynamic', item.at, scope.because), fields)
  }
  // A step under a condition may be there to make the pipeline invalid, with a message for its key.
  if (noteOf(item).when === undefined) unfit(scope.reading, item.at, 'a step needs a script, a task or a template')
  return undefined
}

function taskStep(written: YamlScalar, item: YamlMapping, fields: StepFields, scope: StepsScope): Step {
  if (written.text.includes('${{')) {
    return opaqueStep(unresolved('a task that an expression names', 'dynamic', written.at, scope.because), fields)
  }
  const uses = taskOf(written)
  const node = valueAt(item, 'inputs')
  const step = usesStep(scope.reading.resolver, uses, textsIn(node, scope), scope.because, fields)
  return withScript(step, uses, node, scope)
}

/** What the script of a task runs, beside what the task itself is for. */
function withScript(step: Step, uses: ActionRef, node: YamlNode | undefined, scope: StepsScope): Step {
  const task = SCRIPT_TASKS.get(uses.repository?.replace('azure-pipelines:', '') ?? '')
  if (task === undefined) return step
  const inputs = new Map<string, YamlScalar>()
  if (node?.kind === 'mapping') {
    for (const { key } of node.entries) {
      const scalar = scalarIn(node, key.text, scope.runs)
      if (scalar !== undefined) inputs.set(key.text.toLowerCase(), scalar)
    }
  }
  const script = scriptOfTask(task, inputs, scope)
  if (script === undefined) return step
  const { source, directory, shell } = script
  const settings = settingsOf(shell, directory, step.env, scope)
  const { commands, intents, opaque } = scope.reading.resolver.script(scriptOf(source, settings))
  const run: Located<string> = runOf(source)
  return {
    ...step,
    run,
    ...defined({ shell: settings.shell }),
    commands: [...step.commands, ...commands],
    intents: [...step.intents, ...intents],
    opaque: [...step.opaque, ...opaque],
  }
}
