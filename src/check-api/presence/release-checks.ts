import type { IntentKind } from '../../core/intent-kind.js'
import type { Activity, Delivery, Intent, Pipeline, Pipelines, Step } from '../../models/index.js'
import { defineCheck, type Check, type CheckFacts, type CheckOutcome, type MessageText } from '../check.js'
import { firstGap } from '../outcomes.js'
import { ancestorsOf, descendantsOf, runsBefore, stepsAfter, stepsOf, type StepInJob } from '../pipelines/pipelines.js'
import { z } from '../z.js'
import { addTo } from '../../core/group.js'
import { oncePer } from '../../core/once.js'

/** What must accompany everything that pipelines publish. */
export interface ReleaseSignals {
  /** What somebody would do to satisfy the check, after "may": `sign it`. */
  readonly does: string
  /** Any of these intents satisfies the check: before or after the publishing step, or in a pipeline that a release starts. */
  readonly intents: readonly IntentKind[]
  /** Only what stands before the publishing step counts, because afterwards it is out. */
  readonly before?: boolean
  /** Which publications the check is about; all of them without. */
  readonly about?: (publication: Activity) => boolean
  /** How the publication satisfies the check by itself, as a sentence part; undefined if it does not. */
  readonly included?: (publication: Activity) => string | undefined
  /** Tools whose configuration file may ask for it, and the file. */
  readonly configured?: ReadonlyMap<string, string>
}

interface ReleaseCheck<MessageId extends string> extends CheckFacts {
  readonly messageId: MessageId
  /** May use `{job}` and `{tool}`. */
  readonly message: MessageText
  readonly signals: ReleaseSignals
}

/**
 * A check of what accompanies a release, judged for each job that publishes: evidence where the signal is seen, unknown
 * where something opaque or unread could hold it, a problem where everything was looked into.
 */
export function defineReleaseCheck<const MessageId extends string>(
  spec: ReleaseCheck<MessageId>,
): Check<'pipelines' | 'delivery', never, ReturnType<typeof z.strictObject>, MessageId> {
  const { message, messageId, signals, ...meta } = spec
  return defineCheck({
    ...meta,
    kind: 'presence',
    needs: ['pipelines', 'delivery'],
    options: z.strictObject({}),
    messages: { [messageId]: message } as Record<MessageId, MessageText>,

    *run({ pipelines, delivery }): Generator<CheckOutcome<MessageId>> {
      const publications = oneForEachPlace(delivery).filter(
        (each) => publishesArtifact(each) && signals.about?.(each) !== false,
      )
      if (publications.length === 0) {
        const reason = 'no pipeline publishes what this is about'
        return yield { kind: 'not-applicable', reason }
      }
      const lacking = new Map<Pipeline, Activity[]>()
      for (const publication of publications) {
        const outcome = judge(publication, pipelines, signals)
        if (outcome !== undefined) yield outcome
        else addTo(lacking, publication.pipeline, publication)
      }
      for (const all of lacking.values()) yield* problemOf(all, messageId)
    },
  })
}

/** The first of each job, and of jobs that publish in the same line of a called workflow or a script. */
export function oneForEachPlace({ publications }: Delivery): Activity[] {
  const byJob = [...new Map(publications.toReversed().map((each) => [each.job, each])).values()].toReversed()
  return [...new Map(byJob.toReversed().map((each) => [`${each.at.file}:${each.at.line}`, each])).values()].toReversed()
}

/** Tools that tell a registry about a release that is out already, or publish no artifact. */
const ANNOUNCING: ReadonlySet<string> = new Set([
  'wingetcreate',
  'komac',
  'homebrew',
  'ansible-galaxy',
  'buf',
  'release-drafter',
  'release-please',
])

/** Words by which a command hands on what was published before. */
const HANDING_ON: ReadonlySet<string> = new Set(['imagetools', 'copy', 'cp', 'promote', 'tag', 'mutate', 'sync'])

/** Inputs by which an action adds files to a release. */
const FILE_INPUTS = ['files', 'file', 'asset_paths', 'artifacts', 'asset_path']

/** Whether it brings out something that this run has built, and not a text or what is out already. */
export function publishesArtifact({ intent: { kind, tool, command }, step }: Activity): boolean {
  if (ANNOUNCING.has(tool)) return false
  const words = command?.argv.map(({ text }) => text) ?? []
  if (words.slice(1, 4).some((word) => HANDING_ON.has(word))) return false
  if (kind !== 'release') return true
  if (command === undefined) return FILE_INPUTS.some((name) => step.with.has(name)) || step.uses?.kind !== 'remote'
  const creates = words.includes('release') && words.includes('create')
  return !creates || words.some((word) => /[*/]|\.(?:tgz|gz|zip|xz|exe|deb|rpm|dmg|jar|vsix|whl|apk)$/.test(word))
}

function judge(
  publication: Activity,
  pipelines: Pipelines,
  { intents, before = false, included, configured, does }: ReleaseSignals,
): CheckOutcome<never> | undefined {
  const { job, intent, at } = publication
  const itself = included?.(publication)
  if (itself !== undefined) return { kind: 'evidence', text: itself, data: { job: job.id, tool: intent.tool }, at }
  const wanted = new Set(intents)
  const near = [...runsBefore(publication), publication.step, ...(before ? [] : stepsAfter(publication))]
  const far = before ? [] : startedByReleases(pipelines)
  const seen =
    intentAmong(near, wanted) ??
    intentAmong(
      far.map(({ step }) => step),
      wanted,
    )
  if (seen !== undefined) {
    const data = { tool: seen.tool, job: job.id }
    return {
      kind: 'evidence',
      text: '{tool} runs for what job {job} publishes',
      data,
      at: seen.at,
      because: seen.because,
    }
  }
  const file = configured?.get(intent.tool)
  if (file !== undefined) {
    const reason = `{tool} may ${does} if {file} says so, which is not read`
    return { kind: 'unknown', origin: 'files', reason, data: { tool: intent.tool, file }, at }
  }
  const called = [...ancestorsOf(publication.pipeline, job), ...descendantsOf(publication.pipeline, job)].find(
    ({ calls }) => calls?.resolved === false,
  )
  if (called?.calls !== undefined) {
    const reason = `{what} may ${does} and cannot be looked into`
    return { kind: 'unknown', origin: 'files', reason, data: { what: called.calls.target.text }, at: called.at }
  }
  return firstGap(near, { all: [publication.pipeline], unread: [] }, does)
}

/** Steps of pipelines that a release, or the end of another pipeline, starts: they may add to what was published. */
const startedByReleases = oncePer((pipelines: Pipelines): readonly StepInJob[] => {
  const started = new Set<Pipeline>(
    pipelines.all.filter(({ triggers }) => triggers.some(({ kind }) => kind === 'release' || kind === 'upstream')),
  )
  return stepsOf(pipelines, { inlined: true }).filter(({ pipeline }) => started.has(pipeline))
})

function intentAmong(steps: readonly Step[], wanted: ReadonlySet<IntentKind>): Intent | undefined {
  return steps.flatMap(({ intents }) => intents).find(({ kind }) => wanted.has(kind))
}

/** One problem for a pipeline: its jobs publish parts of one release, as a rule. */
function* problemOf<MessageId extends string>(
  [first, ...others]: readonly Activity[],
  message: MessageId,
): Generator<CheckOutcome<MessageId>> {
  if (first === undefined) return
  const { job, intent, at } = first
  const jobs = [job.id, ...others.map((each) => each.job.id)]
  yield { kind: 'problem', message, data: { job: jobsText(jobs), tool: intent.tool }, at, because: intent.because }
}

/** `publish`, `publish and 2 more`. */
function jobsText([first = '', ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first} and ${others.length} more`
}

/** Whether the publication pushes a container image. */
export function publishesImage({ intent, step }: Activity): boolean {
  if (intent.covers.includes('docker')) return true
  const words = intent.command?.argv.map(({ text }) => text) ?? []
  return IMAGE_TOOLS.has(intent.tool) && !words.includes('helm') && step !== undefined
}

const IMAGE_TOOLS: ReadonlySet<string> = new Set([
  'docker',
  'docker-compose',
  'buildah',
  'podman',
  'kaniko',
  'buildkit',
  'ko',
  'jib',
  'skopeo',
  'crane',
  'pack',
])
