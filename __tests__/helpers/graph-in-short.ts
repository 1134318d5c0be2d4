import type { DeliveryGraph } from '../../src/core/delivery-graph.js'

/** The graph in short: stages as `jobs: roles > environments`, flows as `from by to [artifacts]`. */
export interface GraphInShort {
  readonly environments: readonly string[]
  readonly stages: readonly string[]
  readonly flows: readonly string[]
}

export function inShort({ environments, stages, flows }: DeliveryGraph): GraphInShort {
  const names = new Map(stages.map(({ id, jobs }) => [id, jobs.join('+')]))
  return {
    environments: environments.map(({ name, tier, persistent, after }) =>
      [
        name,
        tier,
        ...(persistent ? [] : ['goes away']),
        ...(after.length > 0 ? [`after ${after.join(', ')}`] : []),
      ].join(' '),
    ),
    stages: stages.map(
      ({ jobs, roles, environments: to }) =>
        `${jobs.join('+')}: ${roles.join(' ')}${to.length > 0 ? ` > ${to.join(', ')}` : ''}`,
    ),
    flows: flows.map(
      ({ from, to, by, artifacts }) =>
        `${names.get(from)} ${by} ${names.get(to)}${artifacts.length > 0 ? ` [${artifacts.join(', ')}]` : ''}`,
    ),
  }
}
