import type { Deployment, Intent, Job, Pipeline, Settings, Step, Tier } from '../../models/index.js'
import { classifyEnvironment } from '../environments.js'

/** Programs and actions that make a cluster or a cloud double which lives as long as the job. */
const THROWAWAY_PROGRAMS = new Set([
  'kind',
  'minikube',
  'k3d',
  'k3s',
  'microk8s',
  'localstack',
  'awslocal',
  'tflocal',
  'cdklocal',
  'samlocal',
  'act',
])
const THROWAWAY_ACTIONS = [
  'helm/kind-action',
  'engineerd/setup-kind',
  'container-tools/kind-action',
  'absaoss/k3d-action',
  'nolar/setup-k3d-k3s',
  'debianmaster/actions-k3s',
  'medyagh/setup-minikube',
  'manusa/actions-setup-minikube',
  'balchua/microk8s-actions',
  'chainguard-dev/actions',
  'localstack/setup-localstack',
  'jupyterhub/action-k3s-helm',
]

/** Options whose value names where a command deploys to. */
const TARGET_OPTIONS = new Set([
  '-n',
  '--namespace',
  '--context',
  '--kube-context',
  '--environment',
  '--env',
  '--stage',
  '--stack-name',
  '--stack',
  '--cluster',
  '--profile',
  '--application-name',
  '--deployment-group-name',
  '--function-name',
  '--service',
  '--resource-group',
  '--project',
  '--workspace',
  '-s',
  '-e',
  '-c',
])

type Target = Pick<Deployment, 'tier' | 'persistent'>

/**
 * Where a deployment goes: by the job's environment; else by a literal target in the command (`--namespace prod`,
 * `./deploy.sh staging`); else unnamed, which counts as an environment that stays, of unknown tier. Pipelines that only
 * pull requests start, and clusters made inside the job, go away by themselves.
 */
export function targetOf(
  pipeline: Pipeline,
  job: Job,
  step: Step,
  intent: Intent | undefined,
  settings: Settings,
): Target {
  if (isThrowaway(job, step, intent)) return { tier: 'test', persistent: false }
  const { environment } = job
  if (environment !== undefined) return { tier: environment.tier, persistent: !environment.ephemeral }
  const named = namedTarget(intent, settings)
  if (named !== undefined) return named
  const onlyChanges =
    pipeline.triggers.length > 0 && pipeline.triggers.every(({ kind }) => kind.startsWith('change-request'))
  return onlyChanges ? { tier: 'preview', persistent: false } : { tier: 'unknown', persistent: true }
}

function isThrowaway(job: Job, step: Step, intent: Intent | undefined): boolean {
  const steps = job.steps.slice(0, job.steps.indexOf(step) + 1)
  const programs = steps.flatMap(({ commands }) => commands).map(({ argv }) => argv[0]?.text.split('/').at(-1) ?? '')
  const actions = steps
    .flatMap(({ uses, inner }) => [uses, ...inner.map((each) => each.uses)])
    .map((uses) => uses?.repository ?? '')
  if (programs.some((program) => THROWAWAY_PROGRAMS.has(program))) return true
  if (actions.some((action) => THROWAWAY_ACTIONS.includes(action))) return true
  return intent?.kind === 'iac-apply' && destroysAfterwards(job, intent)
}

/** Infrastructure that the same job takes down again was made for a test. */
function destroysAfterwards({ steps }: Job, { tool }: Intent): boolean {
  return steps.some(({ intents }) => intents.some((each) => each.kind === 'cleanup' && each.tool === tool))
}

function namedTarget(intent: Intent | undefined, settings: Settings): Target | undefined {
  const words = intent?.command?.argv ?? []
  for (const [index, { text, literal }] of words.entries()) {
    const [option = '', attached] = text.split('=', 2)
    const value = TARGET_OPTIONS.has(option) ? (attached ?? words[index + 1]?.text) : undefined
    const candidate = value ?? (index > 0 && literal && !text.startsWith('-') ? text : undefined)
    if (candidate === undefined) continue
    const { tier, ephemeral } = classifyEnvironment(candidate, settings)
    if (ephemeral && value !== undefined) return { tier, persistent: false }
    if (isTold(tier, candidate, value !== undefined)) return { tier, persistent: !ephemeral }
  }
  return undefined
}

/** A bare word must be the tier's name itself: `deploy.sh staging` tells, `kubectl apply -f test.yaml` does not. */
function isTold(tier: Tier, text: string, isOption: boolean): boolean {
  if (tier === 'unknown') return false
  return isOption || /^[A-Za-z]+$/.test(text)
}
