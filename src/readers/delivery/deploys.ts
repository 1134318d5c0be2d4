import { DEPLOY_KINDS, PUBLISH_KINDS, TEST_KINDS, type IntentKind } from '../../core/intent-kind.js'
import type { Command, Intent, Job, Step } from '../../models/index.js'
import { operandsOf } from './command-words.js'
import type { Place } from './throwaway.js'
import { DEPLOYING, KEEPING, namesOf, says, TESTING, wordsIn } from './words.js'

/** Tools that copy files somewhere, which may be a deployment, a backup, a report or a release. */
const COPYING: ReadonlySet<string> = new Set([
  'aws-s3',
  'azure-storage',
  'cloud-storage',
  'rclone',
  'rsync',
  'scp',
  's3cmd',
  's5cmd',
  's3deploy',
  's4cmd',
  'ossutil',
  'coscmd',
  'obsutil',
])

/** Words of places that browsers are served from. */
const SERVED: ReadonlySet<string> = new Set([
  'www',
  'web',
  'webapp',
  'website',
  'site',
  'frontend',
  'client',
  'spa',
  'ui',
  'static',
  'assets',
  'public',
  'html',
  'htdocs',
  'cdn',
])

/** Words by which a command copies a folder with all that is in it. */
const WHOLE_FOLDER =
  /^(?:sync|rsync|mirror|copy|upload-batch|s3deploy|--recursive|--archive|-[b-qs-zA-QS-Z]*[rRa][A-Za-z]*)$/

/** Commands that make a content delivery network forget what it served before. */
const INVALIDATING: ReadonlySet<string> = new Set(['create-invalidation', 'invalidate-cdn-cache', 'purge'])

/** The first deploying intent of each tool that the step uses. */
export function deployingIntents(place: Place): Intent[] {
  const byTool = new Map<string, Intent>()
  for (const intent of place.step.intents) {
    if (DEPLOY_KINDS.has(intent.kind) && !byTool.has(intent.tool) && isDeployment(place, intent)) {
      byTool.set(intent.tool, intent)
    }
  }
  return [...byTool.values()]
}

/**
 * Copying files deploys where something else says so: the job's environment, its name or the step's; and of a whole
 * folder, the pipeline's name or a place that is served. A single file may be an artifact that is handed on.
 */
function isDeployment({ pipeline, job, step }: Place, { tool, command }: Intent): boolean {
  if (!COPYING.has(tool)) return true
  if (keepsData(job.id, job.name, step.name?.value)) return false
  if (job.environment !== undefined && job.environment.tier !== 'unknown') return true
  if (says(wordsIn(job.id, job.name, step.name?.value, step.id), DEPLOYING)) return true
  if (command?.argv.some(({ text }) => WHOLE_FOLDER.test(text)) !== true) return false
  if (says(namesOf(pipeline, job), DEPLOYING) || says(wordsIn(...destinationsOf(command)), SERVED)) return true
  return job.steps.some(({ commands }) => commands.some(({ argv }) => argv.some(({ text }) => INVALIDATING.has(text))))
}

/** Whether a name speaks of backups and not of deploying. */
function keepsData(...names: readonly (string | undefined)[]): boolean {
  const words = wordsIn(...names)
  return says(words, KEEPING) && !says(words, DEPLOYING)
}

/** Whether the tool copies files: beside another tool of the same job that is a part of its deployment. */
export function isCopying(tool: string): boolean {
  return COPYING.has(tool)
}

/** `s3://shop-www`, `deploy@host:/var/www`: the operands that name a place elsewhere. */
function destinationsOf(command: Command): string[] {
  return operandsOf(command).flatMap(({ text }) => (text.includes(':') ? [text] : []))
}

/** What a job may be for beside deploying; an opaque step in it is then taken for a part of that. */
const OTHER_WORK: ReadonlySet<IntentKind> = new Set<IntentKind>([
  ...TEST_KINDS,
  ...PUBLISH_KINDS,
  'iac-plan',
  'drift-check',
])

/**
 * The step by which a job deploys that names an environment of a known tier and whose deployment cannot be looked into:
 * one that speaks of deploying, or the last opaque one of a job that does and shows no other purpose. Environments such
 * as `pypi` guard a registry's credentials. What a step or job that speaks of deploying runs on another machine is taken
 * for a deployment without an environment too.
 */
export function opaqueDeployment({ environment, id, name, steps }: Job): Step | undefined {
  const isNamed = environment !== undefined && (environment.tier !== 'unknown' || !environment.resolved)
  const remote = steps.filter(({ commands }) => commands.some((command) => command.remote === true))
  const hidden = isNamed ? steps.filter((step) => step.opaque.length > 0 || remote.includes(step)) : remote
  if (keepsData(id, name)) return undefined
  const named = hidden.find(({ name: title, id: key, opaque }) =>
    speaksOfDeploying(title?.value, key, ...opaque.map(({ what }) => what)),
  )
  if (named !== undefined) return named
  const other = steps.some(({ intents }) => intents.some(({ kind }) => OTHER_WORK.has(kind)))
  return !other && speaksOfDeploying(id, name) ? hidden.at(-1) : undefined
}

function speaksOfDeploying(...texts: readonly (string | undefined)[]): boolean {
  // The name of a variable, as in `${{ env.DEPLOY_ENV }}`, says nothing about the step.
  const words = wordsIn(...texts.map((text) => text?.replace(/\$\{?\w+|\$\{\{[^}]*\}\}/g, '')))
  return (says(words, DEPLOYING) || words.has('deployment')) && !says(words, TESTING)
}
