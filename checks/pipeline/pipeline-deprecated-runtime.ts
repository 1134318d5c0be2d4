import {
  defineCheck,
  jobsOf,
  placeWithin,
  unreadPipelines,
  z,
  type CheckOutcome,
  type Job,
  type Located,
  type Step,
} from '../../src/check-api/index.js'

/** Labels of GitHub's own runners whose images are gone, with the last day (GitHub changelog; actions/runner-images). */
const RETIRED_LABELS: ReadonlyMap<string, string> = new Map([
  ['ubuntu-16.04', '2021-09-20'],
  ['ubuntu-18.04', '2023-04-03'],
  ['ubuntu-20.04', '2025-04-15'],
  ['macos-10.15', '2023-03-31'],
  ['macos-11', '2024-06-28'],
  ['macos-12', '2024-12-03'],
  ['macos-13', '2025-12-04'],
  ['windows-2016', '2022-03-15'],
  ['windows-2019', '2025-06-30'],
])

/** Versions of actions that are withdrawn, with the last day (GitHub changelog): refused by the service behind them, or left without updates. */
const RETIRED_ACTIONS: ReadonlyMap<string, Retired> = new Map([
  ['actions/upload-artifact', { versions: /^v[123](?:\.|$)/, since: '2025-01-30', refused: true }],
  ['actions/download-artifact', { versions: /^v[123](?:\.|$)/, since: '2025-01-30', refused: true }],
  ['actions/cache', { versions: /^v[12](?:\.|$)/, since: '2025-03-01', refused: true }],
  ['github/codeql-action', { versions: /^v[12](?:\.|$)/, since: '2025-01-10', refused: false }],
])

/**
 * What JavaScript actions ask for, and since when they run on something newer (GitHub changelog: all actions run on Node 16,
 * on Node 20; deprecation of Node 20 on GitHub Actions runners).
 */
const RETIRED_RUNTIMES: ReadonlyMap<string, string> = new Map([
  ['node12', '2023-06-14'],
  ['node16', '2024-06-03'],
  ['node20', '2026-06-16'],
])

interface Retired {
  readonly versions: RegExp
  readonly since: string
  readonly refused: boolean
}

/** Workflow commands on standard output (GitHub docs: Workflow commands; changelog of 2020-10-01 and 2022-10-11). */
const COMMANDS = /::(set-env|add-path|set-output|save-state)(?=[ :])/g
const SWITCHED_OFF: ReadonlySet<string> = new Set(['set-env', 'add-path'])

type Message = 'label' | 'action' | 'command' | 'runtime'

export default defineCheck({
  id: 'pipeline-deprecated-runtime',
  title: 'Pipeline relies on something that is switched off or will be',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  systems: ['github-actions'],
  fixable: 'suggestion',
  practices: ['AG.SAD.3', 'OPS05-BP05', 'PERF05-BP06'],
  needs: ['pipelines'],
  options: z.strictObject({}),
  messages: {
    label: {
      text: 'Job {job} asks for {label}, an image that GitHub withdrew on {since}: the job waits until it is cancelled.',
      remedy: 'Move to a current image of the same system.',
    },
    action: {
      text: '{action} is a version that {fate} since {since}.',
      remedy: 'Move to the newest version of the action, pinned to its commit.',
    },
    command: {
      text: 'The workflow command ::{command} is {fate}.',
      remedy: 'Write name=value lines to $GITHUB_OUTPUT, $GITHUB_ENV, $GITHUB_STATE or $GITHUB_PATH instead.',
    },
    runtime: {
      text: 'The action asks for {runtime}, and GitHub has run it on a newer Node.js since {since}.',
      remedy: 'Test the action on Node.js 24 and ask for it: using: node24.',
    },
  },

  *run({ pipelines }) {
    yield* unreadPipelines(pipelines, 'GitHub Actions')
    const jobs = jobsOf(pipelines, { actions: true }).filter(({ pipeline }) => pipeline.system === 'github-actions')
    const { actionRuntimes = [] } = pipelines
    if (jobs.length + actionRuntimes.length === 0)
      return yield { kind: 'not-applicable', reason: 'there is no workflow or action of GitHub Actions' }
    const found = [
      ...jobs.flatMap(({ job }) => [...labels(job), ...job.steps.flatMap(judge)]),
      ...actionRuntimes.flatMap(runtime),
    ]
    yield* found
    if (found.length === 0)
      yield { kind: 'evidence', text: 'nothing uses an image, action version, runtime or command that is withdrawn' }
  },
})

function labels({ id, runner, at }: Job): CheckOutcome<Message>[] {
  // Beside `self-hosted`, a label says what its owner wants it to say.
  if (runner.includes('self-hosted') || runner.some((label) => label.startsWith('group:'))) return []
  return runner.flatMap((label) => {
    const since = RETIRED_LABELS.get(label.toLowerCase())
    return since === undefined ? [] : [{ kind: 'problem', message: 'label', data: { job: id, label, since }, at }]
  })
}

function runtime({ value, at }: Located<string>): CheckOutcome<Message>[] {
  const since = RETIRED_RUNTIMES.get(value)
  const data = { runtime: value, since: since ?? '' }
  return since === undefined ? [] : [{ kind: 'problem', message: 'runtime', data, at, severity: 'notice' }]
}

function judge({ uses, run }: Step): CheckOutcome<Message>[] {
  const outcomes: CheckOutcome<Message>[] = []
  const retired = uses?.kind === 'remote' ? RETIRED_ACTIONS.get(uses.repository ?? '') : undefined
  if (uses !== undefined && retired?.versions.test(versionOf(uses.ref ?? '', uses.comment)) === true) {
    const { since, refused } = retired
    const data = { action: uses.text, since, fate: refused ? 'GitHub refuses' : 'gets no more updates' }
    outcomes.push({ kind: 'problem', message: 'action', data, at: uses.at, severity: refused ? 'error' : 'notice' })
  }
  if (run === undefined) return outcomes
  for (const { 0: text, 1: command = '', index } of run.value.matchAll(COMMANDS)) {
    const off = SWITCHED_OFF.has(command)
    const data = { command, fate: off ? 'switched off since 2020-11-16' : 'deprecated since 2022-10-11' }
    const at = placeWithin(run, index, index + text.length)
    outcomes.push({ kind: 'problem', message: 'command', data, at, severity: off ? 'error' : 'notice' })
  }
  return outcomes
}

/** The version of a commit stands in the comment behind it. */
function versionOf(ref: string, comment: string | undefined): string {
  return /^[0-9a-f]{40}$/.test(ref) ? (/\bv\d[\w.]*/.exec(comment ?? '')?.[0] ?? '') : ref
}
