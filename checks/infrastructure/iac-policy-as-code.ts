import {
  appliedCode,
  defineCheck,
  fileLocation,
  ownPolicyIn,
  mayBeDoneByService,
  onlyReports,
  pathsFitting,
  POLICY_TESTERS,
  policyGates,
  reachedByItself,
  searchGap,
  startedBy,
  z,
  type CheckOutcome,
  type DriftKind,
  type FileIndex,
  type Infrastructure,
  type Intent,
  type PolicyGate,
  type Project,
  type StepInJob,
} from '../../src/check-api/index.js'

type Message = 'missing' | 'unrun' | 'late' | 'reports' | 'untested'

/** Kinds that have tools for policies, with what the lexicon's tools cover. */
const COVERS: ReadonlyMap<DriftKind, string> = new Map<DriftKind, string>([
  ['Terraform', 'terraform'],
  ['CloudFormation', 'cloudformation'],
  ['Kubernetes', 'kubernetes'],
  ['Pulumi', 'pulumi'],
])

/** Linters whose rules are policies. */
const POLICY_LINTERS: ReadonlySet<string> = new Set(['kube-linter', 'kube-score', 'datree'])

interface Scan {
  readonly where: StepInJob
  readonly intent: Intent
}

export default defineCheck({
  id: 'iac-policy-as-code',
  title: 'No policy check stands before a deployment',
  severity: 'warning',
  confidence: 'medium',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'QA.NT.5',
    'AG.SAD.2',
    'AG.DLM.2',
    'AG.ACG.4',
    'waf.sec.automate-security',
    'SEC01-BP06',
    'SEC03-BP05',
    'SEC11-BP02',
    'hc.integration.security',
    'hc.maturity.l3.policy-and-scan',
    'hc.maturity.l4.governed',
    'hc.tf-maturity.standardize',
    'hc.full.policy-as-code',
    'hc.gitops.policy-gate',
    'hc.automate.testing.policy',
    'hc.secure.policy-as-code',
    'hc.secure.policy-as-code.tested',
    'hc.secure.policy-as-code.enforcement-levels',
    'ba.constraint.compliance',
  ],
  facets: { tests: ['hc.secure.policy-as-code.tested'] },
  judgesExamples: false,
  needs: ['delivery', 'pipelines', 'infrastructure', 'files', 'project'],
  wants: ['reportedChecks'],
  options: z.strictObject({}),
  messages: {
    missing: {
      text: '{kind} code is applied without a look at policies, while {other} code here passes {tool} first.',
      remedy: 'Run a scanner that reads {kind} before it is applied, and let it fail the run.',
    },
    unrun: {
      text: 'Nothing runs the policies in {path} before {kind} code is applied.',
      remedy: 'Run them in a pipeline of changes, over the plan or the manifests, and let them fail the run.',
    },
    late: {
      text: '{tool} looks at the {kind} code on a schedule alone, after it was applied.',
      remedy: 'Run it for changes too, and let it fail the run.',
    },
    reports: {
      text: '{what} lets in what breaks its rules, and only lists it.',
      remedy: 'Let it refuse once the list is empty: Enforce, deny or Deny.',
    },
    untested: {
      text: 'Nothing tests the policies in {path}, so a rule that never refuses goes unnoticed.',
      remedy:
        'Write tests that break each rule, and run them on every change: opa test, conftest verify, sentinel test or cfn-guard test.',
    },
  },

  *run({ delivery, pipelines, infrastructure, files, project, reportedChecks }) {
    const applied = [...appliedCode(delivery, infrastructure).keys()]
    const kinds = [...new Set(delivery.pulls.length > 0 ? [...applied, 'Kubernetes' as const] : applied)].filter(
      (kind) => COVERS.has(kind),
    )
    const gates = policyGates(infrastructure, files)
    yield* policiesOf(gates)
    const changed = reachedByItself(pipelines, { schedule: false })
    const gap = searchGap(changed, pipelines, reportedChecks, 'check policies')
    yield tested(changed.steps, files, gap)
    if (kinds.length === 0)
      return yield {
        kind: 'not-applicable',
        reason: 'no pipeline or controller applies infrastructure code that stays',
      }
    const scans = {
      now: scansIn(changed.steps),
      later: scansIn(startedBy(pipelines, ({ kind }) => kind === 'schedule').steps),
    }
    const context = { infrastructure, files, project, gates, ...scans }
    const seen = kinds.map((kind) => ({ kind, outcome: gateBefore(kind, context) }))
    for (const { kind, outcome } of seen) {
      if (outcome !== undefined) yield outcome
      else {
        const other = seen.find((each) => each.outcome?.kind === 'evidence')
        const service = kind === 'Terraform' ? mayBeDoneByService(infrastructure, files, 'enforce policies') : undefined
        yield service ?? gap ?? known(kind, other, context) ?? unseen(kind)
      }
    }
  },
})

interface Context {
  readonly infrastructure: Infrastructure
  readonly files: FileIndex
  readonly project: Project
  readonly gates: readonly PolicyGate[]
  readonly now: readonly Scan[]
  readonly later: readonly Scan[]
}

function scansIn(steps: readonly StepInJob[]): Scan[] {
  return steps.flatMap((where) =>
    where.step.intents
      .filter(({ kind, tool }) => kind === 'iac-scan' || POLICY_LINTERS.has(tool))
      .map((intent) => ({ where, intent })),
  )
}

function covers(kind: DriftKind): (scan: Scan) => boolean {
  const needed = COVERS.get(kind) ?? ''
  // Scanners that read whatever they find know no programs of Pulumi.
  return ({ intent }) => (intent.covers.length === 0 ? kind !== 'Pulumi' : intent.covers.includes(needed))
}

/** What stands before code of the kind, or only looks as if. */
function gateBefore(kind: DriftKind, { now, files, gates, project }: Context): CheckOutcome<Message> | undefined {
  const own = now.filter(covers(kind))
  const blocking = own.find(({ where, intent }) => !onlyReports(where, intent, files))
  const gate = gates.find(({ before = kind, effect }) => before === kind && effect === 'refuses')
  const nag = kind === 'CloudFormation' ? project.dependencies.find(({ name }) => name === 'cdk-nag') : undefined
  if (blocking !== undefined) {
    const { tool, at, because } = blocking.intent
    return {
      kind: 'evidence',
      text: '{tool} checks {kind} code before it is applied',
      data: { tool, kind },
      at,
      because,
    }
  }
  if (gate !== undefined)
    return { kind: 'evidence', text: '{what} refuses what breaks its rules', data: { what: gate.what }, at: gate.at }
  if (nag !== undefined) return { kind: 'evidence', text: 'cdk-nag checks the stacks while they are made', at: nag.at }
  const pack = kind === 'Pulumi' ? pathsFitting(files.paths, [/(?:^|\/)PulumiPolicy\.ya?ml$/])[0] : undefined
  if (pack !== undefined)
    return {
      kind: 'unknown',
      origin: 'files',
      reason: 'the organization may enforce the policies of {pack}',
      data: { pack },
    }
  const [silent] = own
  if (silent === undefined) return undefined
  const reason = `${silent.intent.tool} reports and never blocks`
  return { kind: 'implied', by: 'ci-scan-cannot-fail', reason, severity: 'warning', at: silent.intent.at }
}

/** What shows that policies are kept here, and do not stand before this kind. */
function known(
  kind: DriftKind,
  other: { readonly kind: DriftKind; readonly outcome: CheckOutcome<Message> | undefined } | undefined,
  { later, files }: Context,
): CheckOutcome<Message> | undefined {
  const scheduled = later.find(covers(kind))
  if (scheduled !== undefined) {
    const { tool, at, because } = scheduled.intent
    return { kind: 'problem', message: 'late', data: { tool, kind }, at, because }
  }
  const path = ownPolicyIn(files)
  if (path !== undefined && other === undefined)
    return { kind: 'problem', message: 'unrun', data: { path, kind }, at: fileLocation(path) }
  const { outcome } = other ?? {}
  const tool = outcome?.kind === 'evidence' ? outcome.data?.['tool'] : undefined
  if (tool === undefined || outcome?.kind !== 'evidence') return undefined
  const place = outcome.at === undefined ? {} : { at: outcome.at }
  return { kind: 'problem', message: 'missing', data: { kind, other: other?.kind ?? '', tool }, ...place }
}

function unseen(kind: DriftKind): CheckOutcome<never> {
  const who = kind === 'Kubernetes' ? 'an admission controller' : 'the organization'
  const reason = `nothing here checks {kind} code against policies; ${who} may do it outside of this repository`
  return { kind: 'unknown', origin: 'files', reason, data: { kind } }
}

/** Objects that would refuse, and are told only to list. */
function* policiesOf(gates: readonly PolicyGate[]): Generator<CheckOutcome<Message>> {
  const reporting = gates.filter(({ effect }) => effect === 'reports')
  const [first] = reporting
  if (first !== undefined && reporting.length === gates.length)
    yield { kind: 'problem', message: 'reports', severity: 'notice', data: { what: first.what }, at: first.at }
}

/** `conftest test` holds code against the policies, and does not test those. */
function judgesCode(tool: string, command: Intent['command']): boolean {
  return tool === 'conftest' && command?.argv.some(({ text }) => text === 'verify') !== true
}

/** Whether policies of one's own are tested: a facet of its own, as most repositories have none. */
function tested(
  steps: readonly StepInJob[],
  files: FileIndex,
  gap: CheckOutcome<never> | undefined,
): CheckOutcome<Message> {
  const path = ownPolicyIn(files)
  if (path === undefined) return { kind: 'not-applicable', reason: 'no policies are written here', facet: 'tests' }
  const test = steps
    .flatMap(({ step }) => step.intents)
    .find(({ kind, tool, command }) => kind === 'iac-test' && POLICY_TESTERS.has(tool) && !judgesCode(tool, command))
  if (test !== undefined) {
    const { tool, at, because } = test
    return { kind: 'evidence', text: '{tool} tests the policies', data: { tool }, at, because, facet: 'tests' }
  }
  if (gap?.kind === 'unknown') return { ...gap, facet: 'tests' }
  const place = fileLocation(path)
  return { kind: 'problem', message: 'untested', severity: 'notice', data: { path }, at: place, facet: 'tests' }
}
