import type { Command, Step } from '../../models/index.js'
import type { StepInJob } from './pipelines.js'
import { stepsBehind } from '../../models/step-order.js'

/** Programs that carry a file somewhere, or show it, without judging what is in it. */
const CARRIERS: ReadonlySet<string> = new Set(
  'aws az cat chmod cp curl echo gcloud gsutil gzip head less ls mkdir mv rm rsync scp sed tail tar tee touch zip'.split(
    ' ',
  ),
)

/** Actions that do the same. */
const CARRYING = /^actions\/(upload-artifact|cache)$|^github\/codeql-action\/upload-sarif$/

/** Whether something behind the step, or behind `command` in it, takes one of these files to look into it. */
export function readLater({ job, step }: StepInJob, files: readonly string[], behind: readonly Command[]): boolean {
  if (files.length === 0) return false
  const steps = stepsBehind(job, step)
  return (
    behind.some((each) => reads(each, files)) ||
    steps.some((each) => takes(each, files) || each.commands.some((one) => reads(one, files)))
  )
}

function reads({ argv: [program, ...words] }: Command, files: readonly string[]): boolean {
  return !CARRIERS.has(program?.text ?? '') && words.some(({ text }) => files.some((file) => text.includes(file)))
}

function takes({ uses, with: inputs }: Step, files: readonly string[]): boolean {
  if (uses === undefined || CARRYING.test(repositoryPath(uses.repository, uses.path))) return false
  return [...inputs.values()].some(({ value }) => files.some((file) => value.includes(file)))
}

function repositoryPath(repository = '', path: string | undefined): string {
  return path === undefined ? repository : `${repository}/${path}`
}
