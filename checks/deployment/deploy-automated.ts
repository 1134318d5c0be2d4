import { defineCheck, deployPaths, opaque, stepsOf, z, type RepositoryKind } from '../../src/check-api/index.js'

/** Published, not deployed; or made for others to copy. */
const NOT_DEPLOYED: ReadonlySet<RepositoryKind> = new Set(['library', 'pipeline-library', 'docs-only', 'examples'])

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

  *run({ pipelines, project, delivery }) {
    const { deployables, documentedDeploys, pulledBy, kind } = project
    const [deployment] = deployPaths(delivery)
    if (deployment !== undefined) {
      const { tool, job, at, intent } = deployment
      return yield {
        kind: 'evidence',
        text: '{tool} deploys in job {job}',
        data: { tool, job: job.id },
        at,
        because: intent?.because ?? [],
      }
    }
    const gitops = delivery.gitops[0]
    if (gitops !== undefined)
      return yield {
        kind: 'evidence',
        text: '{type} {name} is pulled by its controller',
        data: { type: gitops.type, name: gitops.name },
        at: gitops.at,
      }
    const pulled = pulledBy[0]
    if (pulled !== undefined)
      return yield {
        kind: 'evidence',
        text: '{platform} pulls and deploys this repository',
        data: { platform: pulled.value },
        at: pulled.at,
      }
    if (NOT_DEPLOYED.has(kind))
      return yield { kind: 'not-applicable', reason: 'a repository of kind {kind} is not deployed', data: { kind } }
    if (deployables.length + documentedDeploys.length === 0)
      return yield { kind: 'not-applicable', reason: 'there is nothing here to deploy' }

    const hidden =
      stepsOf(pipelines, { inlined: true }).flatMap(({ step }) => step.opaque)[0] ??
      pipelines.all.flatMap(({ unresolved }) => unresolved)[0]
    if (hidden !== undefined) return yield opaque(hidden, 'deploy')
    const unread = pipelines.unread[0]
    if (unread !== undefined)
      return yield { kind: 'unknown', origin: 'files', reason: '{file} ({system}) is not read', data: { ...unread } }

    const documented = documentedDeploys[0]
    if (documented !== undefined)
      return yield { kind: 'problem', message: 'documented', data: { command: documented.command }, at: documented.at }
    const script = deployables.find((each) => each.kind === 'script')
    if (script !== undefined)
      return yield { kind: 'problem', message: 'script', data: { script: script.what }, at: script.at }
    // Something deployable without a word on how: another repository or a platform may pull it.
    yield {
      kind: 'unknown',
      origin: 'files',
      reason: 'nothing here says how {what} is deployed',
      data: { what: deployables[0]?.what ?? 'this' },
    }
  },
})
