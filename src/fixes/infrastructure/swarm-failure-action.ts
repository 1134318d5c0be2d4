import { routeOfKey } from '../../readers/yaml/route.js'
import { refuse } from '../edits.js'
import type { Fixer, Proposal } from '../types.js'
import { insertKey } from '../yaml/insert.js'
import { replaceScalar } from '../yaml/replace.js'
import type { YamlSource } from '../yaml/source.js'
import { inYaml } from './places.js'

/** Lets a swarm return to the version before. */
export const swarmFailureAction: Fixer = {
  check: 'rollback-swarm-failure-action',
  messages: ['none'],
  fixability: 'safe-fix',
  does: 'Adds `failure_action: rollback` to `deploy.update_config` of the service',
  propose: (input) => inYaml(input, addAction),
}

/** Pausing may be what somebody wants, who then looks. */
export const swarmFailureActionOn: Fixer = {
  check: 'rollback-swarm-failure-action',
  messages: ['other'],
  fixability: 'suggestion',
  does: 'Sets `failure_action` to `rollback` where it is something else',
  propose: (input) => inYaml(input, (source, route) => replaceScalar(source, route, 'rollback')),
}

/** The finding stands at `update_config`, or at the service where there is none. */
function addAction(source: YamlSource, route: string): Proposal {
  const action = { failure_action: 'rollback' }
  if (route.endsWith('.deploy.update_config')) return insertKey(source, route, 'failure_action', 'rollback')
  const deploy = routeOfKey(route, 'deploy')
  const place = source.at(deploy)
  if (place === undefined) return insertKey(source, route, 'deploy', { update_config: action })
  if (place.node.kind !== 'mapping') return refuse('deploy holds nothing that could be added to')
  return insertKey(source, deploy, 'update_config', action)
}
