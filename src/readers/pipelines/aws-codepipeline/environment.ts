import type { EnvironmentRef, Settings, Tier } from '../../../models/index.js'
import { classifyEnvironment } from '../../../models/environment-names.js'
import { namesIn } from './actions.js'
import type { ActionDefinition, StageDefinition } from './definition.js'

/** Stages of these tiers that build or test are about what was deployed there before, or deploy themselves. */
const DEPLOYED: ReadonlySet<Tier> = new Set<Tier>(['production', 'staging', 'development'])

/**
 * The environment that an action deploys to, by the first name that tells a tier: of its stage, of itself, of the stack,
 * cluster or application. A stage `Test` that builds is no environment.
 */
export function environmentOf(
  stage: StageDefinition,
  action: ActionDefinition,
  settings: Settings,
): EnvironmentRef | undefined {
  const deploys = action.category === 'Deploy' || action.category === 'Invoke'
  return [stage.name, action.name, ...(deploys ? namesIn(action) : [])]
    .map((name) => ({ name, ...classifyEnvironment(name, settings) }))
    .filter(({ tier }) => tier !== 'unknown' && (deploys || DEPLOYED.has(tier)))
    .map((found) => ({ ...found, resolved: !found.name.includes('${{'), records: true, at: action.at }))[0]
}
