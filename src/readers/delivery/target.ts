import type { Deployment, EnvironmentRef, Intent, Settings } from '../../models/index.js'
import { classifyEnvironment, type EnvironmentClass } from '../../models/environment-names.js'
import { substitute } from '../pipelines/github-actions/template.js'
import { namesOfTarget } from './target-names.js'
import { isThrowaway, type Place } from './throwaway.js'

/** Tools that deploy a preview unless one of these options is given (their documentation: deployments). */
const PREVIEW_UNLESS: ReadonlyMap<string, readonly string[]> = new Map([
  ['vercel', ['--prod', '--target']],
  ['netlify', ['--prod', '-p', '--prod-if-unlocked', '--alias']],
])

type Target = Pick<Deployment, 'tier' | 'persistent'>

const PREVIEW: Target = { tier: 'preview', persistent: false }

/**
 * Where a deployment goes: by the job's environment; else by what the command, the inputs of the action, the variables
 * or a command before it name; else by the folder it works on (`overlays/prod`). Without any name it counts as an
 * environment that stays, of unknown tier. What only changes under review start, and what the job itself makes, goes
 * away by itself.
 */
export function targetOf(
  place: Place,
  intent: Intent | undefined,
  environment: EnvironmentRef | undefined,
  settings: Settings,
): Target {
  if (isThrowaway(place, intent)) return { tier: 'test', persistent: false }
  const target = environment === undefined ? unnamedTarget(place, intent, settings) : targetOfClass(environment)
  const onlyChanges = place.runs.length > 0 && place.runs.every(({ forChange }) => forChange)
  return onlyChanges && target.tier !== 'production' ? PREVIEW : target
}

function unnamedTarget(place: Place, intent: Intent | undefined, settings: Settings): Target {
  if (isPreview(intent)) return PREVIEW
  const named = namesOfTarget(place, intent)
    .flatMap((name) => valuesOf(name, place))
    .map((name) => classifyEnvironment(name, settings))
    .find(({ tier, ephemeral }) => tier !== 'unknown' || ephemeral)
  return named === undefined ? { tier: 'unknown', persistent: true } : targetOfClass(named)
}

/** The target that an environment of this class is. */
export function targetOfClass({ tier, ephemeral }: EnvironmentClass): Target {
  return { tier, persistent: !ephemeral }
}

function isPreview(intent: Intent | undefined): boolean {
  const unless = PREVIEW_UNLESS.get(intent?.tool ?? '')
  const words = intent?.command?.argv ?? []
  return (
    unless !== undefined &&
    words.length > 0 &&
    words.every(({ text, literal }) => literal && !unless.includes(text.split('=')[0] ?? ''))
  )
}

/**
 * What a text with expressions is in each of the runs, those for changes only where there are no others. The text itself
 * where it differs from run to run.
 */
export function valuesOf(text: string, { runs }: Pick<Place, 'runs'>): string[] {
  if (!text.includes('${{') || runs.length === 0) return [text]
  const lasting = runs.filter(({ forChange }) => !forChange)
  const values = (lasting.length > 0 ? lasting : runs).map(({ contexts, next }) => {
    const value = substitute(text, contexts).text
    return value === substitute(text, next).text ? value : text
  })
  return [...new Set(values)]
}
