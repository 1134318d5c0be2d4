import {
  defineCheck,
  deployPaths,
  guardedDeployments,
  mayHideOptions,
  onceForEachKey,
  ownName,
  runsBefore,
  searchGap,
  underReview,
  unreadable,
  z,
  type CheckOutcome,
  type CiSystem,
  type Delivery,
  type Deployment,
  type EnvironmentSettings,
  type Intent,
  type Known,
  type Step,
} from '../../src/check-api/index.js'

type Message = 'none' | 'unseen'

/** Systems whose environments have approvals that are set outside of files, and cannot be read. */
const SET_ELSEWHERE: ReadonlySet<CiSystem> = new Set<CiSystem>(['gitlab-ci', 'azure-pipelines', 'bitbucket-pipelines'])

/** Commands that make a new stack, of which there is nothing to compare with. */
const NEW_STACK = /^create-stack/

export default defineCheck({
  id: 'cfn-change-set-review',
  title: 'Stack is changed without a reviewed change set or diff',
  severity: 'warning',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.CI.3',
    'ops05-bp10.service.cloudformation',
    'ops05-bp10.boundaries.pre-checks',
    'ops05-bp10.boundaries.approvals',
    'OPS05-BP02',
    'OPS06-BP02',
  ],
  judgesExamples: false,
  needs: ['delivery', 'pipelines'],
  wants: ['reportedChecks', 'environments'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: '{command} updates the stack, and nobody sees before what it will replace or delete.',
      remedy: 'Run {diff} in a pipeline of pull requests, so that a reviewer sees what the change does.',
    },
    unseen: {
      text: '{command} follows its own diff at once, so nobody sees what it will replace or delete before it happens.',
      remedy: 'Run {diff} in a pipeline of pull requests, or let somebody approve between the two.',
    },
  },

  *run({ delivery, pipelines, reportedChecks, environments }) {
    const deployments = deployPaths(delivery).filter(changesStack)
    if (deployments.length === 0)
      return yield { kind: 'not-applicable', reason: 'no pipeline changes a stack of production' }
    const reviewed = underReview(pipelines)
    const compared = plansIn(reviewed.steps.map(({ step }) => step))[0]
    if (compared !== undefined) {
      const { tool, at, because } = compared
      return yield {
        kind: 'evidence',
        text: '{tool} shows what a change under review does',
        data: { tool },
        at,
        because,
      }
    }
    const gap = searchGap(reviewed, pipelines, reportedChecks, 'show what a change does')
    const outcomes = deployments.map(
      (each) => approved(each, delivery, environments) ?? madeElsewhere(each) ?? gap ?? problem(each),
    )
    yield* onceForEachKey(
      outcomes,
      ({ message, at }) => [message, at?.file],
      ({ data }) => `${String(data?.['command'])}, too`,
    )
  },
})

/** Whether it updates a stack that may be production's. The Serverless Framework has neither diffs nor change sets to show. */
function changesStack({ intent, tier }: Deployment): boolean {
  const words = intent?.command?.argv.map(({ text }) => text) ?? []
  return (
    intent?.covers.includes('cloudformation') === true &&
    (tier === 'production' || tier === 'unknown') &&
    !words.some((word) => NEW_STACK.test(word))
  )
}

function plansIn(steps: readonly Step[]): Intent[] {
  return steps
    .flatMap(({ intents }) => intents)
    .filter(({ kind, covers }) => kind === 'iac-plan' && covers.includes('cloudformation'))
}

/** A person who is waited for, or may be. */
function approved(
  deployment: Deployment,
  delivery: Delivery,
  environments: Known<readonly EnvironmentSettings[]>,
): CheckOutcome<never> | undefined {
  const { job, pipeline, triggers, environment, at } = deployment
  const data = { job: ownName(job) }
  const guarded = guardedDeployments(delivery, environments).find((each) => each.deployment === deployment)
  const [gate] = guarded?.gates ?? []
  if (gate !== undefined)
    return {
      kind: 'evidence',
      text: '{gate} waits for a person before job {job}',
      data: { ...data, gate: gate.name },
      at,
    }
  if (triggers.length > 0 && triggers.every(({ kind }) => kind === 'manual' || kind === 'comment'))
    return { kind: 'evidence', text: 'somebody starts job {job}', data, at }
  if (environment === undefined) return undefined
  if (pipeline.system === 'github-actions') return environments.known ? undefined : { ...unreadable(environments), at }
  const reason = 'the environment of job {job} may ask for an approval'
  return SET_ELSEWHERE.has(pipeline.system) ? { kind: 'unknown', origin: 'hosting', reason, data, at } : undefined
}

/** A change set that this run did not make. */
function madeElsewhere(deployment: Deployment): CheckOutcome<never> | undefined {
  const { step, at, intent } = deployment
  const mode = [...step.with].find(([name]) => name.toLowerCase() === 'actionmode')?.[1].value
  const executes =
    mode === 'CHANGE_SET_EXECUTE' || intent?.command?.argv.some(({ text }) => text === 'execute-change-set') === true
  if (!executes || plansIn(before(deployment)).length > 0) return undefined
  return { kind: 'unknown', origin: 'files', reason: 'where the change set was made and seen is not in the tree', at }
}

function before(deployment: Deployment): Step[] {
  return [...runsBefore(deployment), deployment.step]
}

function problem(deployment: Deployment): CheckOutcome<Message> {
  const { intent, at, tool } = deployment
  const { command } = intent ?? {}
  const words = command?.argv.map(({ text }) => text) ?? []
  const shown = words.slice(0, tool === 'cloudformation' ? 3 : 2).join(' ')
  const diff =
    tool === 'cdk'
      ? 'cdk diff'
      : tool === 'sam'
        ? 'sam deploy --no-execute-changeset'
        : 'aws cloudformation create-change-set'
  // Without an answer in advance, CDK stops before changes of rights (CDK docs: cdk deploy, --require-approval).
  const asks = tool === 'cdk' && command !== undefined && !words.join(' ').includes('never') && !mayHideOptions(command)
  return {
    kind: 'problem',
    message: plansIn(before(deployment)).length > 0 ? 'unseen' : 'none',
    data: { command: shown === '' ? tool : shown, diff },
    at,
    because: intent?.because ?? [],
    ...(asks && { severity: 'notice' }),
  }
}
