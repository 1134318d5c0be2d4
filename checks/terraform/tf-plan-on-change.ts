import {
  defineCheck,
  folderOfIntent,
  onlyHoldsValues,
  ownName,
  searchGap,
  TERRAFORM_TOOLS,
  mayBeSameFolder,
  mayRunInHcp,
  planningService,
  underReview,
  z,
  type CheckOutcome,
  type Deployment,
} from '../../src/check-api/index.js'

export default defineCheck({
  id: 'tf-plan-on-change',
  title: 'Infrastructure change is not planned before merge',
  severity: 'warning',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.CI.3',
    'ops05-bp10.boundaries.pre-checks',
    'OPS05-BP02',
    'hc.infra.test',
    'hc.semi.immutable-infrastructure',
    'hc.gitops.plan-on-pr',
    'hc.gitops.policy-gate',
  ],
  needs: ['delivery', 'pipelines', 'infrastructure', 'files'],
  wants: ['reportedChecks'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'Job {job} applies the Terraform code of {folder}, and no pipeline plans changes of it under review.',
      remedy: 'Run terraform plan in a pipeline of pull requests, so that a reviewer sees what the change does.',
    },
  },

  *run({ delivery, pipelines, infrastructure, files, reportedChecks }) {
    const applied = delivery.deployments.filter(
      ({ intent, persistent }) =>
        persistent &&
        intent?.kind === 'iac-apply' &&
        TERRAFORM_TOOLS.has(intent.tool) &&
        !onlyHoldsValues(folderOfIntent(intent), infrastructure),
    )
    if (applied.length === 0) return yield { kind: 'not-applicable', reason: 'no pipeline applies Terraform code' }
    const reached = underReview(pipelines)
    const plans = reached.steps
      .flatMap(({ step }) => step.intents)
      .filter(({ kind, tool }) => (kind === 'iac-plan' || kind === 'drift-check') && TERRAFORM_TOOLS.has(tool))
    const service = planningService(files)
    const hcp = infrastructure.terraform.some((module) => mayRunInHcp(module, infrastructure))
    const gap = searchGap(reached, pipelines, reportedChecks, 'plan changes under review')
    for (const deployment of oneForEachFolder(applied)) {
      const folder = folderOfIntent(deployment.intent ?? {})
      const plan = plans.find((each) => mayBeSameFolder(folder, folderOfIntent(each)))
      if (plan !== undefined) {
        const { at, because } = plan
        yield {
          kind: 'evidence',
          text: 'changes under review are planned with {tool}',
          data: { tool: plan.tool },
          at,
          because,
        }
      } else if (service !== undefined) {
        yield { kind: 'evidence', text: '{service} plans changes under review', data: { service } }
      } else if (hcp) {
        yield { kind: 'unknown', origin: 'files', reason: 'HCP Terraform may plan changes under review' }
      } else yield gap ?? problem(deployment, folder)
    }
  },
})

function oneForEachFolder(deployments: readonly Deployment[]): Deployment[] {
  return [...new Map(deployments.map((each) => [folderOfIntent(each.intent ?? {}) ?? '', each])).values()]
}

function problem({ job, at, intent }: Deployment, folder = 'the repository'): CheckOutcome<'none'> {
  const data = { job: ownName(job), folder }
  return { kind: 'problem', message: 'none', data, at, because: intent?.because ?? [] }
}
