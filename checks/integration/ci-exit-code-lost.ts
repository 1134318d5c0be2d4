import {
  DEPLOY_KINDS,
  defineCheck,
  firstGap,
  LINT_KINDS,
  noPipeline,
  readLater,
  SCAN_KINDS,
  statusOf,
  stepsOf,
  systemWords,
  TEST_KINDS,
  z,
  type Command,
  type Intent,
  type IntentKind,
  type StepInJob,
} from '../../src/check-api/index.js'

const JUDGED: ReadonlySet<IntentKind> = new Set<IntentKind>([
  ...TEST_KINDS,
  ...LINT_KINDS,
  ...SCAN_KINDS,
  ...DEPLOY_KINDS,
  'build',
  'iac-plan',
  'migrate-database',
])

export default defineCheck({
  id: 'ci-exit-code-lost',
  title: 'Exit code of a check is lost in a pipe or background job',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'safe-fix',
  practices: [
    'DL.CI.3',
    'QA.FT.1',
    'QA.FT.2',
    'ops05-bp10.boundaries.exception-handling',
    'OPS05-BP02',
    'ba.risk.faulty-automation',
  ],
  needs: ['pipelines'],
  options: z.strictObject({}),
  messages: {
    lost: {
      text: 'The exit code of {tool} is replaced by that of {construct}, so its failure goes unnoticed.',
      remedy: 'Set {pipefail}, wait for the process by its id, or assign before exporting.',
    },
  },

  *run({ pipelines }) {
    const none = noPipeline(pipelines, 'there is no pipeline that could lose an exit code')
    if (none !== undefined) return yield none
    const steps = stepsOf(pipelines, { inlined: true })
    const seen = new Set<string>()
    for (const where of steps) {
      for (const intent of where.step.intents) {
        const { tool, at, command } = intent
        const status = command && JUDGED.has(intent.kind) ? statusOf(command) : undefined
        if (command === undefined || status === undefined || status.state === 'judged') continue
        if (status.state === 'lost' ? startsService(intent) : givesList(intent)) continue
        const [first] = intent.because
        const place = `${first?.file ?? at.file}:${first?.line ?? at.line} ${status.by}`
        if (seen.has(place)) continue
        seen.add(place)
        const { pipefail } = systemWords(where.pipeline.system)
        const found = { data: { tool, construct: status.by, pipefail }, at, because: intent.because }
        if (status.state === 'kept')
          yield { ...found, kind: 'evidence', text: 'a failure of {tool} is not lost on the way' }
        else if (!isReadLater(command, where)) yield { ...found, kind: 'problem', message: 'lost' }
      }
    }
    if (seen.size > 0) return
    const gap = firstGap(
      steps.map(({ step }) => step),
      pipelines,
      'lose an exit code',
    )
    yield (
      gap ?? {
        kind: 'not-applicable',
        reason: 'no test, build or deployment stands in a pipe, a substitution or the background',
      }
    )
  },
})

/** Building and starting something in the background, for the steps behind it to use: they fail without it. */
function startsService({ kind, command }: Intent): boolean {
  return command?.streams?.background === true && (kind === 'build' || DEPLOY_KINDS.has(kind))
}

/** What a linter lists into a variable or a comparison is judged there, whatever its status. */
function givesList({ kind, command }: Intent): boolean {
  return command?.captured === true && LINT_KINDS.has(kind)
}

/** Whether the same command runs a second time, for its status: the first was there to be read. */
function runsAgain(command: Command, { step: { commands } }: StepInJob): boolean {
  const words = ({ argv }: Command): string => argv.map(({ text }) => text).join(' ')
  return commands
    .slice(commands.indexOf(command) + 1)
    .some((each) => each.ignoredFailure === undefined && words(each) === words(command))
}

/** Whether it runs again for its status, or something behind it reads the file that it, or the pipe behind it, writes. */
function isReadLater(command: Command, where: StepInJob): boolean {
  if (runsAgain(command, where)) return true
  const { commands } = where.step
  const later = commands.slice(commands.indexOf(command) + 1)
  const piped = command.streams?.pipedInto ?? []
  const right = later.filter(({ argv }) =>
    piped.some((words) => argv.map(({ text }) => text).join(' ') === words.join(' ')),
  )
  const written = [command, ...right].flatMap(({ streams }) => streams?.stdout ?? [])
  const copies = piped.flatMap(([program, ...words]) => (program === 'tee' ? words : []))
  const files = [...written, ...copies].filter((word) => !word.startsWith('-') && !word.startsWith('/dev/'))
  return readLater(
    where,
    files,
    later.filter((each) => !right.includes(each)),
  )
}
