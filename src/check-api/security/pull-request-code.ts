import type { Location } from '../../core/location.js'
import type { ActionRef, Job, Pipeline, Step } from '../../models/index.js'
import { versionOf } from '../supply-chain/action-version.js'
import { flowsInto, type Flow } from '../pipelines/flows.js'
import type { Origins, Place } from '../pipelines/origins.js'

/** A step that brings what an outsider wrote into the workspace. */
export interface Fetch {
  readonly step: Step
  /** For a person: `github.event.pull_request.head.sha`, `gh pr checkout`. */
  readonly what: string
  readonly at: Location
  /** The folder it goes to; undefined for the workspace itself. */
  readonly folder: string | undefined
  /** True if the code is that of the moment of the event: it cannot change between a look at it and the run. */
  readonly fixed: boolean
  /** True if this version of the action refuses a fork's code by itself. */
  readonly refused: boolean
}

const COMMIT =
  /^github\.event\.(pull_request\.(head\.sha|merge_commit_sha)|workflow_run\.(head_sha|head_commit\.id|pull_requests\.\*\.head\.sha))$/
const REPOSITORY =
  /^github\.event\.(pull_request\.head\.repo|workflow_run\.head_repository)\.(full_name|name|clone_url|git_url|ssh_url|html_url|owner\.login)$/
/** Outputs of actions that look a comment's pull request up. */
const LOOKUPS: ReadonlyMap<string, RegExp> = new Map([
  ['xt0rted/pull-request-comment-branch', /^head_(ref|sha)$/],
  ['alessbell/pull-request-comment-branch', /^head_(ref|sha)$/],
  ['potiuk/get-workflow-origin', /^sourceheadsha$/],
])
const GIT_FETCHES = new Set(['fetch', 'pull', 'checkout', 'switch', 'merge', 'clone', 'reset', 'worktree', 'remote'])
const DOWNLOADS = new Set(['actions/download-artifact', 'dawidd6/action-download-artifact'])

/** First versions of actions/checkout that refuse a fork's code on these events unless told otherwise, by major version. */
const REFUSING: ReadonlyMap<number, readonly [minor: number, patch: number]> = new Map([
  [2, [8, 0]],
  [3, [7, 0]],
  [4, [4, 0]],
  [5, [1, 0]],
  [6, [1, 0]],
])
const REFUSES_ON = new Set(['pull_request_target', 'workflow_run'])

/** How the step fetches an outsider's code in a run of `pipeline` that `event` started, if it does. */
export function fetchOf(
  step: Step,
  place: Place,
  pipeline: Pipeline,
  event: string,
  origins: Origins,
): Fetch | undefined {
  const origin = (flow: Flow) =>
    origins
      .of(flow, { ...place, step })
      .filter((each) => each.pipeline === pipeline || each.pipeline === place.pipeline)
      .map(({ flow: { path } }) => path)
  const contexts = (text = '') => flowsInto(text).flatMap(origin)
  if (step.uses === undefined) return fetchByCommand(step, place.job, contexts, origin)
  if (step.uses.repository === 'actions/checkout') return fetchByCheckout(step, step.uses, place.job, event, contexts)
  return event === 'workflow_run' ? fetchByArtifact(step, step.uses, contexts) : undefined
}

function fetchByCheckout(
  step: Step,
  uses: ActionRef,
  job: Job | undefined,
  event: string,
  contexts: (text?: string) => string[],
): Fetch | undefined {
  const { with: inputs } = step
  const [ref, repository] = [inputs.get('ref'), inputs.get('repository')]
  const refs = contexts(ref?.value)
  const commit = refs.find((path) => COMMIT.test(path) || isLookup(path, job))
  // A branch name alone names a branch of the base repository.
  const foreign = contexts(repository?.value).find((path) => REPOSITORY.test(path))
  const what = commit ?? foreign ?? pullRef(ref?.value ?? '')
  if (what === undefined) return undefined
  return {
    step,
    what,
    at: (what === foreign ? repository?.at : ref?.at) ?? uses.at,
    folder: folderOf(inputs.get('path')?.value),
    fixed: refs.includes('github.event.pull_request.head.sha'),
    refused: REFUSES_ON.has(event) && refuses(uses) && inputs.get('allow-unsafe-pr-checkout')?.value !== 'true',
  }
}

function fetchByCommand(
  step: Step,
  job: Job | undefined,
  contexts: (text?: string) => string[],
  origin: (flow: Flow) => string[],
): Fetch | undefined {
  const isForeign = (path: string) => COMMIT.test(path) || REPOSITORY.test(path) || isLookup(path, job)
  const variables = (text: string) =>
    Array.from(text.matchAll(/\$\{?([A-Za-z_]\w*)/g), ([, name = '']) => ({
      path: `env.${name.toLowerCase()}`,
      whole: false,
    })).flatMap(origin)
  const command = step.commands.find(({ argv }) => {
    const [program = '', sub = '', third = ''] = argv.map(({ text }) => text)
    if (program === 'gh') return sub === 'pr' && third === 'checkout'
    if (program === 'hub') return sub === 'pr' && third === 'checkout'
    if (program !== 'git' || !GIT_FETCHES.has(sub)) return false
    return argv.some(
      ({ text }) => pullRef(text) !== undefined || contexts(text).some(isForeign) || variables(text).some(isForeign),
    )
  })
  if (command === undefined) return undefined
  const words = command.argv.map(({ text }) => text)
  return {
    step,
    what: words.slice(0, words[0] === 'git' ? 2 : 3).join(' '),
    at: command.at,
    folder: undefined,
    fixed: false,
    refused: false,
  }
}

/** An artifact of the run that started this one, unpacked among the files of the base repository. */
function fetchByArtifact(step: Step, uses: ActionRef, contexts: (text?: string) => string[]): Fetch | undefined {
  if (!DOWNLOADS.has(uses.repository ?? '')) return undefined
  const { with: inputs } = step
  const run = inputs.get('run-id') ?? inputs.get('run_id')
  if (!contexts(run?.value).includes('github.event.workflow_run.id')) return undefined
  if (folderOf(inputs.get('path')?.value) !== undefined) return undefined
  const what = 'an artifact of the triggering run'
  return { step, what, at: run?.at ?? uses.at, folder: undefined, fixed: true, refused: false }
}

function folderOf(path = '.'): string | undefined {
  const folder = path
    .trim()
    .replace(/^\$\{\{\s*github\.workspace\s*\}\}/, '')
    .replace(/^(\.?\/)+|(?<!\/)\/+$/g, '')
  return folder === '' || folder === '.' ? undefined : folder
}

/** `refs/pull/12/merge` or `pull/12/head`, whatever stands for the number. */
function pullRef(text: string): string | undefined {
  const start = text.indexOf('pull/')
  if (start < 0) return undefined
  return ['/head', '/merge'].some((end) => text.indexOf(end, start + 5) > 0) ? text : undefined
}

function isLookup(path: string, job: Job | undefined): boolean {
  const [, id, output = ''] = /^steps\.([^.]+)\.outputs\.([^.]+)$/.exec(path) ?? []
  const step = job?.steps.find((each) => each.id?.toLowerCase() === id)
  return LOOKUPS.get(step?.uses?.repository ?? '')?.test(output) ?? false
}

/** Whether this version refuses by itself; known for version tags and for commits with the version as a comment. */
function refuses(uses: ActionRef): boolean {
  const version = versionOf(uses)
  if (version === undefined) return false
  const { major, minor, patch = 0 } = version
  if (major >= 7) return true
  const first = REFUSING.get(major)
  // A moving major tag (v4) has received the change.
  if (first === undefined || minor === undefined) return first !== undefined
  return minor > first[0] || (minor === first[0] && patch >= first[1])
}
