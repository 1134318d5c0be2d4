import type { CiSystem, Job, Pipeline, Step } from '../../../src/models/index.js'
import { readInfrastructure } from '../../../src/readers/infrastructure/index.js'
import { readPipelines } from '../../../src/readers/pipelines/index.js'
import type { Defect } from '../../../src/readers/context.js'
import { memoryFiles, readerContext } from '../../helpers/memory-files.js'

export interface SystemReading {
  readonly pipelines: readonly Pipeline[]
  readonly defects: readonly Defect[]
}

/** The pipelines of one system in a tree. */
export function readSystem(system: CiSystem, files: Readonly<Record<string, string>>): SystemReading {
  const context = readerContext(memoryFiles(files))
  const { all } = readPipelines(context, () => readInfrastructure(context))
  return { pipelines: all.filter((each) => each.system === system), defects: context.defects }
}

/** What tests compare of the pipelines: one line each for a pipeline, a job and a step, with their lines in the file. */
export function outlineOf({ pipelines }: Pick<SystemReading, 'pipelines'>): string[] {
  return pipelines.flatMap((pipeline) => [headOf(pipeline), ...pipeline.jobs.flatMap((job) => linesOf(pipeline, job))])
}

function headOf({ kind, name, triggers, within, unresolved }: Pipeline): string {
  const on = triggers.map(({ kind: trigger, branches, tags }) => {
    const names = [...(branches ?? []), ...(tags ?? [])].map(({ value }) => value)
    return names.length > 0 ? `${trigger}(${names.join(' ')})` : trigger
  })
  const open = unresolved.filter((each) => each !== within).map(({ what }) => what)
  return words(kind, name, `on ${on.join(', ')}`, within && 'within', ...open.map((what) => `?${what}`))
}

function linesOf(pipeline: Pipeline, job: Job): string[] {
  const { starts = [], environment } = job
  const certain = starts.map(
    ({ trigger, certain: sure, manual }) =>
      `${pipeline.triggers.indexOf(trigger)}${sure ? '' : '?'}${manual ? '!' : ''}`,
  )
  const head = words(
    `  ${job.id}:${job.at.line}`,
    `starts ${certain.join(' ')}`,
    job.needs.length > 0 && `needs ${job.needs.join(' ')}`,
    environment && `in ${environment.name}/${environment.tier}`,
    job.after && `after ${job.after}`,
    job.approval && `approval ${job.approval.kind}`,
    job.allowFailure && 'allowed to fail',
    job.calledBy && `called by ${job.calledBy}`,
    job.images && `images ${job.images.map(({ value }) => value).join(' ')}`,
    job.timeoutMinutes && `${job.timeoutMinutes.value} minutes`,
    job.retries && `${job.retries.value} retries`,
    job.secrets && `secrets ${job.secrets.map(({ value }) => value).join(' ')}`,
  )
  return [head, ...job.steps.map(lineOf)]
}

function lineOf(step: Step): string {
  const lost = step.commands.filter(({ ignoredFailure }) => ignoredFailure !== undefined)
  return words(
    `    ${step.name?.value ?? step.id ?? '-'}:${step.at.line}`,
    step.uses && `uses ${step.uses.repository ?? step.uses.text}`,
    step.after && `after ${step.after}`,
    step.endsJob && 'ends',
    step.allowFailure && 'allowed to fail',
    step.retries && `${step.retries.value} retries`,
    ...step.intents.map(({ kind, tool, command }) => `${kind}=${tool}:${command?.because[0]?.line ?? step.at.line}`),
    ...lost.map(({ argv }) => `lost(${argv[0]?.text ?? ''})`),
    ...step.opaque.map(({ what }) => `?${what}`),
  )
}

function words(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== false && part !== '').join(' ')
}
