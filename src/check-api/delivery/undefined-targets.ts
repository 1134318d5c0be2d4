import type { Delivery, Deployment, DeploymentTarget, TargetKind } from '../../models/index.js'
import type { CheckOutcome } from '../check.js'
import { deployPaths } from '../pipelines/pipelines.js'

/** Of what is deployed, what the question is about. */
interface Question {
  readonly tool: string
  /** By which of its names the thing is found that would answer. */
  readonly kind: TargetKind
  /** What is not visible, after "whether": `it rolls back`. */
  readonly whether: string
}

/**
 * Unknown outcomes for what pipelines deploy and the tree does not define: each name once, with what was looked for. None
 * for a deployment that names something the tree defines.
 */
export function* definedElsewhere(
  delivery: Delivery,
  { tool, kind, whether }: Question,
): Generator<Extract<CheckOutcome, { kind: 'unknown' }>> {
  const seen = new Set<string>()
  for (const deployment of deployPaths(delivery)) {
    const target = deployment.tool === tool ? unmatched(deployment, kind) : undefined
    if (target === undefined || seen.has(target.text)) continue
    seen.add(target.text)
    const { job, at, intent } = deployment
    const reason = target.known
      ? `no {kind} of the name {name}, which job {job} deploys, is defined here, so whether ${whether} is not visible`
      : `which {kind} job {job} deploys is decided elsewhere ({name}), so whether ${whether} is not visible`
    const data = { kind, name: target.text, job: job.id }
    yield { kind: 'unknown', origin: 'files', reason, data, at, because: intent?.because ?? [] }
  }
}

/** The first name of the kind, if the tree defines none of them. */
function unmatched({ targets }: Deployment, kind: TargetKind): DeploymentTarget | undefined {
  const own = targets.filter((target) => target.kind === kind)
  return own.some(({ exists }) => exists) ? undefined : own[0]
}
