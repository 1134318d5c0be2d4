import {
  credentialNames,
  defineCheck,
  flowsInto,
  jobsOf,
  placeWithin,
  expressionsIn,
  secretUses,
  stepsOf,
  unreadPipelines,
  versionOf,
  z,
  type ActionRef,
  type CheckOutcome,
  type Job,
  type Located,
  type Pipeline,
  type SecretUse,
  type Severity,
  type Step,
} from '../../src/check-api/index.js'

type Message = 'all' | 'inherited' | 'wide' | 'printed' | 'encoded' | 'traced' | 'builtIn' | 'uploaded' | 'interpolated'
type Outcome = CheckOutcome<Message>

const USES: Readonly<Record<SecretUse['how'], readonly [Message, Severity]>> = {
  printed: ['printed', 'warning'],
  encoded: ['encoded', 'error'],
  traced: ['traced', 'notice'],
  'built-in': ['builtIn', 'error'],
}

export default defineCheck({
  id: 'pipeline-secret-exposure',
  title: 'Secrets reach more code, logs or artifacts than needed',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'AG.SAD.3',
    'SEC02-BP03',
    'SEC11-BP07',
    'hc.secure.cicd-secrets.least-privilege',
    'ba.risk.secrets-access',
  ],
  needs: ['pipelines'],
  wants: ['repository'],
  options: z.strictObject({}),
  messages: {
    all: {
      text: 'This hands over every secret at once, where some are needed.',
      remedy: 'Name the secrets that are needed, each in the step that needs it.',
    },
    inherited: {
      text: 'Job {job} hands every secret to {workflow}, whatever it needs.',
      remedy: 'Name under secrets: those that the workflow needs.',
    },
    wide: {
      text: '{key} gives {secret} to every step of all {count} jobs.',
      remedy: 'Move it to the env of the step that needs it.',
    },
    printed: {
      text: 'This writes {name} to the log, where only its exact value is masked.',
      remedy: 'Leave it out; where it must be checked, say whether it is set.',
    },
    encoded: {
      text: 'This writes {name} to the log in another form, which no mask covers.',
      remedy: 'Leave it out; where it must be checked, say whether it is set.',
    },
    traced: {
      text: 'With set -x, commands are shown in the log together with {name}.',
      remedy: 'Turn it off with set +x around commands that have secrets.',
    },
    builtIn: {
      text: 'The build argument {name} stays in the history of the image for everybody who can pull it.',
      remedy: 'Hand it over as a build secret: --secret, and RUN --mount=type=secret in the Dockerfile.',
    },
    uploaded: {
      text: 'The artifact holds the whole workspace with hidden files, and with them the credentials of the checkout.',
      remedy: 'Upload the folder of results alone, and set persist-credentials: false on the checkout.',
    },
    interpolated: {
      text: 'Groovy puts {secret} into the script, where process lists and logs show it.',
      remedy: 'Write the script in single quotes, so that the shell reads the variable.',
    },
  },

  *run({ pipelines, repository }) {
    yield* unreadPipelines(pipelines)
    const own = repository.known ? repository.value.fullName.toLowerCase() : undefined
    for (const pipeline of pipelines.all) yield* judgePipeline(pipeline)
    const jobs = jobsOf(pipelines).map(({ job }) => job)
    yield* judgeCalls(jobs, own)
    for (const job of jobs) yield* judgeUploads(job)
    for (const where of stepsOf(pipelines, { actions: true })) {
      const outcomes = [...judgeStep(where.step, where.pipeline), ...secretUses(where).map(outcomeOf)]
      yield* outcomes
      if (outcomes.length === 0) yield* evidence(where.step)
    }
  },
})

/** Variables of the whole file. Other systems than GitHub Actions have no other place for those of their settings. */
function* judgePipeline({ env, jobs, system, kind }: Pipeline): Generator<Outcome> {
  if (system !== 'github-actions' || kind === 'action') return
  for (const [key, value] of env) {
    if (isWhole(value)) yield whole(value)
    const [secret] = credentialNames(value.value)
    const count = jobs.filter(({ calls }) => calls === undefined).length
    if (secret !== undefined && count > 1)
      yield { kind: 'problem', message: 'wide', data: { key, secret, count }, at: value.at, severity: 'warning' }
  }
  for (const job of jobs) for (const value of job.env.values()) if (isWhole(value)) yield whole(value)
}

/** Calls that hand everything over: one finding for each file and repository that is called. */
function* judgeCalls(jobs: readonly Job[], own: string | undefined): Generator<Outcome> {
  const seen = new Set<string>()
  for (const { calls, id } of jobs) {
    if (calls?.secrets !== 'inherit') continue
    const { target } = calls
    const local = target.kind === 'local'
    const place = `${target.at.file} ${local ? '.' : target.repository}`
    if (seen.has(place)) continue
    seen.add(place)
    const data = { job: id, workflow: target.text }
    const severity = local ? 'notice' : severityOf(target.repository ?? '', own)
    yield { kind: 'problem', message: 'inherited', data, at: target.at, severity }
  }
}

function severityOf(repository: string, own: string | undefined): Severity {
  if (own === undefined) return 'warning'
  if (repository === own) return 'notice'
  return repository.split('/')[0] === own.split('/')[0] ? 'warning' : 'error'
}

function* judgeStep({ env, with: inputs, run }: Step, { system }: Pipeline): Generator<Outcome> {
  for (const value of [...env.values(), ...inputs.values(), ...(run === undefined ? [] : [run])])
    if (isWhole(value)) yield whole(value)
  if (system !== 'jenkins' || run === undefined) return
  const pasted = expressionsIn(run.value).find(
    ({ start, end }) => credentialNames(run.value.slice(start, end)).length > 0,
  )
  if (pasted === undefined) return
  const [secret = ''] = credentialNames(run.value.slice(pasted.start, pasted.end))
  const at = placeWithin(run, pasted.start, pasted.end)
  yield { kind: 'problem', message: 'interpolated', data: { secret }, at, severity: 'warning' }
}

/** `toJSON(secrets)`. */
function isWhole({ value }: Located<string>): boolean {
  return flowsInto(value).some(({ path, whole: all }) => path === 'secrets' && all)
}

function whole({ at }: Located<string>): Outcome {
  return { kind: 'problem', message: 'all', at }
}

function outcomeOf({ how, name, at, because }: SecretUse): Outcome {
  const [message, severity] = USES[how]
  return { kind: 'problem', message, data: { name }, at, because, severity }
}

/** Uploads of everything after a checkout that leaves its credentials in the workspace. */
function* judgeUploads({ steps }: Job): Generator<Outcome> {
  const checkout = steps.findIndex(({ uses, with: inputs }) => uses !== undefined && leavesCredentials(uses, inputs))
  if (checkout < 0) return
  for (const { uses, with: inputs } of steps.slice(checkout + 1)) {
    const path = inputs.get('path')
    if (uses?.repository !== 'actions/upload-artifact' || path === undefined) continue
    if (takesHidden(uses, inputs) && path.value.split('\n').some((line) => WORKSPACE.test(line.trim())))
      yield { kind: 'problem', message: 'uploaded', at: path.at }
  }
}

const WORKSPACE = /^(?:\.|\.\/|\*|\*\*|\*\*\/\*|\.\/\*\*|\.git\/?|\$\{\{\s*github\.workspace\s*\}\}\/?)$/

/** Newer checkouts keep credentials out of the workspace (actions/checkout, changes of v6). */
function leavesCredentials(uses: ActionRef, inputs: Step['with']): boolean {
  const major = versionOf(uses)?.major
  return (
    uses.repository === 'actions/checkout' &&
    inputs.get('persist-credentials')?.value !== 'false' &&
    major !== undefined &&
    major < 6
  )
}

/** Hidden files are left out unless asked for since v4.4.0 (actions/upload-artifact). */
function takesHidden(uses: ActionRef, inputs: Step['with']): boolean {
  const version = versionOf(uses)
  if (inputs.get('include-hidden-files')?.value === 'true') return true
  return version?.major === 4 && version.minor !== undefined && version.minor < 4
}

function* evidence({ env, with: inputs, at }: Step): Generator<Outcome> {
  const [secret] = [...env.values(), ...inputs.values()].flatMap(({ value }) => credentialNames(value))
  if (secret !== undefined)
    yield { kind: 'evidence', text: '{secret} is given to one step by name', data: { secret }, at }
}
