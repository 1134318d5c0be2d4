import type { Location } from '../../../core/location.js'
import { entriesOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping } from '../../yaml/node.js'
import type { Budget } from '../budget.js'
import { literalBoolean, type AdapterReading } from '../reading.js'
import { dollarsOf } from './dollars.js'
import { filterOf } from './filters.js'
import { matrixWorkflows } from './matrix.js'
import { ruleOf, type Rule } from './rules.js'
import { namesIn, type StepScope } from './steps.js'
import { concurrencyOf, firstLine, readSteps, servicesOf, type Workflow } from './workflow.js'
import { variablesIn } from './values.js'

/** What the file of a workflow is called, and how its plugins and checks are. */
export interface WorkflowFile {
  readonly id: string
  readonly checkNames: readonly string[]
  pluginName(image: string): string
}

/**
 * The workflows of a file: one, or one for each combination of its matrix. Drone before version 1 and Woodpecker, which
 * came of it, write them alike: steps under `steps` or `pipeline`, `when` or `branches` for the whole.
 */
export function readLegacyWorkflows(
  reading: AdapterReading,
  written: YamlMapping,
  file: WorkflowFile,
  budget: Budget,
): Workflow[] {
  return matrixWorkflows(written).map(({ node: substitutedNode, values, combination }) => {
    const node = dollarsOf(substitutedNode)
    const labels = valueAt(node, 'labels')
    const platform = scalarAt(node, 'platform')
    const env = new Map([...variablesIn(valueAt(node, 'environment')), ...combination])
    const steps = valueAt(node, 'steps') ?? valueAt(node, 'pipeline')
    const scope: StepScope = {
      env,
      directory: literalBoolean(scalarAt(node, 'skip_clone')) === true ? undefined : '',
      windows: platform?.text.startsWith('windows') === true,
      pluginName: (image) => file.pluginName(image),
      looseSettings: valueAt(node, 'pipeline') !== undefined,
    }
    return {
      id: values === undefined ? file.id : `${file.id} (${values})`,
      name: file.id,
      steps: readSteps(reading, steps, scope, budget),
      rule: wholeRule(node),
      dependsOn: namesIn(valueAt(node, 'depends_on')),
      services: servicesOf(valueAt(node, 'services')),
      env,
      runner: [
        ...(platform === undefined ? [] : [platform.text]),
        ...entriesOf(labels).flatMap(({ key, value }) =>
          value.kind === 'scalar' && value.text !== '' ? [`${key.text}=${value.text}`] : [],
        ),
      ],
      concurrency: concurrencyOf(valueAt(node, 'concurrency'), file.id),
      checkNames: file.checkNames,
      at: stepsLine(written),
    }
  })
}

/** The line of the key under which the steps stand: what stands above it need not be the workflow's. */
function stepsLine(written: YamlMapping): Location {
  const key = written.entries.find(({ key: each }) => each.text === 'steps' || each.text === 'pipeline')?.key
  return key === undefined ? firstLine(written) : { ...key.at, route: written.at.route }
}

/** `when` of a workflow, or the older `branches`. */
function wholeRule(node: YamlMapping): Rule {
  const branches = valueAt(node, 'branches')
  if (branches === undefined) return ruleOf(valueAt(node, 'when'))
  return [{ filters: new Map([['branch', filterOf(branches)]]) }]
}
