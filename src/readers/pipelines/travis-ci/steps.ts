import type { Step } from '../../../models/index.js'
import { isNull, itemsOf } from '../../yaml/navigate.js'
import type { YamlNode, YamlScalar } from '../../yaml/node.js'
import { spend, type Budget } from '../budget.js'
import { opaqueStep, scriptStep, unresolved, type StepFields } from '../parts.js'
import type { AdapterReading } from '../reading.js'
import { joined, placeOf, sourceOf, type SourceText } from '../source-text.js'
import { DEFAULT_LANGUAGE, defaultCommand } from './defaults.js'
import { keyOf, type TravisJob } from './jobs.js'

/** The phases of a job in their order (Travis CI docs: Job lifecycle), deployments left out. */
const PHASES = [
  'before_install',
  'install',
  'before_script',
  'script',
  'after_success',
  'after_failure',
  'after_script',
]

/** Commands that later lines of the same shell notice: folders and variables. */
const LASTING = /(?:^|[\s;&(])(?:cd|pushd|popd|export|source|declare|set|\.)\s|^[ \t]*\w+=/m

/** Lines of earlier phases beyond this number are not kept in mind. */
const MAX_LASTING = 12

/** The steps of a job: each command of each phase by itself, since each of them counts. */
export function stepsOf(reading: AdapterReading, job: TravisJob, budget: Budget): Step[] {
  const state: Shell = { reading, job, budget, lasting: [] }
  return PHASES.flatMap((phase) => phaseSteps(state, phase))
}

interface Shell {
  readonly reading: AdapterReading
  readonly job: TravisJob
  readonly budget: Budget
  /** What the shell has run before and still notices. */
  lasting: SourceText[]
}

/** The steps of `before_deploy` and `after_deploy`. */
export function deployPhase(
  reading: AdapterReading,
  job: TravisJob,
  phase: 'before_deploy' | 'after_deploy',
  budget: Budget,
): Step[] {
  return phaseSteps({ reading, job, budget, lasting: [] }, phase)
}

function phaseSteps(shell: Shell, phase: string): Step[] {
  return commandsOf(shell, phase).map((source) => {
    if (!spend(shell.budget, 1)) return opaqueStep(unresolved('further commands', 'too-deep', placeOf(source)))
    const step = commandStep(shell, source, phase)
    if (LASTING.test(source.text)) shell.lasting = [...shell.lasting, source].slice(-MAX_LASTING)
    return step
  })
}

function commandsOf({ reading, job }: Shell, phase: string): SourceText[] {
  const written = keyOf(job, phase)
  if (written !== undefined) return isSkipped(written) ? [] : scalarsIn(written).map(sourceOf)
  if (phase !== 'install' && phase !== 'script') return []
  const language = keyOf(job, 'language')
  const name = language?.kind === 'scalar' ? language.text.toLowerCase() : DEFAULT_LANGUAGE
  const command = defaultCommand(name, phase, (path) => reading.context.files.has(path))
  if (command === undefined) return []
  const { file, line, column, route } = language?.at ?? job.at
  return command.split('\n').map((text) => ({ text, file, route, place: () => ({ line, column }) }))
}

/** `skip` and `ignore` leave a phase out. */
function isSkipped(node: YamlNode): boolean {
  return node.kind === 'scalar' && /^(?:skip|ignore|true|false)$/.test(node.text)
}

function scalarsIn(node: YamlNode): YamlScalar[] {
  const items = node.kind === 'sequence' ? itemsOf(node) : [node]
  return items.flatMap((item) => {
    if (item.kind === 'scalar') return isNull(item) ? [] : [item]
    return item.kind === 'sequence' ? scalarsIn(item) : []
  })
}

/**
 * Commands of all phases run one after the other in one bash without `-e`; the status of each counts by itself. What
 * follows the result (`after_success` and later) cannot change it.
 */
function commandStep({ reading, job, lasting }: Shell, source: SourceText, phase: string): Step {
  const prelude = joined(lasting)
  const after: StepFields['after'] =
    phase === 'after_failure' ? 'failure' : phase === 'after_script' ? 'always' : undefined
  const settings = {
    shell: 'bash',
    failFast: false,
    pipefail: false,
    directory: '',
    env: new Map(Array.from(job.variables, ([name, { value }]): [string, string] => [name, value]).filter(isLiteral)),
    because: [],
    ...(prelude !== undefined && { prelude }),
  }
  const step = scriptStep(reading.resolver, source, settings, after === undefined ? {} : { after })
  if (!phase.startsWith('after_')) return step
  return { ...step, allowFailure: { value: true, at: step.at } }
}

function isLiteral([, value]: readonly [string, string]): boolean {
  return !value.includes('$')
}
