import type { IntentKind } from '../../core/intent-kind.js'
import type { Known } from '../../core/known.js'
import type { Pipelines, Subjects } from '../../models/index.js'
import type { CheckOutcome } from '../check.js'
import { stepsOf } from '../pipelines/pipelines.js'
import type { Reached } from './reached.js'

type UnknownCheckOutcome = Extract<CheckOutcome, { kind: 'unknown' }>
type ReportedChecks = Known<Subjects['reportedChecks']>

/** Tools that run whatever their configuration lists. */
const COLLECTIONS: ReadonlySet<string> = new Set(['pre-commit', 'super-linter', 'megalinter', 'trunk', 'reviewdog'])

/** Work that only the pipelines of a project do; housekeeping of issues and the like has none of it. */
const DEVELOPMENT: ReadonlySet<IntentKind> = new Set<IntentKind>([
  'install',
  'build',
  'lint',
  'format-check',
  'type-check',
  'unit-test',
  'integration-test',
  'acceptance-test',
  'contract-test',
  'data-test',
  'iac-test',
  'package',
  'iac-validate',
  'iac-plan',
  'iac-apply',
  'deploy',
])

/** Words in the names of apps and statuses that run no pipeline of the project. */
const NO_PIPELINE: ReadonlySet<string> = new Set(
  (
    'actions codecov coveralls codeclimate netlify vercel cloudflare readthedocs docs chromatic percy argos dependabot ' +
    'renovate mergify dco cla easycla license wip semantic title tide snyk socket gitguardian fossa mend whitesource ' +
    'sonar sonarcloud sonarqubecloud codacy codefactor deepsource semgrep security codeql pre precommit ' +
    'coderabbit coderabbitai copilot cursor graphite linear gitstream codescene changeset allcontributors pages'
  ).split(' '),
)

/**
 * Why nothing can be concluded from not having seen something in the steps that run: an opaque step, a pipeline that
 * is not read, or pipelines of another system. Undefined if all there is was looked into.
 * @param mayDo what is searched, after "may": `run the tests`
 */
export function searchGap(
  { pipelines, steps }: Reached,
  all: Pipelines,
  reported: ReportedChecks,
  mayDo: string,
): UnknownCheckOutcome | undefined {
  const gaps = [...pipelines.flatMap((each) => each.unresolved), ...steps.flatMap(({ step }) => step.opaque)]
  const [gap] = gaps
  if (gap !== undefined) {
    const others = new Set(gaps.map(({ what }) => what)).size - 1
    return {
      kind: 'unknown',
      origin: 'files',
      reason:
        others === 0
          ? `{what} may ${mayDo} and cannot be looked into`
          : `{what} and {others} more may ${mayDo} and cannot be looked into`,
      data: { what: gap.what, others },
      remedy: 'Look at it, and say under lexicon in the configuration what it does.',
      at: gap.at,
      because: gap.because,
    }
  }
  const [file] = all.unread
  if (file !== undefined) {
    const data = { file: file.file, system: file.system }
    return { kind: 'unknown', origin: 'files', reason: `{file} ({system}) is not read and may ${mayDo}`, data }
  }
  return elsewhere(all, reported, mayDo)
}

/** A tool that runs a list of others which is not read, where one of those may be what is searched. */
export function collectionIn({ steps }: Reached, mayDo: string): UnknownCheckOutcome | undefined {
  const found = steps.flatMap(({ step }) => step.intents).find(({ tool }) => COLLECTIONS.has(tool))
  return (
    found && {
      kind: 'unknown',
      origin: 'files',
      reason: `one of the tools that {tool} runs may ${mayDo}`,
      data: { tool: found.tool },
      at: found.at,
      because: found.because,
    }
  )
}

/** Names of apps and statuses that hold one of `words`, as a person would look for them. */
export function reportersNamed(words: ReadonlySet<string>, reported: ReportedChecks): string[] {
  if (!reported.known) return []
  return reported.value.filter((each) => wordsOf(each).some((word) => words.has(word))).map(nameOf)
}

/** Pipelines that another system runs without a file here; it can be told from what it reports. */
function elsewhere(all: Pipelines, reported: ReportedChecks, mayDo: string): UnknownCheckOutcome | undefined {
  if (reported.known) {
    const other = reported.value.find((each) => !wordsOf(each).some((word) => NO_PIPELINE.has(word)))
    if (other === undefined) return undefined
    const reason = `{reporter} reports checks without a file here and may ${mayDo}`
    return { kind: 'unknown', origin: 'hosting', reason, data: { reporter: nameOf(other) } }
  }
  // A service that runs hooks says nothing of where the project is built.
  const steps = stepsOf(all, { inlined: true }).filter(({ pipeline }) => pipeline.system !== 'pre-commit-ci')
  if (steps.some(({ step }) => step.intents.some(({ kind }) => DEVELOPMENT.has(kind)))) return undefined
  const { permission, remedy } = reported
  return {
    kind: 'unknown',
    origin: 'hosting',
    reason: `the pipelines here neither build nor test, so another system may ${mayDo}, which its checks would show`,
    ...(permission !== undefined && { permission }),
    ...(remedy !== undefined && { remedy }),
  }
}

interface Reporter {
  readonly name: string
  readonly app: string
}

/** Checks of GitHub Actions are named by the workflows, which say nothing about other systems. */
function wordsOf({ app, name }: Reporter): string[] {
  return (app === 'github-actions' ? app : `${app} ${name}`).toLowerCase().split(/[^a-z0-9]+/)
}

function nameOf({ app, name }: Reporter): string {
  return app === '' || app === 'commit status' ? name : app
}
