import {
  defineCheck,
  deployPaths,
  opaque,
  stepsOf,
  unreadPipelines,
  z,
  type CheckOutcome,
  type Delivery,
  type EnvironmentSettings,
  type Known,
  type Pipelines,
  type Project,
  type RepositoryKind,
} from '../../src/check-api/index.js'

/** Published, not deployed; or made for others to copy. */
const NOT_DEPLOYED: ReadonlySet<RepositoryKind> = new Set(['library', 'pipeline-library', 'docs-only', 'examples'])

type Message = 'documented' | 'script'

export default defineCheck({
  id: 'deploy-automated',
  title: 'Deployment is described for people instead of run by a pipeline',
  severity: 'error',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'OA.BCL.2',
    'DL.CD.4',
    'AG.DEP.3',
    'OPS05-BP10',
    'ops05-bp10.boundaries.scope',
    'ops05-bp10.workflows.codified',
    'ops05-bp10.official.no-console',
    'OPS05-BP04',
    'SEC11-BP06',
    'REL08-BP05',
    'COST11-BP01',
    'hc.app.cicd',
    'hc.infra.provision',
    'hc.maturity.l1.console-changes',
    'hc.maturity.l1.ssh-config',
    'hc.maturity.l2.scripted-deploys',
    'hc.maturity.l2.scripts-versioned',
    'hc.maturity.l2.manual-execution',
    'hc.maturity.l3.commit-only-changes',
    'hc.semi.scripts',
    'hc.semi.pitfall.skipping-vcs',
    'hc.full',
    'hc.gitops.automated-deployment',
    'hc.automate.deployments',
    'ba.output.deployments-and-logs',
  ],
  needs: ['pipelines', 'project', 'delivery'],
  wants: ['environments'],
  options: z.strictObject({}),
  messages: {
    documented: {
      text: 'People are told to run {command}, and no pipeline does it.',
      remedy: 'Run the command in a workflow with an environment, so that every deployment is recorded and repeatable.',
    },
    script: {
      text: '{script} deploys, and no pipeline calls it.',
      remedy: 'Call it from a workflow with an environment, so that every deployment is recorded and repeatable.',
    },
  },

  *run({ pipelines, project, delivery, environments }) {
    const { deployables, documentedDeploys, kind } = project
    const seen = whatDeploys(delivery, project)
    if (seen !== undefined) return yield seen
    if (NOT_DEPLOYED.has(kind))
      return yield { kind: 'not-applicable', reason: 'a repository of kind {kind} is not deployed', data: { kind } }
    const [first] = deployables
    const [documented] = documentedDeploys
    if (first === undefined && documented === undefined)
      return yield { kind: 'not-applicable', reason: 'there is nothing here to deploy' }
    const hidden = whatMayDeploy(pipelines, environments)
    if (hidden !== undefined) return yield hidden
    if (documented !== undefined)
      return yield { kind: 'problem', message: 'documented', data: { command: documented.command }, at: documented.at }
    const script = deployables.find((each) => each.kind === 'script')
    if (script !== undefined)
      return yield { kind: 'problem', message: 'script', data: { script: script.what }, at: script.at }
    // Something deployable without a word on how: another repository or a platform may pull it.
    const data = { what: first?.what ?? 'this' }
    yield { kind: 'unknown', origin: 'files', reason: 'nothing here says how {what} is deployed', data }
  },
})

/** A pipeline that deploys, or somebody else who pulls what is here. */
function whatDeploys(delivery: Delivery, { pulledBy }: Project): CheckOutcome<Message> | undefined {
  const [deployment] = deployPaths(delivery)
  if (deployment !== undefined) {
    const { tool, job, at, intent, environment } = deployment
    const how = tool === 'opaque' ? `its pipeline, to ${environment?.name ?? 'its target'},` : tool
    return {
      kind: 'evidence',
      text: '{how} deploys in job {job}',
      data: { how, job: job.id },
      at,
      because: intent?.because ?? [],
    }
  }
  const pull = delivery.pulls.find(({ automated }) => automated === true) ?? delivery.pulls[0]
  if (pull !== undefined) {
    const { type, name, at } = pull.resource
    return { kind: 'evidence', text: '{type} {name} is pulled by its controller', data: { type, name }, at }
  }
  const [platform] = pulledBy
  if (platform === undefined) return undefined
  const text = '{platform} pulls and deploys this repository'
  return { kind: 'evidence', text, data: { platform: platform.value }, at: platform.at }
}

/** What cannot be looked into and may deploy, in pipelines that more than a change under review starts. */
function whatMayDeploy(
  pipelines: Pipelines,
  environments: Known<readonly EnvironmentSettings[]>,
): CheckOutcome<Message> | undefined {
  const lasting = pipelines.all.filter(({ triggers }) =>
    triggers.some(({ kind }) => !kind.startsWith('change-request')),
  )
  const gap =
    stepsOf({ ...pipelines, all: lasting }, { inlined: true }).flatMap(({ step }) => step.opaque)[0] ??
    lasting.flatMap(({ unresolved }) => unresolved)[0]
  if (gap !== undefined) return opaque(gap, 'deploy')
  const [unread] = unreadPipelines(pipelines)
  if (unread !== undefined) return unread
  const [recorded] = environments.known ? environments.value : []
  if (recorded === undefined) return undefined
  const reason = 'the host knows an environment {name}, to which no job here deploys'
  return { kind: 'unknown', origin: 'hosting', reason, data: { name: recorded.name } }
}
