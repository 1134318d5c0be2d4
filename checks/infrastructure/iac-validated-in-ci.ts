import {
  collectionIn,
  defineCheck,
  formatterOf,
  infrastructureTestOf,
  mayRunInHcp,
  planningService,
  reachedByItself,
  searchGap,
  validatedCode,
  validationOf,
  z,
  type CheckOutcome,
  type Infrastructure,
  type Pipelines,
  type ValidatedCode,
  type ValidatedKind,
} from '../../src/check-api/index.js'

/** What to run, by the kind of code. */
const REMEDIES: Readonly<Record<ValidatedKind, string>> = {
  Terraform: 'terraform init -backend=false, terraform validate and tflint',
  'CDK for Terraform': 'cdktf synth',
  CloudFormation: 'cfn-lint, or sam validate --lint',
  CDK: 'cdk synth',
  cdk8s: 'cdk8s synth, and kubeconform over what it writes',
  Helm: 'helm lint, and helm template with kubeconform over what it renders',
  Kubernetes: 'kubeconform, or kustomize build with kubeconform over what it renders',
  Ansible: 'ansible-lint, or ansible-playbook --syntax-check',
  Pulumi: 'pulumi preview',
  Packer: 'packer validate',
  Bicep: 'az bicep build, or az deployment group validate',
}

/** Kinds that are counted in resources: one or two of those hardly make infrastructure. */
const OF_RESOURCES: ReadonlySet<ValidatedKind> = new Set<ValidatedKind>(['Terraform', 'CloudFormation', 'Kubernetes'])

const WHAT = 'validate the infrastructure code'

export default defineCheck({
  id: 'iac-validated-in-ci',
  title: 'Infrastructure code is not validated in the pipeline',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.EAC.2',
    'QA.NT.1',
    'ops05-bp10.boundaries.pre-checks',
    'OPS05-BP02',
    'OPS05-BP07',
    'hc.infra.test',
    'hc.maturity.l3.infra-tests',
    'ba.automated-testing',
  ],
  judgesExamples: false,
  needs: ['pipelines', 'infrastructure', 'files', 'tests'],
  wants: ['reportedChecks'],
  options: z.strictObject({ minResources: z._default(z.int().check(z.gte(1)), 3) }),
  messages: {
    none: {
      text: 'No pipeline reads the {kind} code, such as {path}, before a change of it is applied.',
      remedy: 'Run {tools} on every change, so that an error stops the change and not the environment.',
    },
    layout: {
      text: '{tool} looks at the layout of the {kind} code, and nothing at whether it is valid.',
      remedy: 'Run {tools} beside it on every change.',
    },
  },

  *run({ pipelines, infrastructure, files, tests, reportedChecks }, { minResources }) {
    const found = validatedCode(infrastructure, files).filter(
      ({ kind, count }) => count >= minResources || !OF_RESOURCES.has(kind),
    )
    if (found.length === 0) return yield { kind: 'not-applicable', reason: 'no infrastructure code is written here' }
    const reached = reachedByItself(pipelines, { schedule: false })
    const service = planningService(files)
    const gap = searchGap(reached, pipelines, reportedChecks, WHAT)
    const judge = (code: ValidatedCode): CheckOutcome<'none' | 'layout'> => {
      const { kind, at } = code
      const seen = validationOf(kind, reached)
      if (seen !== undefined) return evidence(seen.tool, code, seen)
      const test = isTested(kind) ? infrastructureTestOf(kind, reached, tests, files) : undefined
      if (test !== undefined) return evidence(test.what, code, test)
      if (kind === 'Terraform' && service !== undefined) return evidence(service, code, { at })
      const hidden = gap?.origin === 'files' ? gap : ranElsewhere(kind, infrastructure)
      if (hidden !== undefined) return hidden
      if (!hasPipeline(pipelines))
        return { kind: 'implied', by: 'ci-pipeline-present', reason: 'no pipeline could validate it', at }
      const data = { kind, path: at.file, tools: REMEDIES[kind] }
      const layout = formatterOf(kind, reached)
      const unclear = gap ?? collectionIn(reached, WHAT)
      if (unclear !== undefined) return unclear
      if (layout === undefined) return { kind: 'problem', message: 'none', data, at }
      const { tool, because } = layout
      return { kind: 'problem', message: 'layout', severity: 'notice', data: { ...data, tool }, at: layout.at, because }
    }
    for (const code of found) yield judge(code)
  },
})

function evidence(
  tool: string,
  { kind }: ValidatedCode,
  { at, because = [] }: Pick<Extract<CheckOutcome, { kind: 'evidence' }>, 'because'> & Pick<ValidatedCode, 'at'>,
): CheckOutcome<never> {
  return { kind: 'evidence', text: '{tool} reads the {kind} code in a pipeline', data: { tool, kind }, at, because }
}

/** What a service runs without a file in the tree. */
function ranElsewhere(kind: ValidatedKind, infrastructure: Infrastructure): CheckOutcome<never> | undefined {
  const mayRun = kind === 'Terraform' && infrastructure.terraform.some((module) => mayRunInHcp(module, infrastructure))
  return mayRun
    ? { kind: 'unknown', origin: 'files', reason: 'HCP Terraform may plan changes under review' }
    : undefined
}

function hasPipeline({ all }: Pipelines): boolean {
  return all.some(({ kind }) => kind !== 'action')
}

function isTested(kind: ValidatedKind): kind is Exclude<ValidatedKind, 'Kubernetes' | 'Packer' | 'Bicep'> {
  return kind !== 'Kubernetes' && kind !== 'Packer' && kind !== 'Bicep'
}
