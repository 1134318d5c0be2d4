import type { Delivery, Deployment, Intent, Pipelines } from '../../models/index.js'
import { stepsOf, type StepInJob } from '../pipelines/pipelines.js'

/** A step that brings the schema of a database in production up. */
export interface ProductionMigration extends StepInJob {
  readonly intent: Intent
  /** What else the same step brings out there: the application. In the order of the model. */
  readonly together: readonly Deployment[]
}

/** Databases that are a file beside the application: they go where it goes, and nobody else uses them. */
const FILE_DATABASE = /sqlite|\bfile:[^\s'"]{0,200}\.db\b/i

/** Migrations that pipelines run in jobs which name production, or deploy there; each place once. */
export function productionMigrations(pipelines: Pipelines, delivery: Delivery): ProductionMigration[] {
  const lasting = delivery.deployments.filter(
    ({ tier, persistent, docsOnly }) => tier === 'production' && persistent && !docsOnly,
  )
  const jobs = new Set(lasting.map(({ job }) => job))
  const seen = new Set<string>()
  return stepsOf(pipelines, { inlined: true }).flatMap((each) => {
    const { job, step, pipeline } = each
    const { environment } = job
    const isProduction = environment?.tier === 'production' && !environment.ephemeral
    if (!isProduction && !jobs.has(job)) return []
    const texts = [pipeline.env, job.env, step.env].flatMap((values) => [...values.values()].map(({ value }) => value))
    if ([...texts, step.run?.value ?? ''].some((text) => FILE_DATABASE.test(text))) return []
    const together = lasting.filter((deployment) => deployment.step === step && deployment.subject === 'application')
    return step.intents
      .filter(({ kind }) => kind === 'migrate-database')
      .filter(({ at }) => {
        const place = `${at.file}:${String(at.line)}:${String(at.column)}`
        return !seen.has(place) && seen.add(place)
      })
      .map((intent) => ({ ...each, intent, together }))
  })
}
