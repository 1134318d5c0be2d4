import {
  collectionIn,
  defineCheck,
  discardOf,
  givenUp,
  noPipeline,
  reachedByItself,
  reportersNamed,
  searchGap,
  signInSteps,
  stepsOf,
  z,
  type CheckOutcome,
  type GitHook,
  type Intent,
  type Pipelines,
  type StepInJob,
} from '../../src/check-api/index.js'

type Outcome = CheckOutcome<'unchecked' | 'ignored'>

/** Tools that put some folder on a site: that it holds the documents is not said. */
const PUBLISHERS: ReadonlySet<string> = new Set(['github-pages', 'gitlab-pages', 'documentation'])

/** What judges texts: style, links, spelling. */
const TEXTS: ReadonlySet<string> = new Set(['markdown', 'prose', 'rst', 'asciidoc'])

/** Steps that hold generated parts of documents against the code, and mean nothing else. */
const GENERATING =
  /^(?:terraform-docs\/gh-actions|pre-commit:(?:terraform_docs.*|tofu_docs|terraform-docs-.*|helm-docs.*))$/

/** Services that build documents outside of pipelines, as they report on changes. */
const SERVICES: ReadonlySet<string> = new Set(['readthedocs', 'docs', 'mintlify', 'gitbook'])

export default defineCheck({
  id: 'repo-docs-as-code',
  title: 'Documents are neither built nor checked',
  severity: 'notice',
  confidence: 'medium',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: ['DL.EAC.5', 'OPS05-BP06', 'hc.maturity.l5.reviewed-workflows', 'hc.define.map-workflows.in-repo'],
  judgesExamples: false,
  needs: ['project', 'pipelines', 'gitHooks'],
  wants: ['repository', 'environments', 'reportedChecks'],
  options: z.strictObject({ minDocuments: z._default(z.int().check(z.gte(1)), 4) }),
  messages: {
    unchecked: {
      text: 'No pipeline builds, publishes or checks the {count} documents here, {first} among them: a dead link or an example that no longer works stays until a reader meets it.',
      remedy:
        'Let each change check their links and form (lychee, markdownlint, Vale), or build the site so that warnings fail it: mkdocs build --strict, sphinx-build -W.',
    },
    ignored: {
      text: '{tool} builds the documents, and {construct} discards its failure: a broken site is published, or none, and nobody is told.',
      remedy: 'Remove {construct}, so that a change that breaks the documents does not pass.',
    },
  },

  *run(
    { project, pipelines, gitHooks, repository, environments, reportedChecks },
    { minDocuments },
  ): Generator<Outcome> {
    const reason = givenUp(repository)
    if (reason !== undefined) return yield { kind: 'not-applicable', reason }
    const { documents, builders } = project.documentation
    const [first = ''] = documents
    if (documents.length < minDocuments)
      return yield { kind: 'not-applicable', reason: 'there are hardly any documents beside those that hosts show' }
    const builds = buildsIn(pipelines)
    const sound = builds.find((each) => discarded(each) === undefined)
    if (sound !== undefined) return yield seen('{tool} builds the documents in a pipeline', sound.intent)
    if (builds.length > 0) return yield* builds.slice(0, 1).map(ignored)
    const elsewhere = builders[0] ?? siteOf(environments, reportedChecks)
    const checked = checksIn(pipelines, gitHooks)
    if (checked !== undefined) return yield checked
    if (elsewhere !== undefined) {
      const { value: what, at } = elsewhere
      return yield {
        kind: 'evidence',
        text: 'the documents are made into a site with {what}',
        data: { what },
        ...(at !== undefined && { at }),
      }
    }
    yield (
      hiddenIn(pipelines, reportedChecks) ?? {
        kind: 'problem',
        message: 'unchecked',
        data: { count: documents.length, first },
      }
    )
  },
})

interface Build {
  readonly where: StepInJob
  readonly intent: Intent
}

function buildsIn(pipelines: Pipelines): Build[] {
  return stepsOf(pipelines, { inlined: true }).flatMap((where) =>
    where.step.intents
      .filter(({ kind, tool }) => kind === 'docs' && !PUBLISHERS.has(tool))
      .map((intent) => ({ where, intent })),
  )
}

const discarded = ({ where, intent }: Build): ReturnType<typeof discardOf> => discardOf(where, intent)

function ignored(build: Build): Outcome {
  const { text = '', at } = discarded(build) ?? {}
  const { tool, because } = build.intent
  return {
    kind: 'problem',
    message: 'ignored',
    data: { tool, construct: text },
    because,
    ...(at !== undefined && { at }),
  }
}

function seen(text: string, { tool, at, because }: Intent): Outcome {
  return { kind: 'evidence', text, data: { tool }, at, because }
}

/** What judges the texts, or holds what is generated in them against the code; in a pipeline, or before a commit. */
function checksIn(pipelines: Pipelines, hooks: readonly GitHook[]): Outcome | undefined {
  const judges = ({ kind, covers }: Intent): boolean =>
    (kind === 'lint' || kind === 'format-check') && covers.some((each) => TEXTS.has(each))
  const step = stepsOf(pipelines, { inlined: true })
    .flatMap((each) => each.step.intents)
    .find(judges)
  if (step !== undefined) return seen('{tool} checks the documents in a pipeline', step)
  const generated = signInSteps(pipelines, { action: (name) => GENERATING.test(name), command: () => false })
  if (generated !== undefined) {
    const { what, at } = generated
    return { kind: 'evidence', text: '{what} keeps documents in step with the code', data: { what }, at }
  }
  const hook = hooks.flatMap(({ stage, intents }) => (stage === 'manual' ? [] : intents)).find(judges)
  return hook && seen('{tool} checks the documents before a commit', hook)
}

interface Site {
  readonly value: string
  readonly at?: undefined
}

/** What the host says of a site that is made outside of pipelines. */
function siteOf(
  environments: { readonly known: boolean; readonly value?: readonly { readonly name: string }[] },
  reported: Parameters<typeof reportersNamed>[1],
): Site | undefined {
  if (environments.known && environments.value?.some(({ name }) => name === 'github-pages'))
    return { value: 'GitHub Pages' }
  const [service] = reportersNamed(SERVICES, reported)
  return service === undefined ? undefined : { value: service }
}

/** What may build or check documents and cannot be looked into, or why nothing could. */
function hiddenIn(pipelines: Pipelines, reported: Parameters<typeof reportersNamed>[1]): Outcome | undefined {
  const does = 'build or check the documents'
  const reached = reachedByItself(pipelines, { schedule: true })
  const publisher = reached.steps
    .flatMap(({ step }) => step.intents)
    .find(({ kind, tool }) => kind === 'docs' && PUBLISHERS.has(tool))
  if (publisher !== undefined) {
    const { tool, at } = publisher
    const reason = '{tool} publishes a site, and the documents may be part of it'
    return { kind: 'unknown', origin: 'files', reason, data: { tool }, at }
  }
  return (
    noPipeline(pipelines, 'there is no pipeline that could check them') ??
    searchGap(reached, pipelines, reported, does) ??
    collectionIn(reached, does)
  )
}
