import {
  defineCheck,
  noPipeline,
  ownName,
  stepsOf,
  terraformCommands,
  z,
  type Pipeline,
  type StepInJob,
  type TerraformCommand,
} from '../../src/check-api/index.js'

/** Subcommands that change the state by hand, where code can say the same (Terraform docs: moved, import, removed blocks). */
const BY_HAND: ReadonlyMap<string, string> = new Map([
  ['taint', 'an -replace option in a run that somebody starts'],
  ['untaint', 'a run that somebody starts'],
  ['state mv', 'a moved block'],
  ['state rm', 'a removed block'],
  ['state push', 'a run that somebody starts'],
  ['import', 'an import block'],
])

const PARTIAL = ['target', 'replace'] as const

export default defineCheck({
  id: 'tf-partial-apply',
  title: 'Pipeline applies single resources or imports by hand',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: ['DL.CD.4', 'OPS05-BP03', 'hc.deploy.atomic.boundaries', 'hc.deploy.atomic.no-target'],
  needs: ['pipelines'],
  options: z.strictObject({}),
  messages: {
    partial: {
      text: 'Job {job} applies with {option}: the rest of the module stays as it is, and code and reality drift apart.',
      remedy: 'Apply the whole module; split it where parts need a pace of their own.',
    },
    byHand: {
      text: 'Job {job} runs terraform {command} in every run, a change to the state that no code shows.',
      remedy: 'Use {instead}, which is reviewed and planned like other code.',
    },
  },

  *run({ pipelines }) {
    const reason = 'no pipeline applies Terraform code'
    let whole: TerraformCommand | undefined
    for (const where of stepsOf(pipelines, { actions: true })) {
      for (const found of terraformCommands(where.step)) {
        const { does, options, command } = found
        const { at, because } = command
        const data = { job: ownName(where.job) }
        if (isStartedByHand(where)) continue
        const option = does === 'apply' ? PARTIAL.find((each) => options.has(each)) : undefined
        const instead = BY_HAND.get(does)
        if (option !== undefined) {
          yield { kind: 'problem', message: 'partial', data: { ...data, option: `-${option}` }, at, because }
        } else if (instead !== undefined && !isRecovery(found)) {
          yield { kind: 'problem', message: 'byHand', data: { ...data, command: does, instead }, at, because }
        } else if (does === 'apply') whole ??= found
      }
    }
    if (whole === undefined) return yield noPipeline(pipelines, reason) ?? { kind: 'not-applicable', reason }
    const { at, because } = whole.command
    yield { kind: 'evidence', text: 'a pipeline applies whole modules', at, because }
  },
})

/** What a script does only under a condition, and what brings back a state that could not be written before. */
function isRecovery({ command, operands }: TerraformCommand): boolean {
  const { conditional, ignoredFailure } = command
  return conditional || ignoredFailure !== undefined || operands.some((each) => each.endsWith('errored.tfstate'))
}

/** Repairs that somebody starts are what these commands are for. */
function isStartedByHand({ pipeline, job, step }: StepInJob): boolean {
  const starts = step.starts ?? job.starts
  if (starts !== undefined && starts.length > 0)
    return starts.every(({ trigger, manual }) => manual || isManual(trigger))
  if (/inputs\.|workflow_dispatch/.test(`${job.condition?.value ?? ''} ${step.condition?.value ?? ''}`)) return true
  return pipeline.triggers.length > 0 && pipeline.triggers.every(isManual)
}

function isManual({ kind }: Pipeline['triggers'][number]): boolean {
  return kind === 'manual' || kind === 'comment'
}
