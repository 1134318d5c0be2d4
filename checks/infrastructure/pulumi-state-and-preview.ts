import {
  authoredResources,
  defineCheck,
  mayBeSameFolder,
  ownName,
  pulumiBackend,
  pulumiFolder,
  searchGap,
  textOf,
  underReview,
  valueAt,
  z,
  type CheckOutcome,
  type Delivery,
  type Deployment,
  type PulumiBackend,
  type Resource,
} from '../../src/check-api/index.js'

type Message = 'local' | 'localLogin' | 'unseen' | 'skipped'

export default defineCheck({
  id: 'pulumi-state-and-preview',
  title: 'Pulumi program without shared state or preview',
  severity: 'warning',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.EAC.1',
    'OPS05-BP02',
    'hc.gitops.plan-on-pr',
    'hc.automate.deployments.remote-state',
    'ba.bottleneck.state-management',
  ],
  facets: {
    state: ['DL.EAC.1', 'hc.automate.deployments.remote-state', 'ba.bottleneck.state-management'],
    preview: ['OPS05-BP02', 'hc.gitops.plan-on-pr'],
  },
  judgesExamples: false,
  needs: ['infrastructure', 'delivery', 'pipelines', 'files'],
  wants: ['reportedChecks'],
  options: z.strictObject({}),
  messages: {
    local: {
      text: 'Project {project} keeps its state in {url}, which nobody else can read or lock.',
      remedy: 'Set backend.url to a backend that people and pipelines share: Pulumi Cloud, s3://, gs:// or azblob://.',
    },
    localLogin: {
      text: 'Job {job} applies a Pulumi program with its state in {url}, a folder of the machine that runs it.',
      remedy: 'Log in to a backend that people and pipelines share: Pulumi Cloud, s3://, gs:// or azblob://.',
    },
    unseen: {
      text: 'Job {job} applies the Pulumi program of {folder}, and no pipeline previews changes of it under review.',
      remedy: 'Run pulumi preview in a pipeline of pull requests, so that a reviewer sees what the change does.',
    },
    skipped: {
      text: 'Job {job} applies the Pulumi program of {folder} with --skip-preview, and nothing previews it before.',
      remedy: 'Leave --skip-preview out, and run pulumi preview in a pipeline of pull requests.',
    },
  },

  *run({ infrastructure, delivery, pipelines, files, reportedChecks }) {
    // A project with a section `template` or a name to fill in is made to be copied (Pulumi docs: Project file reference).
    const projects = authoredResources(infrastructure, files, 'pulumi-project').filter(
      ({ properties, name }) => !properties.entries.has('template') && !name.includes('${'),
    )
    if (projects.length === 0) return yield { kind: 'not-applicable', reason: 'there is no project of Pulumi' }
    const applied = appliedBy(delivery)
    yield* stateOf(projects, applied)
    const reached = underReview(pipelines)
    const gap = searchGap(reached, pipelines, reportedChecks, 'preview changes under review')
    const previews = reached.steps.flatMap(({ step }) =>
      step.intents
        .filter(({ kind, tool }) => tool === 'pulumi' && (kind === 'iac-plan' || kind === 'drift-check'))
        .map((intent) => ({ intent, folder: pulumiFolder(step, intent) })),
    )
    if (applied.length === 0)
      yield { kind: 'not-applicable', reason: 'no pipeline applies a program of Pulumi', facet: 'preview' }
    for (const deployment of oneForEachFolder(applied)) {
      const folder = folderOfProject(deployment)
      const seen = previews.find((each) => mayBeSameFolder(folder, each.folder))?.intent
      if (seen !== undefined) {
        const { at, because } = seen
        yield { kind: 'evidence', text: 'changes under review are previewed', at, because, facet: 'preview' }
      } else yield gap === undefined ? unseen(deployment, folder) : { ...gap, facet: 'preview' }
    }
  },
})

function appliedBy({ deployments }: Delivery): Deployment[] {
  return deployments.filter(
    ({ intent, persistent }) => persistent && intent?.kind === 'iac-apply' && intent.tool === 'pulumi',
  )
}

/** What becomes of the state: by the project's own file, or by how the pipelines that apply it log in. */
function* stateOf(projects: readonly Resource[], applied: readonly Deployment[]): Generator<CheckOutcome<Message>> {
  const logins = applied.flatMap((deployment) => {
    const backend = pulumiBackend(deployment)
    return backend === undefined ? [] : [{ deployment, backend }]
  })
  const open: Resource[] = []
  for (const project of projects) {
    const written = valueAt(project.properties, 'backend.url')
    const url = textOf(written)
    if (url === undefined) open.push(project)
    else if (!url.startsWith('file:')) yield shared(url, written?.at ?? project.at)
    else if (logins.some(({ backend }) => backend.first && backend.kind !== 'local')) open.push(project)
    else {
      const data = { project: project.name, url }
      yield { kind: 'problem', message: 'local', data, at: written?.at ?? project.at, facet: 'state' }
    }
  }
  if (open.length === 0) return
  yield* oneForEachPlace(logins.map(({ deployment, backend }) => loginOutcome(deployment, backend)))
  if (logins.length === 0) yield undecided(open)
}

function loginOutcome({ job }: Deployment, { kind, url, at }: PulumiBackend): CheckOutcome<Message> {
  if (kind === 'shared') return shared(url, at)
  const data = { job: ownName(job), url }
  return kind === 'local'
    ? { kind: 'problem', message: 'localLogin', data, at, facet: 'state' }
    : { kind: 'unknown', origin: 'files', reason: '{url} names the backend of job {job}', data, at, facet: 'state' }
}

function shared(url: string, at: Resource['at']): CheckOutcome<Message> {
  return { kind: 'evidence', text: 'the state is kept in {url}', data: { url }, at, facet: 'state' }
}

function undecided([first, ...others]: readonly Resource[]): CheckOutcome<Message> {
  return {
    kind: 'unknown',
    origin: 'files',
    reason:
      others.length === 0
        ? 'where project {project} keeps its state is decided by who logs in'
        : 'where project {project} and {others} more keep their state is decided by who logs in',
    data: { project: first?.name ?? '', others: others.length },
    ...(first !== undefined && { at: first.at }),
    remedy: 'Set backend.url in Pulumi.yaml.',
    facet: 'state',
  }
}

function oneForEachPlace(outcomes: readonly CheckOutcome<Message>[]): CheckOutcome<Message>[] {
  const placeOf = (outcome: CheckOutcome<Message>) => ('at' in outcome ? JSON.stringify(outcome.at) : '')
  return [...new Map(outcomes.map((each) => [placeOf(each), each])).values()]
}

function folderOfProject({ step, intent }: Deployment): string | undefined {
  return pulumiFolder(step, intent ?? {})
}

function oneForEachFolder(deployments: readonly Deployment[]): Deployment[] {
  return [...new Map(deployments.map((each) => [folderOfProject(each) ?? '', each])).values()]
}

function unseen({ job, at, intent }: Deployment, folder = 'the repository'): CheckOutcome<Message> {
  const skips = intent?.command?.argv.some(({ text }) => text === '--skip-preview' || text === '-f') === true
  const data = { job: ownName(job), folder: folder === '.' ? 'the repository' : folder }
  const message = skips ? 'skipped' : 'unseen'
  return { kind: 'problem', message, data, at, because: intent?.because ?? [], facet: 'preview' }
}
