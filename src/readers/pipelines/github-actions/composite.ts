import type { Located } from '../../../core/location.js'
import type { ActionRef, Command, Step } from '../../../models/index.js'
import type { Understood } from '../../resolve/types.js'
import { itemsOf, scalarAt } from '../../yaml/navigate.js'
import type { YamlEntry, YamlNode } from '../../yaml/node.js'
import { findAction, type ActionFile } from './action-file.js'
import { UNKNOWN, dataText, type Data, type DataMap, type Unknown } from './data.js'
import type { Contexts } from './expressions.js'
import type { Reading } from './reading.js'
import { MAX_CALL_DEPTH, opaque, spend, type StepScope } from './scope.js'
import { evaluateTemplate } from './template.js'

type Expanded = Understood & Pick<Step, 'inner'>
type ReadSteps = (reading: Reading, node: YamlNode, scope: StepScope) => Step[]

/**
 * What a local action does: for a composite one that of its steps, with the caller's inputs in place.
 * @param scope that of the calling step, its `because` ending with the call
 * @param readSteps reads the steps of a composite action; handed in because steps call actions in turn
 */
export function expandLocalAction(
  reading: Reading,
  uses: ActionRef,
  given: ReadonlyMap<string, Located<string>>,
  scope: StepScope,
  readSteps: ReadSteps,
): Expanded {
  const blank = (what: string, reason: Parameters<typeof opaque>[1]): Expanded => ({
    ...opaque(what, reason, uses.at, scope.because),
    inner: [],
  })
  const folder = uses.text.startsWith('$/') ? uses.path : scope.workspace.locate(uses.path)
  if (folder === undefined) return blank(`action ${uses.text}, which lies outside this repository`, 'remote')
  const action = findAction(reading, folder)
  if (action.kind !== 'composite') {
    const said = reading.resolver.action({ ...uses, path: folder }, given, uses.at, scope.because)
    return said.opaque.length === 0 ? { ...said, inner: [] } : blank(...whyOpaque(uses, action))
  }
  reading.actionFiles.add(action.file)
  if (scope.callers.includes(action.file)) return blank(`action ${uses.text}, which calls itself`, 'too-deep')
  if (scope.callers.length >= MAX_CALL_DEPTH || !spend(scope.budget, itemsOf(action.steps).length)) {
    return blank(`action ${uses.text}, which is called too many levels deep`, 'too-deep')
  }
  const inner = readSteps(reading, action.steps, {
    ...scope,
    // The calling step is read in the variants.
    variants: () => [],
    contexts: new Map([['inputs', inputsOf(action.inputs, given, scope.contexts)]]),
    comments: action.comments,
    defaults: {},
    actionFolder: folder,
    callers: [...scope.callers, action.file],
  })
  return { ...merged(inner), inner }
}

function whyOpaque(
  { text }: ActionRef,
  { kind }: Exclude<ActionFile, { kind: 'composite' }>,
): [string, 'unknown-action' | 'missing' | 'unsupported'] {
  switch (kind) {
    case 'missing':
      return [`local action ${text}, which is not in the tree`, 'missing']
    case 'unreadable':
      return [`local action ${text}, which cannot be read`, 'unsupported']
    default:
      return [`local ${kind} action ${text}`, 'unknown-action']
  }
}

/** The inputs of an action: always texts; what is not given has its default. */
function inputsOf(
  declared: readonly YamlEntry[],
  given: ReadonlyMap<string, Located<string>>,
  contexts: Contexts,
): DataMap {
  const values = new Map([...given].map(([name, { value }]) => [name.toLowerCase(), value]))
  return new Map(
    declared.map(({ key, value }): [string, Data | Unknown] => {
      const text = values.get(key.text.toLowerCase()) ?? scalarAt(value, 'default')?.text ?? ''
      const data = evaluateTemplate(text, contexts)
      return [key.text, data === UNKNOWN ? UNKNOWN : dataText(data)]
    }),
  )
}

/** What the steps do together. A failure that an inner step tolerates does not reach the caller. */
function merged(steps: readonly Step[]): Understood {
  const tolerant = steps.map((step) => (step.allowFailure === undefined ? step : tolerating(step)))
  return {
    commands: tolerant.flatMap(({ commands }) => commands),
    intents: tolerant.flatMap(({ intents }) => intents),
    opaque: tolerant.flatMap(({ opaque: each }) => each),
  }
}

function tolerating({ commands, intents, opaque: unresolved }: Step): Understood {
  const changed = new Map(
    commands.map((command): [Command, Command] => [
      command,
      { ...command, ignoredFailure: command.ignoredFailure ?? 'continue-on-error: true' },
    ]),
  )
  return {
    commands: [...changed.values()],
    intents: intents.map((intent) => {
      const command = intent.command && changed.get(intent.command)
      return command === undefined ? intent : { ...intent, command }
    }),
    opaque: unresolved,
  }
}
