import type { Location } from '../../core/location.js'
import type { Infrastructure, Pipelines, TriggerKind } from '../../models/index.js'
import { textsIn } from '../common/texts.js'
import { stepsRun } from '../presence/reached.js'
import { workloadsOf } from '../kubernetes/workloads.js'

/** Something that brings back a backup to see whether that can be done. */
export interface Restore {
  /** As written, shortened. */
  readonly what: string
  /** What starts it. */
  readonly by: 'schedule' | 'person'
  readonly at: Location
}

/** Resources that restore backups again and again, to see whether they can be (AWS Backup docs: Restore testing). */
export const RESTORE_TESTS: readonly string[] = ['aws_backup_restore_testing_plan', 'AWS::Backup::RestoreTestingPlan']

/** Commands that restore a backup or read it through, as each tool's reference has them. */
const RESTORES =
  /\bvelero\s{1,4}(?:restore\s{1,4}create|create\s{1,4}restore)\b|\bpgbackrest\b[^\n;|&]{0,200}\s(?:restore|verify)\b|\bwal-g\s{1,4}(?:backup-fetch|wal-verify)\b|\bbarman\s{1,4}(?:recover|restore|verify-backup)\b|\brestic\b[^\n;|&]{0,200}\s(?:restore\b|check\b[^\n;|&]{0,80}--read-data)|\bborg\b[^\n;|&]{0,80}\s(?:extract\b|check\b[^\n;|&]{0,80}--verify-data)|\baws\s{1,4}backup\s{1,4}start-restore-job\b|\baws\s{1,4}(?:rds|docdb|neptune|dynamodb)\s{1,4}restore-|\bgcloud\s{1,4}sql\s{1,4}backups\s{1,4}restore\b|\baz\s{1,4}[\w -]{1,60}\brestore\b|\bpg_verifybackup\b/
/** Commands that also fill databases for tests: they count where the job, or the pipeline, is about restoring. */
const LOADS = /\b(?:pg_restore|mongorestore|mariadb-restore|psql|mysql|mongosh|sqlcmd)\b/
const ABOUT = /restore|recover|drill|disaster|backup-?(?:test|check|verif)/i

const MAX_SHOWN = 80

/** Restores in scheduled jobs of pipelines and of clusters, and in pipelines that somebody starts. */
export function restoresOf(pipelines: Pipelines, infrastructure: Infrastructure): Restore[] {
  return [
    ...inPipelines(pipelines, 'schedule', 'schedule'),
    ...inCluster(infrastructure),
    ...inPipelines(pipelines, 'manual', 'person'),
  ]
}

function inPipelines({ all }: Pipelines, kind: TriggerKind, by: Restore['by']): Restore[] {
  return all.flatMap((pipeline) => {
    const triggers = pipeline.triggers.filter((trigger) => trigger.kind === kind)
    if (triggers.length === 0) return []
    return stepsRun(pipeline, triggers).flatMap(({ job, step }) => {
      const isAbout = ABOUT.test(`${job.id} ${job.name} ${pipeline.name} ${pipeline.file}`)
      return step.commands.flatMap(({ argv, at }): Restore[] => {
        const text = argv.map((word) => word.text).join(' ')
        const found = restoreIn(text, isAbout)
        return found === undefined ? [] : [{ what: found, by, at }]
      })
    })
  })
}

function inCluster(infrastructure: Infrastructure): Restore[] {
  return workloadsOf(infrastructure)
    .filter(({ kind }) => kind === 'CronJob')
    .flatMap(({ resource, containers }) => {
      const isAbout = ABOUT.test(resource.name)
      return containers.flatMap(({ properties, at }): Restore[] => {
        const words = ['command', 'args'].flatMap((key) => textsIn(properties.entries.get(key)))
        const found = restoreIn(words.join(' '), isAbout)
        return found === undefined ? [] : [{ what: found, by: 'schedule', at }]
      })
    })
}

function restoreIn(text: string, isAbout: boolean): string | undefined {
  const match = RESTORES.exec(text) ?? (isAbout ? LOADS.exec(text) : null)
  return match === null ? undefined : match[0].slice(0, MAX_SHOWN)
}
