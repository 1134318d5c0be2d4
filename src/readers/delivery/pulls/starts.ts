import type { Command, Intent, Job, Pull, Step } from '../../../models/index.js'
import { joinPath, operandsOf } from '../command-words.js'
import type { Place } from '../throwaway.js'
import type { Pulls } from './index.js'

/** Actions that commit and push what a job changed. */
const COMMITTING: ReadonlySet<string> = new Set([
  'stefanzweifel/git-auto-commit-action',
  'endbug/add-and-commit',
  'ad-m/github-push-action',
  'devops-infra/action-commit-push',
  'actions-js/push',
  'github-actions-x/commit',
])

/** Actions that ask for a review of the change instead. */
const PROPOSING: ReadonlySet<string> = new Set([
  'peter-evans/create-pull-request',
  'repo-sync/pull-request',
  'devops-infra/action-pull-request',
])

/** Programs that change the files they name. */
const EDITORS: ReadonlySet<string> = new Set(['yq', 'sed', 'gsed', 'perl', 'dasel'])

/** What a step starts: the pulls whose folder it changes for the job to push. */
export interface PullStart {
  readonly pulls: readonly Pull[]
  readonly intent: Intent
}

/**
 * The pulls that deploy because of the step: the job changes a file that they deploy, and pushes it to this repository
 * without asking for a review.
 */
export function pullStart({ job, step }: Pick<Place, 'job' | 'step'>, pulls: Pulls): PullStart | undefined {
  if (pulls.all.length === 0 || !pushes(job) || isElsewhere(job)) return undefined
  for (const command of step.commands) {
    const found = [...new Set(filesChanged(command).flatMap((file) => pulls.dependingOn(file)))]
    const tool = found[0]?.controller
    if (tool === undefined) continue
    const { at, because } = command
    return { pulls: found, intent: { kind: 'deploy', tool, covers: ['kubernetes'], command, at, because } }
  }
  return undefined
}

/** The pulls that a command of the controller's own client starts: `argocd app sync shop`, `flux reconcile kustomization shop`. */
export function pullsNamed({ tool, command }: Intent, { all }: Pulls): Pull[] {
  if (command === undefined) return []
  const words = new Set(operandsOf(command).flatMap(({ text, literal }) => (literal ? [text.split('/').at(-1)] : [])))
  return all.filter(({ controller, name }) => controller === tool && words.has(name))
}

function pushes(job: Job): boolean {
  if (proposes(job)) return false
  return job.steps.some((step) => step.commands.some(pushesHere) || commits(step))
}

/** Whether the step is an action that commits and pushes what the job changed. */
export function commits(step: Step): boolean {
  return [step, ...step.inner].some(({ uses }) => COMMITTING.has(uses?.repository ?? ''))
}

/** Whether the job asks for a review of what it changed. */
export function proposes({ steps }: Job): boolean {
  const all = steps.flatMap((step) => [step, ...step.inner])
  const commands = steps.flatMap((step) => step.commands)
  return (
    all.some(({ uses }) => PROPOSING.has(uses?.repository ?? '')) ||
    commands.some(({ argv }) => /^(?:gh pr|glab mr|hub pull-request|az repos pr)\b/.test(textOf(argv)))
  )
}

/** `git push`, also with a token in an address of this repository. */
function pushesHere({ argv }: Command): boolean {
  const words = argv.map(({ text }) => text)
  if (words[0] !== 'git' || !words.includes('push')) return false
  const address = words.find((word) => word.includes('://') || word.startsWith('git@'))
  return address === undefined || /github\.repository|GITHUB_REPOSITORY|CI_PROJECT_PATH|CI_REPOSITORY_URL/.test(address)
}

/** Whether the job works in a copy of another repository instead of this one's. */
export function isElsewhere({ steps }: Job): boolean {
  return steps.some((step: Step) => {
    const repository = step.with.get('repository')?.value
    const checksOut = step.uses?.repository === 'actions/checkout' && step.with.get('path') === undefined
    return checksOut && repository !== undefined && !repository.includes('github.repository')
  })
}

/** Files of the tree that the command changes, as far as its words are literal. */
function filesChanged(command: Command): string[] {
  const { argv, directory, streams } = command
  if (directory === undefined) return []
  const words = argv.map(({ text }) => text)
  const program = words[0]?.split('/').at(-1) ?? ''
  const within = (path: string): string[] => [joinPath(directory, path) ?? []].flat()
  if (program === 'kustomize' && words[1] === 'edit' && words[2] === 'set') return within('kustomization.yaml')
  if (program === 'envsubst') return streams?.stdout === undefined ? [] : within(streams.stdout)
  if (!edits(words)) return []
  return operandsOf(command)
    .filter(({ text, literal }) => literal && /^[\w./-]+\.(?:ya?ml|json)$/.test(text))
    .flatMap(({ text }) => within(text))
}

/** Whether the command changes a file, whichever: `sed -i`, `yq -i`, `kustomize edit set image`. */
export function changesFiles({ argv }: Command): boolean {
  const words = argv.map(({ text }) => text)
  const isKustomize = words[0]?.split('/').at(-1) === 'kustomize' && words[1] === 'edit' && words[2] === 'set'
  return isKustomize || edits(words)
}

function edits(words: readonly string[]): boolean {
  const program = words[0]?.split('/').at(-1) ?? ''
  return EDITORS.has(program) && words.some((word) => /^(?:-[a-zA-Z]*i|--in-?place|-w)/.test(word))
}

function textOf(argv: Command['argv']): string {
  return argv
    .slice(0, 3)
    .map(({ text }) => text)
    .join(' ')
}
