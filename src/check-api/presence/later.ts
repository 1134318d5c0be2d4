import type { IntentKind } from '../../core/intent-kind.js'
import { TEST_KINDS } from '../../core/intent-kind.js'
import type { Deployment, Pipelines, Step } from '../../models/index.js'
import { stepsAfter } from '../pipelines/pipelines.js'

/** What looks at the running system, and tests that run after a deployment. `sleep` and a green command do not. */
export const VERIFYING_KINDS: ReadonlySet<IntentKind> = new Set<IntentKind>([
  'verify-deployment',
  'dast',
  ...TEST_KINDS,
])

/** The deploying step, those after it, and those of workflows that its workflow or its deployment starts. */
export function laterSteps(deployment: Deployment, { all }: Pipelines): Step[] {
  const { pipeline, step } = deployment
  const started = all.filter(({ triggers }) =>
    triggers.some(({ event, upstream }) => event === 'deployment_status' || upstream?.includes(pipeline.name) === true),
  )
  return [step, ...stepsAfter(deployment), ...started.flatMap(({ jobs }) => jobs.flatMap(({ steps }) => steps))]
}
