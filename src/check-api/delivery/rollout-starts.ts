import type { Command, Intent, Step, Word } from '../../models/index.js'
import { mayHideOptions } from './rollback.js'

/** A command or action that starts a rollout and returns before its end. */
export interface RolloutStart {
  /** What waits for it, as a person would type it. */
  readonly wait: string
  /** True if it rolls out only where the manifests that it applies hold workloads. */
  readonly hangsOnContent: boolean
  /** False if a word of it may hide the option that makes it wait. */
  readonly certain: boolean
}

interface Rule {
  readonly tools: readonly string[]
  /** Words that stand one after the other in the command; one of the lists. */
  readonly words: readonly (readonly string[])[]
  /** Only with one of these options. */
  readonly only?: readonly string[]
  /** With one of these it waits by itself. */
  readonly unless?: readonly string[]
  readonly wait: string
  readonly hangsOnContent?: true
}

const KUBECTL_WAIT = 'kubectl rollout status --timeout=5m'

/**
 * From the documentation of the tools: kubectl rollout, Helm `--wait`, AWS CLI `wait`, gcloud `--async`, Azure CLI
 * `--no-wait`, `argocd app wait`, Nomad `job run -detach`, `docker stack deploy --detach`, EB CLI `--nohang`, Fly
 * `--detach`.
 */
const RULES: readonly Rule[] = [
  {
    tools: ['kubectl'],
    words: [
      ['set', 'image'],
      ['set', 'env'],
      ['set', 'resources'],
      ['rollout', 'restart'],
      ['rollout', 'latest'],
    ],
    wait: KUBECTL_WAIT,
  },
  {
    tools: ['kubectl'],
    words: [['apply'], ['replace'], ['patch'], ['create']],
    wait: KUBECTL_WAIT,
    hangsOnContent: true,
  },
  {
    tools: ['helm'],
    words: [['upgrade'], ['install']],
    unless: ['--wait', '--atomic', '--rollback-on-failure'],
    wait: '--wait with --timeout',
  },
  {
    tools: ['aws-ecs'],
    words: [
      ['ecs', 'update-service'],
      ['ecs', 'create-service'],
    ],
    wait: 'aws ecs wait services-stable',
  },
  {
    tools: ['codedeploy'],
    words: [['deploy', 'create-deployment']],
    wait: 'aws deploy wait deployment-successful',
  },
  {
    tools: ['cloudformation'],
    words: [
      ['cloudformation', 'create-stack'],
      ['cloudformation', 'update-stack'],
      ['cloudformation', 'execute-change-set'],
    ],
    wait: 'aws cloudformation wait',
  },
  {
    tools: ['aws-elasticbeanstalk'],
    words: [['elasticbeanstalk', 'update-environment']],
    wait: 'aws elasticbeanstalk wait environment-updated',
  },
  {
    tools: ['aws-elasticbeanstalk', 'eb'],
    words: [['eb', 'deploy']],
    only: ['--nohang', '-nh'],
    wait: 'eb without --nohang',
  },
  {
    tools: ['cloud-run', 'app-engine', 'cloud-functions', 'gcloud'],
    words: [['gcloud']],
    only: ['--async'],
    wait: 'the command without --async',
  },
  {
    tools: ['azure-webapp', 'azure-functions', 'azure-containerapp', 'azure-spring-apps', 'azure-resource-manager'],
    words: [['az']],
    only: ['--no-wait'],
    wait: 'the command without --no-wait',
  },
  { tools: ['argocd'], words: [['app', 'sync']], wait: 'argocd app wait --health' },
  { tools: ['nomad'], words: [['run']], only: ['-detach', '--detach'], wait: 'the command without -detach' },
  {
    tools: ['docker-swarm'],
    words: [['stack', 'deploy']],
    unless: ['--detach=false', '-d=false'],
    wait: '--detach=false',
  },
  { tools: ['fly'], words: [['deploy']], only: ['--detach', '-d'], wait: 'fly deploy without --detach' },
]

/** Inputs of actions by which they wait, and the value of an input that is not given (their documentation: inputs). */
const ACTIONS: ReadonlyMap<string, { readonly input: string; readonly default: string; readonly needs?: string }> =
  new Map([
    [
      'aws-actions/amazon-ecs-deploy-task-definition',
      { input: 'wait-for-service-stability', default: 'false', needs: 'service' },
    ],
    ['einaregilsson/beanstalk-deploy', { input: 'wait_for_deployment', default: 'true' }],
  ])

/**
 * How an intent that deploys starts a rollout without waiting for it; `waits` if the command itself waits, undefined if
 * it is not known to start one.
 */
export function startsRollout({ tool, command }: Intent, step: Step): RolloutStart | 'waits' | undefined {
  if (command === undefined) return startedByAction(step)
  const words = command.argv.map(({ text }) => text)
  const rule = RULES.find((each) => each.tools.includes(tool) && each.words.some((path) => holds(words, path)))
  if (rule === undefined) return undefined
  if (rule.unless?.some((option) => isGiven(command.argv, option)) === true) return 'waits'
  if (rule.only !== undefined && !rule.only.some((option) => isGiven(command.argv, option))) return 'waits'
  return {
    wait: rule.wait,
    hangsOnContent: rule.hangsOnContent ?? false,
    certain: rule.unless === undefined || !mayHideOptions(command),
  }
}

function startedByAction(step: Step): RolloutStart | 'waits' | undefined {
  for (const { uses, with: inputs } of [step, ...step.inner]) {
    const known = ACTIONS.get(uses?.repository ?? '')
    if (known === undefined || (known.needs !== undefined && (inputs.get(known.needs)?.value ?? '') === '')) continue
    const value = inputs.get(known.input)?.value ?? known.default
    if (value === 'true') return 'waits'
    return { wait: `${known.input}: true`, hangsOnContent: false, certain: value === 'false' }
  }
  return undefined
}

/** Whether the words stand in the command one after the other, as sub-commands do. */
function holds(words: readonly string[], path: readonly string[]): boolean {
  return words.some((_, start) => path.every((word, index) => words[start + index] === word))
}

function isGiven(argv: readonly Word[], option: string): boolean {
  if (option.includes('=')) return argv.some(({ text }) => text === option)
  return argv.some(({ text }) => text === option || (text.startsWith(`${option}=`) && text !== `${option}=false`))
}

/** Sub-commands that read the state of something, for others to judge it again and again until the rollout has ended. */
const READS = /^(?:get|describe|status|show|list|history|info)(?:-|$)|^(?:get|describe|list)-/

/** Whether the command reads the state of something and hands it to what judges it. */
export function readsState({ argv, captured, conditional, streams }: Command): boolean {
  const isRead = captured === true || conditional || streams?.pipedInto !== undefined
  return isRead && argv.slice(1, 5).some(({ text }) => READS.test(text))
}
