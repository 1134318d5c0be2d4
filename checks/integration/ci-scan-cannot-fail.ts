import {
  type CheckOutcome,
  type Command,
  defineCheck,
  discardOf,
  endingOf,
  type FileIndex,
  firstGap,
  inSteps,
  type Intent,
  type IntentKind,
  noPipeline,
  oncePer,
  type Pipeline,
  type Pipelines,
  readLater,
  SCAN_KINDS,
  type ScanEnding,
  scanOutputs,
  statusOf,
  type Step,
  type StepInJob,
  stepsOf,
  stops,
  surroundingsOf,
  z,
} from '../../src/check-api/index.js'

/** Steps that hand results to the host, or hold them against a threshold that is kept there. */
const UPLOADS = /^github\/codeql-action$|^jenkins:(recordissues|waitforqualitygate|dependencycheckpublisher)$/
const GATES = /quality-?gate/

/** Practices that any scanner serves, and those that only scanners of one kind do. */
const FOR_ALL = [
  'DL.CI.3',
  'QA.NT.1',
  'QA.NT.5',
  'ops05-bp10.boundaries.pre-checks',
  'SEC06-BP01',
  'SEC11-BP02',
  'hc.secure.policy-as-code.enforcement-levels',
] as const
const FOR_SOME = {
  static: ['QA.ST.1', 'QA.ST.4'],
  dynamic: ['QA.ST.1', 'QA.ST.5'],
  dependencies: ['QA.ST.1'],
  image: ['QA.ST.1', 'hc.automate.testing.image-scan'],
  infrastructure: ['AG.ACG.4'],
} as const

const FACETS: Partial<Record<IntentKind, keyof typeof FOR_SOME | 'secrets'>> = {
  sast: 'static',
  dast: 'dynamic',
  iast: 'dynamic',
  sca: 'dependencies',
  'container-scan': 'image',
  'iac-scan': 'infrastructure',
  'secret-scan': 'secrets',
}

export default defineCheck({
  id: 'ci-scan-cannot-fail',
  title: 'Scanner reports but never blocks',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [...new Set<string>([...FOR_ALL, ...Object.values(FOR_SOME).flat()])],
  facets: {
    static: [...FOR_ALL, ...FOR_SOME.static],
    dynamic: [...FOR_ALL, ...FOR_SOME.dynamic],
    dependencies: [...FOR_ALL, ...FOR_SOME.dependencies],
    image: [...FOR_ALL, ...FOR_SOME.image],
    infrastructure: [...FOR_ALL, ...FOR_SOME.infrastructure],
    secrets: FOR_ALL,
  },
  needs: ['pipelines', 'files'],
  options: z.strictObject({}),
  messages: {
    told: {
      text: '{tool} only reports what it finds: {construct}.',
      remedy: 'Remove {construct}; leave single findings out by name, with a reason, instead of all of them.',
    },
    byDefault: {
      text: '{tool} succeeds whatever it finds unless {option} is set.',
      remedy: 'Set {option}, with the severities that must not get through.',
    },
    always: {
      text: '{tool} succeeds whatever it finds, and nothing here looks at its output.',
      remedy: 'Let a later command fail if the output holds findings.',
    },
  },

  *run({ pipelines, files }) {
    const judged = stepsOf(pipelines, { inlined: true }).flatMap((where) =>
      where.step.intents
        .filter(({ kind }) => SCAN_KINDS.has(kind) && kind !== 'licence-scan')
        .map((intent) => ({ where, intent, found: judge(where, intent, files) })),
    )
    const blocking = new Set(
      judged.filter(({ found }) => found?.kind === 'evidence').map(({ intent: { kind, tool } }) => `${kind} ${tool}`),
    )
    let said = false
    for (const { where, intent, found } of judged) {
      if (found === undefined) continue
      // A second run for a report takes nothing away from the one that blocks; nobody waits for a schedule.
      if (found.kind !== 'evidence' && (blocking.has(`${intent.kind} ${intent.tool}`) || !stops(where))) continue
      said = true
      const facet = FACETS[intent.kind]
      yield { ...found, ...(facet !== undefined && { facet }) }
    }
    if (!said) yield nothingJudged(pipelines, judged.length > 0)
  },
})

type Outcome = CheckOutcome<'told' | 'byDefault' | 'always'>

function judge(where: StepInJob, intent: Intent, files: FileIndex): Outcome | undefined {
  const { tool, at, because, command } = intent
  const status = command && statusOf(command)
  const isTaken =
    status?.state === 'judged' || readLater(where, scanOutputs(where.step, intent), commandsBehind(where, command))
  const discard = discardOf(where, intent)
  const ending = endingOf(intent, where.step.uses, where.step.with, surroundingsOf(where, intent, files))
  if (isTaken || ending === undefined) return undefined
  if (ending.ends === 'open' || (handsOver(where, intent) && (discard !== undefined || ending.ends !== 'fails'))) {
    const reason = 'whether the findings of {tool} hold anything up is decided elsewhere'
    const origin = ending.ends === 'open' && ending.because === 'setting' ? 'files' : 'hosting'
    return { kind: 'unknown', origin, reason, data: { tool }, at, because }
  }
  if (ending.ends === 'succeeds') return reports(ending, where, intent)
  if (status?.state === 'lost')
    return {
      kind: 'implied',
      by: 'ci-exit-code-lost',
      reason: 'its exit status is lost on the way',
      severity: 'warning',
      at,
    }
  if (discard !== undefined)
    return { kind: 'problem', message: 'told', data: { tool, construct: discard.text }, at: discard.at, because }
  return { kind: 'evidence', text: '{tool} fails the job if it finds something', data: { tool }, at, because }
}

function reports(
  { told, option }: ScanEnding & { ends: 'succeeds' },
  { step }: StepInJob,
  intent: Intent,
): Outcome | undefined {
  const { tool, because, command } = intent
  if (command?.streams?.pipedInto !== undefined || command?.captured === true) return undefined
  if (told === undefined) {
    const message = option === undefined ? 'always' : 'byDefault'
    return { kind: 'problem', message, data: { tool, option: option ?? '' }, at: intent.at, because }
  }
  const [name = ''] = told.split('=')
  const at = command === undefined ? (step.with.get(name)?.at ?? intent.at) : intent.at
  return { kind: 'problem', message: 'told', data: { tool, construct: told }, at, because }
}

function commandsBehind({ step: { commands } }: StepInJob, command: Command | undefined): readonly Command[] {
  return command === undefined ? [] : commands.slice(commands.indexOf(command) + 1)
}

/** Whether results go to the host, which may have rules of its own about them. */
function handsOver({ pipeline, job, step }: StepInJob, { command }: Intent): boolean {
  return (
    holdsGate(pipeline) ||
    uploads(step) ||
    UPLOADING.behind(job, step).length > 0 ||
    command?.argv.some(({ text }) => /(^|[/=])gl-[\w-]+-report\.json$/.test(text)) === true
  )
}

const holdsGate = oncePer(({ jobs }: Pipeline) =>
  jobs.some(({ steps }) => steps.some(({ uses }) => GATES.test(uses?.repository ?? ''))),
)

function uploads({ uses }: Step): boolean {
  return UPLOADS.test(uses?.repository ?? '') && uses?.path !== 'init'
}

const UPLOADING = inSteps((step) => (uploads(step) ? [step] : []))

function nothingJudged(pipelines: Pipelines, scans: boolean): Outcome {
  const steps = stepsOf(pipelines, { inlined: true }).map(({ step }) => step)
  return (
    noPipeline(pipelines, 'there is no pipeline that could scan') ??
    firstGap(steps, pipelines, 'scan') ?? {
      kind: 'not-applicable',
      reason: scans ? 'how the scanners end that run here is not known, or nobody waits for them' : 'no pipeline scans',
    }
  )
}
