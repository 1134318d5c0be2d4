import {
  appliedCode,
  because,
  comparisonOf,
  defineCheck,
  DETECTORS,
  folderOfIntent,
  isForUse,
  isOpen,
  mayBeSameFolder,
  mayBeDoneByService,
  nothingDeployed,
  ownName,
  searchGap,
  startedBy,
  stepsOf,
  textOf,
  truthOf,
  valueAt,
  z,
  type CheckOutcome,
  type Comparison,
  type Deployment,
  type DriftKind,
  type FileIndex,
  type Infrastructure,
  type Job,
  type Pipelines,
} from '../../src/check-api/index.js'

type Message = 'none' | 'unseen' | 'record' | 'byHand'

/** What to run on a schedule, by the kind of code. */
const REMEDIES: Readonly<Record<DriftKind, string>> = {
  Terraform: 'terraform plan -detailed-exitcode, whose status 2 fails the run',
  Pulumi: 'pulumi preview --refresh --expect-no-changes',
  CloudFormation: 'aws cloudformation detect-stack-drift or cdk drift, or use the Config rule for drift of stacks',
  Kubernetes: 'kubectl diff, or let Argo CD or Flux reconcile',
  Ansible: 'the playbook, or ansible-playbook --check --diff',
}

/** Tools that put an application and what it runs on into one stack of its own. */
const OF_ONE_APPLICATION: ReadonlySet<string> = new Set(['sam', 'copilot'])

export default defineCheck({
  id: 'iac-drift-detection',
  title: 'Drift between code and reality goes unnoticed',
  severity: 'warning',
  confidence: 'medium',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'AG.DEP.2',
    'AG.CA.2',
    'ops05-bp10.hardening.manual-fallback',
    'OPS05-BP03',
    'SEC05-BP04',
    'REL13-BP04',
    'hc.maturity.l2.occasional-drift',
    'hc.gitops.continuous-reconciliation',
    'ba.trap.unversioned-config',
    'ba.usecase.drift-convergence',
  ],
  judgesExamples: false,
  needs: ['delivery', 'pipelines', 'infrastructure', 'files'],
  wants: ['reportedChecks'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'Job {job} applies {kind} code, and nothing compares it with what runs until the next change.',
      remedy: 'Run on a schedule: {remedy}.',
    },
    unseen: {
      text: 'What {tool} finds on the schedule neither fails the run nor is told to anybody.',
      remedy: 'Let a difference fail the run, or send it to somebody: {remedy}.',
    },
    record: {
      text: '{tool} compares the code with what was applied last, and does not see what was changed by hand since.',
      remedy: 'Compare with what is there: {remedy}.',
    },
    byHand: {
      text: '{tool} compares the code with what runs only when somebody starts it.',
      remedy: 'Add a schedule to its pipeline.',
    },
  },

  *run({ delivery, pipelines, infrastructure, files, reportedChecks }) {
    const applied = appliedCode(delivery, infrastructure)
    if (delivery.pulls.length > 0) applied.delete('Kubernetes')
    const detected = detectors(infrastructure, files)
    if (applied.size === 0 && detected.size === 0)
      return yield infrastructure.resources.some(({ at }) => isForUse(at.file, files))
        ? nothingDeployed(delivery, 'no pipeline applies infrastructure code that stays')
        : { kind: 'not-applicable', reason: 'there is no infrastructure code to apply' }
    const scheduled = startedBy(pipelines, ({ kind }) => kind === 'schedule')
    const comparisons = scheduled.steps
      .filter(({ job }) => isScheduled(job))
      .flatMap((where) => where.step.intents.flatMap((intent) => comparisonOf(intent, where) ?? []))
    const gap = searchGap(scheduled, pipelines, reportedChecks, 'look for drift')
    for (const evidence of detected.values()) yield evidence
    for (const [kind, deployments] of applied) {
      if (detected.has(kind)) continue
      const own = comparisons.filter((each) => each.kind === kind)
      yield* judge(kind, deployments, own, () => {
        const service = kind === 'Terraform' ? mayBeDoneByService(infrastructure, files, 'look for drift') : undefined
        return [service ?? gap ?? startedByHand(kind, pipelines) ?? none(kind, deployments)]
      })
    }
  },
})

/** Whether a schedule starts the job for certain, or nothing else does. */
function isScheduled({ starts }: Job): boolean {
  const byClock = starts?.filter(({ trigger }) => trigger.kind === 'schedule') ?? []
  return starts === undefined || byClock.some(({ certain }) => certain) || byClock.length === starts.length
}

function* judge(
  kind: DriftKind,
  deployments: readonly Deployment[],
  comparisons: readonly Comparison[],
  otherwise: () => CheckOutcome<Message>[],
): Generator<CheckOutcome<Message>> {
  const looking = comparisons.filter((each) => each.with === 'reality')
  const correcting = deployments.find((each) => corrects(kind, each))
  const [seen] = looking
  if (seen !== undefined) {
    const { tool, at, because } = seen
    yield {
      kind: 'evidence',
      text: '{tool} compares the code with what runs on a schedule',
      data: { tool },
      at,
      because,
    }
    const folders = looking.map(({ folder }) => folder)
    const left = deployments.filter(
      ({ intent }) => !folders.some((folder) => mayBeSameFolder(folder, folderOfIntent(intent ?? {}))),
    )
    if (left.length > 0) yield none(kind, left)
  } else if (correcting !== undefined) {
    const { tool, at } = correcting
    yield { kind: 'evidence', text: '{tool} applies the code again on a schedule', data: { tool }, at }
  } else if (comparisons[0] !== undefined) {
    const { tool, at, because, with: how } = comparisons[0]
    const data = { tool, remedy: REMEDIES[kind] }
    yield { kind: 'problem', message: how === 'record' ? 'record' : 'unseen', data, at, because }
  } else yield* otherwise()
}

/** Whether a deployment that a schedule starts for certain takes back what was changed by hand. CloudFormation does not. */
function corrects(kind: DriftKind, { triggers, job, intent }: Deployment): boolean {
  if (kind === 'CloudFormation' || !triggers.some((each) => each.kind === 'schedule')) return false
  if (kind === 'Pulumi' && intent?.command?.argv.some(({ text }) => /^(?:-r|--refresh(?:=true)?)$/.test(text)) !== true)
    return false
  return isScheduled(job)
}

function none(kind: DriftKind, deployments: readonly Deployment[]): CheckOutcome<Message> {
  const [first, ...others] = deployments
  const lesser = kind === 'Kubernetes' || deployments.every(({ tool }) => OF_ONE_APPLICATION.has(tool))
  const places = new Map(others.map((each) => [`${each.at.file}:${each.at.line}`, each]))
  return {
    kind: 'problem',
    message: 'none',
    data: { job: first === undefined ? '' : ownName(first.job), kind, remedy: REMEDIES[kind] },
    ...(first !== undefined && { at: first.at }),
    ...(lesser && { severity: 'notice' }),
    because: [
      ...(first?.intent?.because ?? []),
      ...[...places.values()].slice(0, 10).map(({ at, job }) => because(at, `job ${ownName(job)} applies code too`)),
    ],
  }
}

/** What resources tell services to compare. */
function detectors({ resources }: Infrastructure, files: FileIndex): Map<DriftKind, CheckOutcome<never>> {
  const found = new Map<DriftKind, CheckOutcome<never>>()
  for (const { type, properties, file, name, at } of resources) {
    const detector = DETECTORS.find((each) => each.type.test(type))
    if (detector === undefined || !isForUse(file, files)) continue
    const { detects, service, on, notOff, names } = detector
    if (on !== undefined && truthOf(valueAt(properties, on)) !== true) continue
    if (notOff !== undefined && (truthOf(valueAt(properties, notOff)) ?? isOpen(valueAt(properties, notOff)))) continue
    if (names !== undefined && textOf(valueAt(properties, names.path)) !== names.text) continue
    found.set(detects, {
      kind: 'evidence',
      text: '{service} looks for drift, told by {name}',
      data: { service, name },
      at,
    })
  }
  return found
}

/** A comparison that somebody must start; in other systems than GitHub Actions a schedule may stand in their settings. */
function startedByHand(kind: DriftKind, pipelines: Pipelines): CheckOutcome<Message> | undefined {
  for (const where of stepsOf(pipelines, { inlined: true })) {
    const { pipeline, job } = where
    const triggers = job.starts?.map(({ trigger }) => trigger) ?? pipeline.triggers
    const isOpen = triggers.some((each) => each.kind === 'schedule') && !isScheduled(job)
    if (!isOpen && (triggers.length === 0 || !triggers.every(({ kind: by }) => by === 'manual' || by === 'call')))
      continue
    const found = where.step.intents.find(
      (intent) => intent.kind === 'drift-check' && comparisonOf(intent, where)?.kind === kind,
    )
    if (found === undefined) continue
    const { tool, at, because } = found
    const data = { tool }
    return pipeline.system === 'github-actions'
      ? { kind: 'problem', message: 'byHand', data, at, because }
      : {
          kind: 'unknown',
          origin: 'files',
          reason: 'settings of the CI system may start {tool} on a schedule',
          data,
          at,
        }
  }
  return undefined
}
