import type { Delivery, Deployment, Pipeline, Pipelines, Resource } from '../../models/index.js'
import type { Location } from '../../core/location.js'
import { appliedReleases, appliesCode } from './applied-releases.js'
import { namesVersion } from './handed-values.js'
import { rollbackOf } from './rollback.js'

/** How a deployment can be taken back, as far as the tree shows. */
export interface RollbackPath {
  /** A sentence part with `{name}`. */
  readonly text: string
  readonly name: string
  readonly at: Location
  /** `itself`: the failure starts it. `person`: somebody does. */
  readonly by: 'itself' | 'person'
}

/**
 * The way back from a job that deploys with `tools`, the best first; undefined if none is seen.
 * @param workflow the {@link rollbackWorkflow}, if there is one
 */
export function rollbackPathOf(
  { job, at }: Deployment,
  tools: readonly Deployment[],
  workflow: Pipeline | undefined,
  { deployments }: Delivery,
): RollbackPath | undefined {
  if (tools.some((each) => rollbackOf(each) !== undefined))
    return { text: 'a failed run of job {name} is taken back', name: job.id, at, by: 'itself' }
  const reverting = tools.flatMap(({ pulls }) => pulls).find(({ reverts }) => reverts === true)
  if (reverting !== undefined) {
    const text = 'the controller takes a failed upgrade of {name} back'
    return { text, name: reverting.name, at: reverting.resource.at, by: 'itself' }
  }
  const resource = returningByItself(tools)
  if (resource !== undefined) {
    const name = `${resource.type}.${resource.name}`
    return { text: '{name} goes back by itself', name, at: resource.at, by: 'itself' }
  }
  if (workflow !== undefined) {
    const text = 'the workflow {name} brings an earlier version back'
    return { text, name: workflow.name, at: workflow.at, by: 'person' }
  }
  const chosen = deployments.find((each) => tools.some(({ tool }) => tool === each.tool) && asksForVersion(each))
  if (chosen === undefined) return undefined
  const text = 'people can start job {name} with the version that it deploys'
  return { text, name: chosen.job.id, at: chosen.job.at, by: 'person' }
}

/** The first application that applied code brings out, if all of them go back to their last version by themselves. */
function returningByItself(tools: readonly Deployment[]): Resource | undefined {
  if (!tools.every(({ tool }) => appliesCode(tool))) return undefined
  const releases = tools.flatMap(appliedReleases).filter(({ from }) => from !== 'elsewhere')
  return releases.every(({ returns }) => returns === 'itself') ? releases[0]?.resource : undefined
}

function asksForVersion({ triggers }: Deployment): boolean {
  return triggers.some(({ kind, inputs }) => kind === 'manual' && [...(inputs?.keys() ?? [])].some(namesVersion))
}

/** A workflow that people start and that rolls back, by its name or by what it runs; the data alone are not enough. */
export function rollbackWorkflow({ all }: Pipelines): Pipeline | undefined {
  return all.find(
    ({ kind, triggers, jobs, name, file }) =>
      kind === 'workflow' &&
      triggers.some((trigger) => trigger.kind === 'manual') &&
      !/liquibase|flyway|database|migrat|(?:^|[^a-z])db(?:[^a-z]|$)/i.test(`${name} ${file}`) &&
      (/roll-?back|revert/i.test(`${name} ${file}`) ||
        jobs.some(({ steps }) => steps.some(({ intents }) => intents.some((intent) => intent.kind === 'rollback')))),
  )
}
