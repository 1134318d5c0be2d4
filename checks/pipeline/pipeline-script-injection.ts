import {
  defineCheck,
  expressionsIn,
  isUntrusted,
  Origins,
  placeWithin,
  reachableOn,
  stepsOf,
  unreadPipelines,
  z,
  type CheckOutcome,
  type Located,
  type Origin,
  type Step,
  type StepInJob,
} from '../../src/check-api/index.js'

/** Inputs of actions whose text is run as a program. */
const SCRIPT_INPUTS: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['actions/github-script', ['script']],
  ['addnab/docker-run-action', ['run']],
  ['amadevus/pwsh-script', ['script']],
  ['appleboy/ssh-action', ['script']],
  ['azure/cli', ['inlineScript', 'inlinescript']],
  ['azure/powershell', ['inlineScript', 'inlinescript']],
  ['cross-platform-actions/action', ['run']],
  ['nick-fields/retry', ['command', 'on_retry_command']],
  ['nick-invision/retry', ['command', 'on_retry_command']],
  ['reactivecircus/android-emulator-runner', ['script']],
  ['uraimo/run-on-arch-action', ['run', 'install', 'setup']],
  ...['freebsd', 'openbsd', 'netbsd', 'solaris'].map((os) => [`vmactions/${os}-vm`, ['run', 'prepare']] as const),
])

/** Types of inputs that take no free text (GitHub docs: Workflow syntax, on.workflow_dispatch.inputs.<input_id>.type). */
const CLOSED_TYPES = new Set(['boolean', 'number', 'choice', 'environment'])

/** Texts that may hold line breaks, and so a second variable. */
const SEVERAL_LINES = /\.(body|message|description|from)$/

/** Texts that reach a run only when somebody with write access pushes or merges them. */
const AFTER_MERGE = /^github\.event\.(head_commit|commits|merge_group)\b/

/** The worst first. */
const LEVELS = [
  {
    message: 'injected',
    severity: 'error',
    applies: ({ flow, pipeline }: Origin) => isUntrusted(flow, pipeline) && !AFTER_MERGE.test(flow.path),
  },
  // Nobody pushes or merges without write access, but who does seldom reads the text as a script.
  { message: 'injected', severity: 'warning', applies: ({ flow, pipeline }: Origin) => isUntrusted(flow, pipeline) },
  {
    message: 'typed',
    severity: 'warning',
    applies: (origin: Origin) => isFreeInput(origin) && reachableOn(origin.pipeline, ['manual']),
  },
  { message: 'handed', severity: 'notice', applies: isFreeInput },
] as const

interface Sink {
  readonly name: string
  readonly text: Located<string>
}

type Outcome = CheckOutcome<'injected' | 'environment' | 'typed' | 'handed'>

export default defineCheck({
  id: 'pipeline-script-injection',
  title: 'Untrusted text is pasted into a script',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  systems: ['github-actions'],
  fixable: 'safe-fix',
  practices: ['AG.SAD.3', 'SEC11-BP02', 'SEC11-BP07', 'ba.risk.secrets-access'],
  needs: ['pipelines'],
  options: z.strictObject({}),
  messages: {
    injected: {
      text: '{context} is pasted into {sink} before it runs, so whoever writes that text can run commands.',
      remedy: 'Hand it over as an environment variable (env:) and use the quoted variable in the script.',
    },
    environment: {
      text: '{context} is written to {file}, so whoever writes that text can set what later steps run.',
      remedy: 'Write it to a file of its own, or hand it to the steps that need it with env:.',
    },
    typed: {
      text: '{context}, which is typed by whoever starts the workflow, is pasted into {sink} before it runs.',
      remedy: 'Hand it over as an environment variable (env:) and use the quoted variable in the script.',
    },
    handed: {
      text: '{context} is pasted into {sink} before it runs, so a caller must never hand over a text of others.',
      remedy: 'Hand it over as an environment variable (env:) and use the quoted variable in the script.',
    },
  },

  *run({ pipelines }) {
    const origins = new Origins(pipelines)
    for (const where of stepsOf(pipelines, { actions: true })) {
      for (const sink of sinksOf(where.step)) yield* judge(sink, where, origins)
      yield* judgeEnvironmentFiles(where, origins)
    }
    yield* unreadPipelines(pipelines)
  },
})

function sinksOf({ run, uses, workingDirectory, with: inputs }: Step): Sink[] {
  const scripts = SCRIPT_INPUTS.get(uses?.repository ?? '') ?? []
  return [
    ...(run === undefined ? [] : [{ name: 'run', text: run }]),
    ...(workingDirectory === undefined ? [] : [{ name: 'working-directory', text: workingDirectory }]),
    ...scripts.flatMap((name) => {
      const text = inputs.get(name)
      return text === undefined ? [] : [{ name, text }]
    }),
  ]
}

function* judge({ name: sink, text }: Sink, where: StepInJob, origins: Origins): Generator<Outcome> {
  const seen = new Map<string, number>()
  const expressions = expressionsIn(text.value)
  let found = false
  for (const { start, end, flows } of expressions) {
    const worst = worstOf(flows.flatMap((flow) => origins.of(flow, where)))
    if (worst === undefined) continue
    found = true
    const { message, severity, origin } = worst
    const context = origin.flow.path
    // One is enough to say that a script trusts its callers.
    const key = message === 'handed' ? message : context
    const count = (seen.get(key) ?? 0) + 1
    seen.set(key, count)
    if (message === 'handed' && count > 1) continue
    const place = placeWithin(text, start, end)
    const at = count === 1 ? place : { ...place, route: `${place.route}#${count}` }
    yield { kind: 'problem', message, data: { context, sink }, at, because: origin.because, severity }
  }
  if (expressions.length > 0 && !found) {
    yield { kind: 'evidence', text: 'what is pasted into {sink} is no outsider’s text', data: { sink }, at: text.at }
  }
}

function worstOf(origins: readonly Origin[]) {
  for (const { message, severity, applies } of LEVELS) {
    const origin = origins.find(applies)
    if (origin !== undefined) return { message, severity, origin }
  }
  return undefined
}

/** Free text of people who may start the workflow, or of whoever calls the action or workflow. */
function isFreeInput({ flow: { path }, pipeline: { triggers } }: Origin): boolean {
  if (/^github\.event\.client_payload(\.|$)/.test(path)) return true
  const name = /^(?:github\.event\.)?inputs(?:\.([^.]+))?$/.exec(path)
  if (name === null) return false
  const types = triggers.flatMap(({ inputs }) => (name[1] === undefined ? [] : (inputs?.get(name[1]) ?? [])))
  return types.length === 0 || types.some((type) => !CLOSED_TYPES.has(type))
}

/** `echo "NAME=$TEXT" >> "$GITHUB_ENV"`: a line break in the text starts the next variable. */
function* judgeEnvironmentFiles({ pipeline, job, step }: StepInJob, origins: Origins): Generator<Outcome> {
  const { run } = step
  if (run === undefined || !/GITHUB_(ENV|PATH)/.test(run.value)) return
  let offset = 0
  for (const line of run.value.split('\n')) {
    const file = />>\s*"?\$\{?(?:env:)?(GITHUB_ENV|GITHUB_PATH)\b/.exec(line)?.[1]
    for (const { 0: use, 1: name = '', index } of file === undefined ? [] : line.matchAll(/\$\{?([A-Za-z_]\w*)/g)) {
      const origin = origins
        .of({ path: `env.${name.toLowerCase()}`, whole: false }, { pipeline, job, step })
        .find(({ flow, pipeline: from }) => isUntrusted(flow, from))
      if (origin === undefined || (file === 'GITHUB_ENV' && !SEVERAL_LINES.test(origin.flow.path))) continue
      const at = placeWithin(run, offset + index, offset + index + use.length)
      const data = { context: origin.flow.path, file: file ?? '' }
      yield { kind: 'problem', message: 'environment', data, at, because: origin.because }
    }
    offset += line.length + 1
  }
}
