import {
  defineCheck,
  floatingInstall,
  isExpression,
  isMovingVersion,
  noPipeline,
  ownName,
  setupOf,
  stepsOf,
  unreadPipelines,
  z,
  type CheckOutcome,
  type FileIndex,
  type Located,
  type StepInJob,
  type ToolSetup,
} from '../../src/check-api/index.js'

type Judged = Exclude<CheckOutcome<Message>, { kind: 'not-applicable' }>
type Message = 'newest' | 'unversioned' | 'channel' | 'command'

export default defineCheck({
  id: 'ci-tool-version-pinned',
  title: 'Tool version in CI floats',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['DL.LD.2', 'DL.CI.7', 'OPS05-BP03', 'hc.semi.pitfall.inconsistent-tooling', 'ba.versioning'],
  needs: ['pipelines', 'files'],
  options: z.strictObject({}),
  messages: {
    newest: {
      text: '{tool} is installed as {version}: whatever is newest that day.',
      remedy: 'Name a version in {input}, at least the major one, or read it from the file that developers use too.',
    },
    unversioned: {
      text: '{action} is given no version of {tool}, so job {job} gets whatever is newest or on the machine that day.',
      remedy: 'Set {input}, or read the version from the file that developers use too.',
    },
    channel: {
      text: '{tool} is installed from the channel {version}, which moves with every release.',
      remedy: 'Name a version, or commit a rust-toolchain.toml that developers and pipelines read.',
    },
    command: {
      text: '{command} installs whatever version of {tool} is newest that day.',
      remedy: 'Name the version that it is to install.',
    },
  },

  *run({ pipelines, files }) {
    const none = noPipeline(pipelines, 'there is no pipeline that could install a tool')
    if (none !== undefined) return yield none
    yield* unreadPipelines(pipelines)
    const outcomes = stepsOf(pipelines, { actions: true })
      // What may fail without consequence tries what is coming.
      .filter(({ job, step }) => job.allowFailure === undefined && step.allowFailure === undefined)
      .flatMap((where) => judge(where, files))
    const seen = new Set<string>()
    for (const outcome of outcomes) {
      // What several jobs run from one place is one thing.
      const { at } = outcome
      const key = `${at?.file}:${at?.line}:${at?.column}`
      if (!seen.has(key)) yield outcome
      seen.add(key)
    }
    if (outcomes.length > 0) return
    yield { kind: 'not-applicable', reason: 'no pipeline installs a language or deployment tool' }
  },
})

function judge(where: StepInJob, files: FileIndex): Judged[] {
  const { uses, commands } = where.step
  const setup = setupOf(uses)
  if (setup !== undefined) return judgeSetup(where, setup, files)
  return commands.flatMap((command): Judged[] => {
    const found = floatingInstall(command)
    if (found === undefined) return []
    return [{ kind: 'problem', message: 'command', data: { ...found }, at: command.at, because: command.because }]
  })
}

function judgeSetup(where: StepInJob, setup: ToolSetup, files: FileIndex): Judged[] {
  const { tool, versions, files: inputs = [], reads = [] } = setup
  const given = new Map(Array.from(where.step.with, ([name, text]) => [name.toLowerCase(), text]))
  const named = versions.flatMap((name) => given.get(name) ?? []).filter(({ value }) => value.trim() !== '')
  const [version] = setup.channel === true && named.length === 0 ? channelIn(where) : named
  if (version !== undefined) return [judgeVersion(where, setup, version, files)]
  const file = inputs.map((name) => given.get(name)).find((text) => text !== undefined && text.value.trim() !== '')
  if (file !== undefined)
    return [
      { kind: 'evidence', text: '{tool} is of the version in {file}', data: { tool, file: file.value }, at: file.at },
    ]
  const read = reads.find((name) => files.has(name))
  if (read !== undefined)
    return [
      { kind: 'evidence', text: '{tool} is of the version in {file}', data: { tool, file: read }, at: where.step.at },
    ]
  return withoutVersion(where, setup, files)
}

/** `dtolnay/rust-toolchain@stable` names the channel by its reference. */
function channelIn({ step: { uses } }: StepInJob): Located<string>[] {
  if (uses?.repository !== 'dtolnay/rust-toolchain' || uses.ref === undefined) return []
  return /^[0-9a-f]{40}$|^v\d|^master$/.test(uses.ref) ? [] : [{ value: uses.ref, at: uses.at }]
}

function judgeVersion(
  where: StepInJob,
  { tool, versions, channel, cloud, reads = [] }: ToolSetup,
  written: Located<string>,
  files: FileIndex,
): Judged {
  const { at } = written
  const value = resolved(written.value, where)
  if (isExpression(value)) {
    // A matrix names the versions that it tries, and may try the newest among them.
    if (/\bmatrix\./.test(value))
      return { kind: 'evidence', text: 'a matrix names the versions of {tool}', data: { tool }, at }
    const reason = 'which version of {tool} is installed hangs on {value}'
    return { kind: 'unknown', origin: 'files', reason, data: { tool, value }, at }
  }
  if (!isMovingVersion(value))
    return { kind: 'evidence', text: '{tool} is installed in version {version}', data: { tool, version: value }, at }
  if (channel === true) {
    const read = reads.find((name) => files.has(name))
    if (read !== undefined)
      return { kind: 'evidence', text: '{tool} is of the version in {file}', data: { tool, file: read }, at }
    return { kind: 'problem', message: 'channel', data: { tool, version: value }, at, severity: 'notice' }
  }
  const data = { tool, version: value, input: versions[0] ?? 'version' }
  return { kind: 'problem', message: 'newest', data, at, severity: cloud === true ? 'notice' : 'warning' }
}

/** The value of a variable that the pipeline, the job or the step sets by name. */
function resolved(text: string, { pipeline, job, step }: StepInJob): string {
  const name = /^\$\{\{ *env\.([\w-]+) *\}\}$/.exec(text.trim())?.[1]
  if (name === undefined) return text
  return [step, job, pipeline].map(({ env }) => env.get(name)?.value).find((value) => value !== undefined) ?? text
}

function withoutVersion(where: StepInJob, setup: ToolSetup, files: FileIndex): Judged[] {
  const { tool, versions, mayRead = [], floats, channel, cloud } = setup
  const { job, step } = where
  if (floats !== true) return []
  const perhaps = mayRead.find((name) => files.has(name))
  if (perhaps !== undefined) {
    const reason = '{file} may say which version of {tool} is installed'
    return [{ kind: 'unknown', origin: 'files', reason, data: { tool, file: perhaps }, at: step.at }]
  }
  const data = { action: step.uses?.text ?? '', tool, job: ownName(job), input: versions[0] ?? 'version' }
  const severity = channel === true || cloud === true ? ({ severity: 'notice' } as const) : {}
  return [{ kind: 'problem', message: 'unversioned', data, at: step.uses?.at ?? step.at, ...severity }]
}
