import type { Located, Location } from '../../../core/location.js'
import type { ActionRef, Step } from '../../../models/index.js'
import { entriesOf, itemsOf } from '../../yaml/navigate.js'
import type { YamlEntry, YamlNode } from '../../yaml/node.js'
import { defined } from '../defined.js'
import { usesStep } from '../parts.js'
import type { Reading } from './config.js'
import { inputsOf } from './built-in.js'
import type { OrbReference } from './orb-ref.js'
import { afterOf, directoryOf } from './run-step.js'
import { followed, type Scope } from './scope.js'
import type { JobContext, readSteps as ReadSteps } from './steps.js'

/** A command or job of an orb from the registry. */
export interface OrbCall {
  readonly orb: OrbReference
  /** Without the name of the orb. */
  readonly name: string
  readonly at: Location
}

/** Names of parameters whose steps run before what the orb does itself. */
const BEFORE = /^(?:pre|before|setup|init|checkout|after[-_]checkout|install|attach)/

/** The input of orbs for languages that says where the program is. */
const FOLDER = 'app-dir'

/** Keys of a job in a workflow that are not for the orb (docs: Configuration reference, jobs in a workflow). */
export const JOB_KEYS: ReadonlySet<string> = new Set([
  'name',
  'requires',
  'context',
  'type',
  'filters',
  'matrix',
  'pre-steps',
  'post-steps',
  'serial-group',
  'override-with',
])

/**
 * What a command or job of a registry's orb does, as far as the lexicon knows it, and the steps that it is given to run
 * beside.
 * @param readSteps reads such steps; handed in because steps call orbs in turn
 */
export function orbSteps(
  reading: Reading,
  { orb, name, at }: OrbCall,
  given: YamlNode | undefined,
  scope: Scope,
  context: JobContext,
  readSteps: typeof ReadSteps,
): Step[] {
  const inputs = given === undefined ? new Map<string, Located<string>>() : inputsOf(given, scope)
  const folder = inputs.get(FOLDER)
  if (folder !== undefined) inputs.set(FOLDER, { ...folder, value: directoryOf(folder.value, context) ?? folder.value })
  const uses: ActionRef = {
    text: `${orb.text}/${name}`,
    kind: 'orb',
    repository: `circleci:${orb.name ?? orb.text}`,
    // Newer versions of an orb spell its names with `_` where older ones have `-`.
    path: name.replaceAll('_', '-'),
    ...defined({ ref: orb.version }),
    at,
  }
  const own = usesStep(reading.resolver, uses, inputs, scope.because, {
    ...defined({ condition: context.condition, after: afterOf(inputs.get('when')?.value) }),
  })
  const lists = entriesOf(given).filter((entry) => !JOB_KEYS.has(entry.key.text) && isStepList(entry, scope))
  const stepsOf = (entries: readonly YamlEntry[]): Step[] =>
    entries.flatMap(({ value }) => readSteps(reading, value, scope, context))
  return [
    ...stepsOf(lists.filter(({ key }) => BEFORE.test(key.text))),
    own,
    ...stepsOf(lists.filter(({ key }) => !BEFORE.test(key.text))),
  ]
}

/** A list with a step in it, which is a mapping, or `checkout` or the like. */
function isStepList({ value }: YamlEntry, scope: Scope): boolean {
  const { node } = followed(value, scope)
  return itemsOf(node).some((item) => {
    if (item.kind === 'mapping') return item.entries.length === 1 && isStepName(item.entries[0]?.key.text ?? '', scope)
    return item.kind === 'scalar' && item.text === 'checkout'
  })
}

function isStepName(name: string, { elements }: Scope): boolean {
  const slash = name.indexOf('/')
  return (
    /^(?:run|when|unless|steps|checkout|\w+_cache|store_\w+|persist_to_workspace|attach_workspace)$/.test(name) ||
    elements.commands.has(name) ||
    (slash > 0 && elements.orbs.has(name.slice(0, slash)))
  )
}
