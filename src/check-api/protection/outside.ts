import { classifyEnvironment } from '../../models/environment-names.js'
import type { Delivery, EnvironmentSettings } from '../../models/index.js'
import { guardedDeployments, type Guarded } from '../pipelines/gates.js'
import { credentialNames } from '../security/secret-uses.js'
import { isOwnWorkflow } from './environments.js'

/**
 * Deployments to production by jobs of GitHub's workflows that name no environment, one of each job. No rule and no
 * secret of an environment is theirs (GitHub docs, "Deployments and environments").
 */
export function outsideEnvironments(delivery: Delivery): Guarded[] {
  const found = new Map<string, Guarded>()
  for (const each of guardedDeployments(delivery, { known: false, reason: '' })) {
    const { pipeline, job, tier, persistent, docsOnly } = each.deployment
    const isProduction = tier === 'production' && persistent && !docsOnly
    if (!isProduction || job.environment !== undefined || !isOwnWorkflow(pipeline)) continue
    const key = `${pipeline.file} ${job.id}`
    if (!found.has(key)) found.set(key, each)
  }
  return [...found.values()]
}

/** The environment that is called production, first of those that hold a deployment back. */
export function guardedProduction(
  environments: readonly EnvironmentSettings[],
  holds: (environment: EnvironmentSettings) => boolean,
): EnvironmentSettings | undefined {
  return environments.find(
    (each) => classifyEnvironment(each.name, { environments: new Map() }).tier === 'production' && holds(each),
  )
}

/** Names of the credentials that the steps of a deploying job read: without an environment, those of the repository or its owner. */
export function credentialsOf({ deployment: { pipeline, job } }: Guarded): string[] {
  const values = [pipeline.env, job.env, ...job.steps.flatMap((step) => [step.env, step.with])]
  const texts = [...values.flatMap((each) => [...each.values()]), ...job.steps.flatMap(({ run }) => run ?? [])]
  return [...new Set(texts.flatMap(({ value }) => credentialNames(value)))].toSorted()
}
