import { PUBLISH_KINDS } from '../../core/intent-kind.js'
import type { Activity, Intent, Trigger } from '../../models/index.js'
import { publishesIn, triggersOf, type Reaching } from './reach.js'
import { runsOfIntent } from './script-tests.js'
import { makesItsTarget, type Place } from './throwaway.js'

/** Tools that publish what goes away by itself, or only prepare a release for somebody to publish. */
const NOT_FOR_GOOD: ReadonlySet<string> = new Set(['pkg-pr-new', 'release-please', 'release-drafter'])

/** Registries that live as long as the job, or keep what they get for hours. */
const SHORT_LIVED = /(?:^|[/=@])(?:localhost|127\.0\.0\.1|kind-registry|registry\.localhost|ttl\.sh)(?:[:/]|$)/

/** What the step publishes for good, the first of each tool. */
export function publicationsOf(place: Place): Activity[] {
  const { pipeline, job, step } = place
  if (!step.intents.some(({ kind }) => PUBLISH_KINDS.has(kind)) || makesItsTarget(place)) return []
  const byTool = new Map<string, Activity>()
  for (const intent of step.intents) {
    if (!PUBLISH_KINDS.has(intent.kind) || byTool.has(intent.tool) || isShortLived(intent)) continue
    const triggers = publishingTriggers(place, intent)
    if (triggers.length > 0) byTool.set(intent.tool, { pipeline, job, step, intent, triggers, at: intent.at })
  }
  return [...byTool.values()]
}

/** None where changes under review publish too: what every change hands out is for trying it. */
function publishingTriggers(place: Place, intent: Intent): Trigger[] {
  const { step } = place
  const runs = runsOfIntent(place, intent)
  const publishes = ({ contexts }: Reaching): boolean | undefined => publishesIn(contexts, step, intent)
  if (runs.some((run) => run.forChange && run.certain && publishes(run) === true)) return []
  return triggersOf(runs.filter((run) => !run.forChange && publishes(run) !== false))
}

function isShortLived({ tool, command }: Intent): boolean {
  return NOT_FOR_GOOD.has(tool) || (command?.argv ?? []).some(({ text }) => SHORT_LIVED.test(text))
}
