import type { Command, Intent, Job, Step } from '../../models/index.js'
import {
  COLLECTORS,
  FINDING_REPORTS,
  HANDING_OVER,
  NATIVE,
  PRINTING_ACTIONS,
  PRINTING_COMMANDS,
  SERVICE_KEYS,
  TO_OWN_SERVICE,
  UPLOADING,
} from './finding-collectors.js'
import { stepsAfter, type StepInJob } from '../pipelines/pipelines.js'
import { scanOutputs } from './scan-outputs.js'

/**
 * Where the findings of a scan are afterwards. `collected`: in a place that takes those of other tools too. `kept`:
 * somewhere of their own. `printed`: in the log alone. `open`: that cannot be told.
 */
export type FindingsEnd =
  | { readonly ends: 'collected'; readonly in: string }
  | { readonly ends: 'kept' | 'printed' }
  | { readonly ends: 'open'; readonly because?: string }

/** Ready-made code that keeps files of a job. */
const KEEPING =
  /upload-?artifact|store_artifacts|publishpipelineartifact|publishbuildartifacts|archiveartifacts|publishhtml|:publish$|:artifacts$/

/** Programs that show a file in the log, or drop it. */
const SHOWING: ReadonlySet<string> = new Set('cat less head tail ls echo rm touch mkdir test'.split(' '))

/** Where the findings of one scan end up. */
export function findingsOf(where: StepInJob, intent: Intent): FindingsEnd {
  const { job, step } = where
  const later = [step, ...stepsAfter(where)].flatMap(withInner)
  const native = nativePlace(step, intent)
  if (native !== undefined) return { ends: 'collected', in: native }
  if (reportsOf(job).length > 0) return { ends: 'collected', in: 'the security reports of GitLab' }
  const collector = collectorAmong(later)
  if (collector !== undefined && suits(where, intent)) return { ends: 'collected', in: collector }
  if (goesToService(where, intent)) return { ends: 'kept' }
  if (!isKnownToPrint(step, intent)) return { ends: 'open' }
  const { command } = intent
  if (command?.captured === true || command?.streams?.pipedInto !== undefined) return { ends: 'kept' }
  const files = scanOutputs(step, intent).map((file) => file.slice(file.lastIndexOf('/') + 1))
  // What writes no file leaves nothing that a later step could take.
  if (files.length === 0) return { ends: 'printed' }
  if (isTakenOn(where, command, files, later)) return { ends: 'kept' }
  const gap = later.filter((each) => each !== step).flatMap(({ opaque }) => opaque)[0]
  return gap === undefined ? { ends: 'printed' } : { ends: 'open', because: gap.what }
}

function withInner(step: Step): Step[] {
  return [step, ...step.inner.flatMap(withInner)]
}

function nameOf({ uses }: Step): string {
  return [uses?.repository ?? '', ...(uses?.path === undefined ? [] : [uses.path])].join('/')
}

function nativePlace(step: Step, { tool, command }: Intent): string | undefined {
  if (command === undefined && UPLOADING.test(nameOf(step))) return 'code scanning'
  const uploads = !/^(?:never|false)$/.test(step.with.get('upload')?.value ?? '')
  return uploads && (tool !== 'codeql' || command === undefined) ? NATIVE.get(tool) : undefined
}

function reportsOf({ keeps = [] }: Job): string[] {
  return keeps.flatMap(({ report }) => (report !== undefined && FINDING_REPORTS.has(report) ? [report] : []))
}

function collectorAmong(steps: readonly Step[]): string | undefined {
  for (const step of steps) {
    const place = collectorIn(step)
    if (place !== undefined) return place
  }
  return undefined
}

/** What a step hands over to does not hang on the scan that asks: each of many scans asks for the steps of its job. */
const collectors = new WeakMap<Step, string | null>()

function collectorIn(step: Step): string | undefined {
  const known = collectors.get(step)
  if (known !== undefined) return known ?? undefined
  const found = readCollector(step)
  collectors.set(step, found ?? null)
  return found
}

function readCollector(step: Step): string | undefined {
  const place = COLLECTORS.get(nameOf(step)) ?? COLLECTORS.get(step.uses?.repository ?? '')
  if (place !== undefined) return place
  const words = [step.uses?.text ?? '', ...step.commands.flatMap(({ argv }) => argv.map(({ text }) => text))]
  const inputs = [...step.with.values()].map(({ value }) => value)
  return HANDING_OVER.find(([pattern]) => [...words, ...inputs].some((word) => pattern.test(word)))?.[1]
}

/** Whether a collector of the job takes this scan's findings: the others' alone, if only theirs have its format. */
function suits({ job, step }: StepInJob, intent: Intent): boolean {
  const inFormat = job.steps.flatMap(withInner).filter((each) => nameOf(each) !== 'github/codeql-action/upload-sarif')
  const scans = inFormat.flatMap((each) => each.intents.map((one) => ({ each, one })))
  return !scans.some(({ each, one }) => saysSarif(each, one)) || saysSarif(step, intent)
}

function saysSarif(step: Step, { command }: Intent): boolean {
  const words =
    command === undefined
      ? [...step.with.values(), ...step.env.values()].map(({ value }) => value)
      : [...command.argv.map(({ text }) => text), command.streams?.stdout ?? '']
  return words.some((word) => /sarif/i.test(word))
}

function goesToService({ pipeline, job, step }: StepInJob, { command }: Intent): boolean {
  const env = [pipeline.env, job.env, step.env, command?.env ?? new Map<string, unknown>()]
  if (env.some((values) => [...values.keys()].some((name) => SERVICE_KEYS.has(name)))) return true
  const words =
    command === undefined
      ? [...step.with.values()].flatMap(({ value }) => value.split(/\s+/))
      : command.argv.slice(1).map(({ text }) => text)
  return words.some((word) => TO_OWN_SERVICE.test(word.split('=')[0] ?? '')) || step.with.has('api-key')
}

function isKnownToPrint({ uses }: Step, { tool, command }: Intent): boolean {
  return command === undefined ? PRINTING_ACTIONS.has(uses?.repository ?? '') : PRINTING_COMMANDS.has(tool)
}

/** Whether a later command or input names a file that the scan wrote, or the job's files are kept. */
function isTakenOn(
  { job, step }: StepInJob,
  command: Command | undefined,
  files: readonly string[],
  later: readonly Step[],
): boolean {
  if ((job.keeps ?? []).length > 0 || later.some(({ uses }) => KEEPING.test(uses?.repository ?? ''))) return true
  const mentions = (words: readonly string[]): boolean =>
    words.some((word) => files.some((file) => word.includes(file)))
  return later.some(
    (each) =>
      (each !== step && mentions([...each.with.values()].map(({ value }) => value))) ||
      each.commands.some((one) => one !== command && !SHOWING.has(programOf(one)) && mentions(textsOf(one))),
  )
}

function programOf({ argv }: Command): string {
  return argv[0]?.text ?? ''
}

function textsOf({ argv }: Command): string[] {
  return argv.slice(1).map(({ text }) => text)
}
