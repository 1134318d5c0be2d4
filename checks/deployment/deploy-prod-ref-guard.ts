import {
  ancestorsOf,
  chosenRef,
  defineCheck,
  deployPaths,
  holdsAnyway,
  noDeployment,
  Origins,
  ownName,
  z,
  type CheckOutcome,
  type Deployment,
  type EnvironmentSettings,
  type Job,
  type Known,
  type Location,
  type UnmergedRun,
} from '../../src/check-api/index.js'

type Message = 'chosenRef' | 'alwaysTrue' | UnmergedRun['of']

/** The worst first: what happens by itself, then what somebody must start. */
const ORDER: readonly UnmergedRun['of'][] = ['change', 'closed', 'branch', 'started']

export default defineCheck({
  id: 'deploy-prod-ref-guard',
  title: 'Unmerged code can reach production',
  severity: 'error',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'AG.SAD.3',
    'ops05-bp10.boundaries.scope',
    'ops05-bp10.boundaries.approvals',
    'SEC11-BP04',
    'hc.maturity.l4.merge-permission-deploys',
    'hc.gitops.apply-on-merge',
    'ba.misuse.no-review',
  ],
  needs: ['delivery', 'pipelines'],
  wants: ['environments'],
  options: z.strictObject({}),
  messages: {
    chosenRef: {
      text: 'Job {job} deploys whatever the input {input} names to production, merged or not.',
      remedy: 'Let the input name a released version, or check that the commit is part of the default branch.',
    },
    alwaysTrue: {
      text: 'The condition of job {job} always holds: text around its expression makes it a text, which counts as true.',
      remedy: 'Put the whole condition between one pair of ${{ }}, with nothing before or after it.',
    },
    change: {
      text: 'Job {job} deploys changes under review to production.',
      remedy: 'Let only pushes to the default branch, or releases, get to the job.',
    },
    closed: {
      text: 'Job {job} deploys to production when a pull request is closed, even without a merge.',
      remedy:
        'Ask for github.event.pull_request.merged in the condition, or start it with the push that a merge makes.',
    },
    branch: {
      text: 'Job {job} deploys a push to any branch to production.',
      remedy: 'Name the default branch in the trigger or in the condition of the job.',
    },
    started: {
      text: 'Job {job} deploys any branch to production that somebody with write access starts it on.',
      remedy: 'Ask for the default branch in the condition, or limit the branches of the environment.',
    },
  },

  *run({ delivery, pipelines, environments }) {
    const nothing = noDeployment(delivery)
    if (nothing !== undefined) return yield nothing
    const production = oneForEachJob(deployPaths(delivery).filter(({ tier }) => tier === 'production'))
    if (production.length === 0)
      return yield { kind: 'not-applicable', reason: 'nothing is known to be deployed to production from here' }
    const origins = new Origins(pipelines)
    for (const deployment of production) yield* judge(deployment, origins, environments)
  },
})

function oneForEachJob(deployments: readonly Deployment[]): Deployment[] {
  return [...new Map(deployments.map((each) => [each.job, each])).values()]
}

function* judge(
  deployment: Deployment,
  origins: Origins,
  environments: Known<readonly EnvironmentSettings[]>,
): Generator<CheckOutcome<Message>> {
  const { pipeline, job, step } = deployment
  const data = { job: ownName(job) }
  const chosen = chosenRef(pipeline, job, origins)
  if (chosen !== undefined)
    return yield { kind: 'problem', message: 'chosenRef', data: { ...data, input: chosen.input }, at: chosen.at }
  const broken = [step, job, ...ancestorsOf(pipeline, job)].find(
    ({ condition }) => pipeline.system === 'github-actions' && holdsAnyway(condition?.value ?? ''),
  )
  if (broken?.condition !== undefined)
    return yield { kind: 'problem', message: 'alwaysTrue', data, at: broken.condition.at }
  const runs = ORDER.flatMap((of) => deployment.unmerged.filter((run) => run.of === of && isOwnCode(run, deployment)))
  const certain = runs.find((run) => run.certain)
  if (certain !== undefined) return yield guarded(deployment, environments) ?? unguarded(certain, job)
  const [open] = runs
  if (open !== undefined) {
    const reason = 'whether {event} of unmerged code gets to job {job} hangs on something unknown'
    return yield { kind: 'unknown', origin: 'files', reason, data: { ...data, event: open.trigger.event }, at: job.at }
  }
  yield { kind: 'evidence', text: 'only merged code or releases get to job {job}', data, at: job.at }
}

/** A run that somebody starts may also deploy a version that was built before. */
function isOwnCode({ of }: UnmergedRun, { pipeline, job }: Deployment): boolean {
  const jobs = [job, ...ancestorsOf(pipeline, job)]
  return of !== 'started' || jobs.some(({ steps }) => steps.some(({ intents }) => intents.some(isCheckout)))
}

function isCheckout({ kind }: { readonly kind: string }): boolean {
  return kind === 'checkout'
}

/** What the host may do against it: the branches of the environment, or its approval elsewhere. */
function guarded(
  { pipeline, job, environment }: Deployment,
  environments: Known<readonly EnvironmentSettings[]>,
): CheckOutcome<Message> | undefined {
  const shared: { readonly at: Location } = { at: job.at }
  if (pipeline.system !== 'github-actions') {
    const isHeld = environment !== undefined || (job.secrets ?? []).length > 0 || pipeline.system === 'azure-pipelines'
    const reason = 'which branches may deploy with job {job} is set in {system}'
    return isHeld
      ? { kind: 'unknown', origin: 'hosting', reason, data: { job: job.id, system: pipeline.system }, ...shared }
      : undefined
  }
  if (environment === undefined) return undefined
  const data = { name: environment.name, job: job.id }
  if (!environments.known) {
    const { reason: why, permission, remedy } = environments
    const reason = 'which branches may deploy to {name} cannot be read: {why}'
    const more = { ...(permission !== undefined && { permission }), ...(remedy !== undefined && { remedy }) }
    return { kind: 'unknown', origin: 'hosting', reason, data: { ...data, why }, ...more, ...shared }
  }
  if (!environment.resolved) {
    const reason = 'which environment job {job} deploys to is not known'
    return { kind: 'unknown', origin: 'files', reason, data, ...shared }
  }
  const settings = environments.value.find(({ name }) => name.toLowerCase() === environment.name.toLowerCase())
  if (settings?.branchPolicy === undefined) return undefined
  return { kind: 'evidence', text: 'environment {name} takes only the branches that it names', data, ...shared }
}

function unguarded({ of, trigger }: UnmergedRun, job: Job): CheckOutcome<Message> {
  const data = { job: ownName(job) }
  if (of === 'started') return { kind: 'problem', message: of, data, at: job.at, severity: 'warning' }
  return { kind: 'problem', message: of, data, at: trigger.at }
}
