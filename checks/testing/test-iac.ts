import {
  authoredInfrastructure,
  clusterTestIn,
  defineCheck,
  infrastructureTestIn,
  infrastructureTestOf,
  reachedByItself,
  searchGap,
  z,
  type AuthoredInfrastructure,
  type CheckOutcome,
  type InfrastructureKind,
} from '../../src/check-api/index.js'

/** Kinds whose pieces are resources: a few of those are too little to ask for tests. */
const OF_RESOURCES: ReadonlySet<InfrastructureKind> = new Set(['Terraform', 'CloudFormation'])

export default defineCheck({
  id: 'test-iac',
  title: 'Infrastructure code without tests',
  severity: 'warning',
  confidence: 'medium',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'DL.EAC.2',
    'DL.EAC.6',
    'OPS05-BP02',
    'hc.infra.test',
    'hc.maturity.l3.infra-tests',
    'hc.automate.testing',
    'hc.automate.testing.terraform-test',
  ],
  facets: { terraform: ['hc.automate.testing.terraform-test'] },
  judgesExamples: false,
  needs: ['pipelines', 'infrastructure', 'files', 'tests'],
  wants: ['reportedChecks'],
  options: z.strictObject({ minResources: z._default(z.int().check(z.gte(1)), 5) }),
  messages: {
    none: {
      text: 'No test covers the infrastructure code in {kind}, such as {path}, beyond its syntax.',
      remedy:
        'Test what it makes, in a pipeline. Looked for were terraform test, Terratest, conftest, assertions and snapshots of CDK, CDKTF and cdk8s, TaskCat, cfn-guard test, helm unittest, ct install, Molecule, Test Kitchen, mocks of Pulumi, KUTTL and Chainsaw.',
    },
    unrun: {
      text: 'The tests of the infrastructure code in {kind}, such as {what}, run in no pipeline.',
      remedy: 'Run the tests on every change, beside validation and plan.',
    },
  },

  *run({ pipelines, infrastructure, files, tests, reportedChecks }, { minResources }) {
    const authored = authoredInfrastructure(infrastructure, files).filter(
      ({ kind, count }) => count >= minResources || !OF_RESOURCES.has(kind),
    )
    if (authored.length === 0)
      return yield { kind: 'not-applicable', reason: 'no infrastructure code worth a test is written here' }
    const reached = reachedByItself(pipelines, { schedule: true })
    const judge = ({ kind, at }: AuthoredInfrastructure): CheckOutcome<'none' | 'unrun'> => {
      const seen = infrastructureTestOf(kind, reached, tests, files)
      if (seen !== undefined)
        return {
          kind: 'evidence',
          text: '{what} tests infrastructure code in {kind}',
          data: { kind, what: seen.what },
          at: seen.at,
        }
      const gap = searchGap(reached, pipelines, reportedChecks, 'test the infrastructure code')
      if (gap !== undefined) return gap
      const inCluster = kind === 'Helm' ? clusterTestIn(reached) : undefined
      if (inCluster !== undefined) {
        const reason = 'the tests of job {what} run in a cluster and may install the charts'
        return { kind: 'unknown', origin: 'files', reason, data: { what: inCluster.what }, at: inCluster.at }
      }
      const unrun = infrastructureTestIn(kind, tests, files)
      if (unrun?.isNamed === true) {
        const reason = '{what} is named and not run, and its tests of {kind} were not found'
        return { kind: 'unknown', origin: 'files', reason, data: { kind, what: unrun.what }, at: unrun.at }
      }
      if (unrun === undefined) return { kind: 'problem', message: 'none', data: { kind, path: at.file }, at }
      if (pipelines.all.length === 0)
        return { kind: 'implied', by: 'ci-pipeline-present', reason: 'no pipeline could run its tests', at: unrun.at }
      return { kind: 'problem', message: 'unrun', data: { kind, what: unrun.what }, at: unrun.at }
    }
    for (const each of authored) yield { ...judge(each), facet: each.kind === 'Terraform' ? 'terraform' : 'other' }
  },
})
