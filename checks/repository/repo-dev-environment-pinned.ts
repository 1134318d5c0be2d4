import {
  defineCheck,
  differingSetup,
  givenUp,
  isForServers,
  isStarted,
  z,
  type CheckOutcome,
  type Infrastructure,
  type LanguageUse,
  type ToolPin,
} from '../../src/check-api/index.js'

type Outcome = CheckOutcome<'none' | 'moves' | 'differs'>

/** Languages that need something installed to run: what a person calls it, what pins it, and where a version is written. */
const RUNTIMES: ReadonlyMap<
  string,
  { readonly name: string; readonly pins: readonly string[]; readonly file: string }
> = new Map([
  ['javascript', { name: 'Node.js', pins: ['node', 'bun', 'deno'], file: '.nvmrc' }],
  ['python', { name: 'Python', pins: ['python'], file: '.python-version' }],
  ['ruby', { name: 'Ruby', pins: ['ruby'], file: '.ruby-version' }],
  ['java', { name: 'Java', pins: ['java', 'gradle', 'maven', 'sbt'], file: '.sdkmanrc, or a toolchain of Gradle,' }],
  ['dotnet', { name: '.NET', pins: ['dotnet'], file: 'global.json' }],
  ['php', { name: 'PHP', pins: ['php'], file: 'composer.json (config.platform.php)' }],
  ['rust', { name: 'Rust', pins: ['rust'], file: 'rust-toolchain.toml' }],
  ['elixir', { name: 'Elixir', pins: ['elixir', 'erlang'], file: '.tool-versions' }],
])

/** Fewer files, or a smaller share, are scripts beside something else. */
const LEAST_FILES = 3
const LEAST_SHARE = 0.2

export default defineCheck({
  id: 'repo-dev-environment-pinned',
  title: 'Local tool versions are left to chance',
  severity: 'notice',
  confidence: 'medium',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: ['DL.LD.2', 'hc.semi.pitfall.inconsistent-tooling', 'hc.define.dev-environment', 'ba.versioning'],
  judgesExamples: false,
  needs: ['project', 'pipelines', 'infrastructure'],
  wants: ['repository'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'No file says which version of {runtime} developers use ({count} source files): what works on one machine fails on another.',
      remedy: 'Add {file} with the version that runs in production, and let pipelines read the same file.',
    },
    moves: {
      text: '{file} names {version} for {tool}, which is another version on each machine and each day.',
      remedy: 'Name a version, at least the major one.',
    },
    differs: {
      text: 'Pipelines use {tool} {used}, and {file} gives developers {pinned}: what passes on one side can fail on the other.',
      remedy: 'Let the pipeline read {file}, or name the same version in both.',
    },
  },

  *run({ project, pipelines, infrastructure, repository }): Generator<Outcome> {
    const reason = givenUp(repository)
    if (reason !== undefined) return yield { kind: 'not-applicable', reason }
    const { toolPins } = project
    yield* toolPins.filter(({ moves }) => moves).map(movesOn)
    const fixed = toolPins.filter(({ moves }) => !moves)
    for (const pin of fixed) {
      const differing = differingSetup(pin, pipelines)
      if (differing !== undefined) yield differs(pin, differing)
    }
    const judged = project.languages.filter(
      ({ language, share, sourceFiles }) =>
        RUNTIMES.has(language) && share >= LEAST_SHARE && sourceFiles.length >= LEAST_FILES,
    )
    const missing: LanguageUse[] = []
    for (const use of judged) {
      const pin = pinOf(use, fixed)
      if (pin !== undefined) yield seen(pin)
      else missing.push(use)
    }
    if (judged.length === 0 && fixed[0] !== undefined) return yield seen(fixed[0])
    if (judged.length === 0)
      return yield { kind: 'not-applicable', reason: 'no language here needs a runtime to be installed' }
    const image = builtByCompose(infrastructure)
    for (const use of missing) {
      if (image !== undefined) yield image
      else if (!isStarted(project))
        yield {
          kind: 'not-applicable',
          reason: 'nothing here serves, shows or deploys anything, so it may be meant for several versions',
        }
      else if (!toolPins.some(({ tool, moves }) => moves && pinsOf(use).includes(tool))) yield none(use)
    }
  },
})

const pinsOf = ({ language }: LanguageUse): readonly string[] => RUNTIMES.get(language)?.pins ?? []

/** The pin of the language's own tools, or of all tools at once. */
function pinOf(use: LanguageUse, pins: readonly ToolPin[]): ToolPin | undefined {
  return pins.find(({ tool }) => pinsOf(use).includes(tool)) ?? pins.find(({ tool }) => tool === 'environment')
}

function seen({ tool, version = '', at }: ToolPin): Outcome {
  const text =
    tool === 'environment' ? '{file} fixes the environment of developers' : '{file} gives developers {tool} {version}'
  return { kind: 'evidence', text, data: { tool, version, file: at.file }, at }
}

function movesOn({ tool, version = '', at }: ToolPin): Outcome {
  return { kind: 'problem', message: 'moves', data: { tool, version, file: at.file }, at }
}

function differs({ tool, version = '', at }: ToolPin, used: NonNullable<ReturnType<typeof differingSetup>>): Outcome {
  const data = { tool, used: used.value, file: at.file, pinned: version }
  return { kind: 'problem', message: 'differs', data, at: used.at }
}

/** Who develops in a container has what its Dockerfile installs. */
function builtByCompose({ resources }: Infrastructure): Outcome | undefined {
  const found = resources.find(
    ({ technology, type, file, properties }) =>
      technology === 'compose' && type === 'service' && !isForServers(file) && properties.entries.has('build'),
  )
  if (found === undefined) return undefined
  const { name, at } = found
  return { kind: 'evidence', text: 'developers run {name} in the image that its Dockerfile builds', data: { name }, at }
}

function none({ language, sourceFiles }: LanguageUse): Outcome {
  const { name = language, file = '' } = RUNTIMES.get(language) ?? {}
  return { kind: 'problem', message: 'none', data: { runtime: name, count: sourceFiles.length, file } }
}
