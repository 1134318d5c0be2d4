import type { Because, Location } from '../../core/location.js'
import type { Command, Job, Pipelines } from '../../models/index.js'
import { jobsOf } from '../pipelines/pipelines.js'

/** Where a pipeline runs a bot or a command that raises versions. */
export interface UpdateStep {
  readonly tool: string
  /** The kind of dependencies that it raises; absent for bots that know all of them. */
  readonly ecosystem?: string
  readonly at: Location
  readonly because: readonly Because[]
}

/** Commands that raise versions: their first words, and words of which one must follow. */
const COMMANDS: readonly { readonly words: string; readonly one?: readonly string[]; readonly ecosystem?: string }[] = [
  { words: 'renovate' },
  { words: 'updatecli', one: ['apply', 'pipeline', 'compose'] },
  { words: 'npm-check-updates', one: ['-u', '--upgrade'], ecosystem: 'npm' },
  { words: 'ncu', one: ['-u', '--upgrade'], ecosystem: 'npm' },
  { words: 'npm update', ecosystem: 'npm' },
  { words: 'yarn upgrade', ecosystem: 'npm' },
  { words: 'yarn up', ecosystem: 'npm' },
  { words: 'pnpm update', ecosystem: 'npm' },
  { words: 'pnpm up', ecosystem: 'npm' },
  { words: 'poetry update', ecosystem: 'python' },
  { words: 'uv lock', one: ['--upgrade', '-U'], ecosystem: 'python' },
  { words: 'pip-compile', one: ['--upgrade', '-U'], ecosystem: 'python' },
  { words: 'pipenv update', ecosystem: 'python' },
  { words: 'go get', one: ['-u'], ecosystem: 'go' },
  { words: 'cargo update', ecosystem: 'cargo' },
  { words: 'cargo upgrade', ecosystem: 'cargo' },
  { words: 'bundle update', ecosystem: 'bundler' },
  { words: 'composer update', ecosystem: 'composer' },
  { words: 'dotnet outdated', one: ['-u', '--upgrade'], ecosystem: 'nuget' },
]

/** Actions that run a bot. */
const ACTIONS: ReadonlyMap<string, string> = new Map([
  ['renovatebot/github-action', 'renovate'],
  ['scala-steward-org/scala-steward-action', 'scala-steward'],
  ['dependabot/dependabot-core', 'dependabot'],
  ['azure-pipelines:dependabot', 'dependabot'],
])

/** Actions that hand a change over. */
const PROPOSING: ReadonlySet<string> = new Set([
  'peter-evans/create-pull-request',
  'stefanzweifel/git-auto-commit-action',
  'endbug/add-and-commit',
  'gr2m/create-or-update-pull-request-action',
])

/** What pipelines run to raise versions: bots, and commands in jobs that bring the change back to the repository. */
export function updateSteps(pipelines: Pipelines): UpdateStep[] {
  const included = pipelines.all.flatMap(({ includes = [] }) =>
    includes
      .filter(({ text }) => text.includes('renovate-runner'))
      .map(({ at }) => ({ tool: 'renovate', at, because: [] })),
  )
  return [...included, ...jobsOf(pipelines, { actions: true }).flatMap(({ job }) => [...bots(job), ...commands(job)])]
}

function bots({ images = [], steps, at }: Job): UpdateStep[] {
  const image = images.find(({ value }) => /(?:^|\/)renovate(?:\/renovate)?(?::|@|$)/.test(value))
  const named = steps.flatMap(({ uses }) => {
    const tool = ACTIONS.get(uses?.repository ?? '')
    return tool === undefined ? [] : [{ tool, at: uses?.at ?? at, because: [] }]
  })
  return image === undefined ? named : [{ tool: 'renovate', at: image.at, because: [] }, ...named]
}

function commands({ steps }: Job): UpdateStep[] {
  const all = steps.flatMap((step) => step.commands)
  const proposes =
    steps.some(({ uses }) => PROPOSING.has(uses?.repository ?? '')) ||
    all.some(({ argv }) => starts(argv, ['git', 'push']) || starts(argv, ['gh', 'pr']) || starts(argv, ['glab', 'mr']))
  return all.flatMap((command) => {
    const rule = COMMANDS.find((each) => fits(command, each))
    if (rule === undefined || (rule.ecosystem !== undefined && !proposes)) return []
    const { words: tool, ecosystem } = rule
    return [{ tool, ...(ecosystem !== undefined && { ecosystem }), at: command.at, because: command.because }]
  })
}

function fits({ argv }: Command, { words, one }: (typeof COMMANDS)[number]): boolean {
  return starts(argv, words.split(' ')) && (one === undefined || argv.some(({ text }) => one.includes(text)))
}

function starts(argv: Command['argv'], words: readonly string[]): boolean {
  return words.every((word, index) => argv[index]?.text === word)
}
