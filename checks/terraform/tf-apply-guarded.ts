import {
  ancestorsOf,
  defineCheck,
  folderOfCommand,
  onlyHoldsValues,
  ownName,
  runsBefore,
  terraformCommand,
  z,
  type CheckOutcome,
  type Deployment,
  type TerraformCommand,
} from '../../src/check-api/index.js'

type Message = 'unmerged' | 'unplanned'

export default defineCheck({
  id: 'tf-apply-guarded',
  title: 'Apply to production runs unreviewed, or applies something other than the plan',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'AG.ACG.4',
    'ops05-bp10.boundaries.approvals',
    'OPS06-BP02',
    'SEC11-BP04',
    'hc.gitops.review-before-merge',
    'hc.secure.policy-as-code.enforcement-levels',
    'ba.misuse.no-review',
  ],
  needs: ['delivery', 'infrastructure'],
  options: z.strictObject({}),
  messages: {
    unmerged: {
      text: 'Job {job} applies Terraform code {of}: infrastructure changes before anybody agreed.',
      remedy: 'Plan under review, and apply only after the merge.',
    },
    unplanned: {
      text: 'Job {job} plans and applies in one go: what it changes is seen by nobody before it happens.',
      remedy:
        'Save the plan with -out in a job before, let an environment with reviewers stand between, and apply the saved plan.',
    },
  },

  *run({ delivery, infrastructure }) {
    const applied = delivery.deployments.flatMap((deployment) => {
      const command = deployment.intent?.command && terraformCommand(deployment.intent.command)
      if (!deployment.persistent || command?.does !== 'apply') return []
      return onlyHoldsValues(folderOfCommand(command), infrastructure) ? [] : [{ deployment, command }]
    })
    if (applied.length === 0) return yield { kind: 'not-applicable', reason: 'no pipeline applies Terraform code' }
    const seen = new Set<string>()
    for (const { deployment, command } of applied) {
      const outcome = judge(deployment, command)
      const { file, line } = command.command.at
      const key = `${outcome.kind} ${file}:${line}`
      // Scripts and reusable workflows are run by many jobs: one finding for the line is enough.
      if (!seen.has(key)) yield outcome
      seen.add(key)
    }
  },
})

/** How it is said which code nobody has merged. */
const OF: Readonly<Record<string, string>> = {
  change: 'of changes under review',
  closed: 'of changes that were closed, even without a merge',
  branch: 'of any branch that is pushed',
}

function judge(deployment: Deployment, { command, operands }: TerraformCommand): CheckOutcome<Message> {
  const { pipeline, job, step } = deployment
  const { at, because } = command
  const data = { job: ownName(job) }
  const unknown = { kind: 'unknown', origin: 'files', data, at, because } as const
  const run = deployment.unmerged.find(({ of, certain }) => certain && of in OF)
  const guard = guardOf(deployment)
  if (guard === undefined && command.conditional)
    return { ...unknown, reason: 'whether job {job} gets to this command hangs on its script' }
  if (run !== undefined && guard === undefined)
    return { kind: 'problem', message: 'unmerged', data: { ...data, of: OF[run.of] ?? '' }, at, because }
  if (guard !== undefined) return { kind: 'evidence', text: guard, data, at, because }
  const isPlanned = runsBefore({ pipeline, job, step }).some(({ intents }) =>
    intents.some(({ kind }) => kind === 'iac-plan'),
  )
  const isNamed = operands.some((each) => !each.includes('$'))
  if (isNamed || command.argv.some(({ literal }) => !literal)) {
    const text = 'job {job} applies a plan that was made before'
    if (isNamed || isPlanned) return { kind: 'evidence', text, data, at, because }
    return { ...unknown, reason: 'whether job {job} applies a saved plan is not known' }
  }
  return { kind: 'problem', message: 'unplanned', data, at, because, severity: 'warning' }
}

/** What keeps the job waiting for a person, as far as files tell: who reviews an environment is a setting of the host. */
function guardOf({ pipeline, job, environment, triggers }: Deployment): string | undefined {
  if ([job, ...ancestorsOf(pipeline, job)].some(({ approval }) => approval !== undefined))
    return 'somebody approves before job {job} applies'
  if (
    triggers.length > 0 &&
    triggers.every(({ kind }) => kind === 'manual' || kind === 'comment' || kind === 'release')
  )
    return 'somebody starts job {job}'
  return environment === undefined ? undefined : 'job {job} applies in an environment, which can ask for reviewers'
}
