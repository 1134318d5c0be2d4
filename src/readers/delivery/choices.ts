import type { Contexts } from '../../models/evaluate.js'
import { isDataMap, PartialMap, type Data, type DataMap, type Unknown } from '../../models/expression-data.js'
import type { Trigger } from '../../models/index.js'
import type { Run } from './runs.js'

/** Combinations of choices that are looked at one by one. An input that would make more of them stays unknown. */
const MAX_COMBINATIONS = 20

/** Names of inputs that tell where to deploy to: they are looked at before all others. */
const TELLS_TARGET = /env|stage|tier|target|region|cluster|namespace|space|site|app|service/

/**
 * The run once for each combination of what a person may choose who starts it. Where nothing is asked for, inputs are
 * empty (GitHub docs: Contexts, `inputs`).
 */
export function byChoice(run: Run): Run[] {
  const { trigger } = run
  if (trigger.event !== 'workflow_dispatch' && trigger.kind !== 'manual')
    return [withInputs(run, new Map<string, Data>(), null)]
  const combinations = combinationsOf(trigger)
  if (combinations.length < 2 && combinations[0]?.size !== 1) return [run]
  return combinations.map((choice) => {
    const inputs = new PartialMap(choice)
    const name = Array.from(choice, ([key, value]) => `${key}=${value}`).join(' ')
    return { ...withInputs(run, inputs, inputs), choice: name }
  })
}

function combinationsOf({ choices }: Trigger): ReadonlyMap<string, string>[] {
  const inputs = [...(choices ?? [])]
  const ordered = [
    ...inputs.filter(([name]) => TELLS_TARGET.test(name)),
    ...inputs.filter(([name]) => !TELLS_TARGET.test(name)),
  ]
  let found: ReadonlyMap<string, string>[] = [new Map()]
  for (const [name, options] of ordered) {
    if (options.length === 0 || found.length * options.length > MAX_COMBINATIONS) continue
    found = found.flatMap((before) => options.map((option) => new Map([...before, [name, option]])))
  }
  return found
}

function withInputs(run: Run, inputs: DataMap, ofEvent: Data | Unknown): Run {
  const within = (contexts: Contexts): Contexts => {
    const github = contexts.get('github')
    const event = github?.get('event')
    const told = isDataMap(event ?? null) ? new PartialMap([...(event as DataMap), ['inputs', ofEvent]]) : event
    return new Map<string, DataMap>([
      ...contexts,
      ['inputs', inputs],
      // Other systems: parameters of Jenkins, Azure Pipelines and CircleCI.
      ['params', inputs],
      ['parameters', inputs],
      ['pipeline', new PartialMap([['parameters', inputs]])],
      ...(github === undefined || told === undefined
        ? []
        : [['github', new PartialMap([...github, ['event', told]])] as const]),
    ])
  }
  return { ...run, contexts: within(run.contexts), next: within(run.next) }
}
