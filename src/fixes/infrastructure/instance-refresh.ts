import { refuse } from '../edits.js'
import { insertAttribute, insertBlock } from '../hcl/change.js'
import type { HclSource } from '../hcl/source.js'
import type { Fixer, Proposal } from '../types.js'
import { attributeText, inHcl } from './places.js'

/**
 * Takes an instance refresh back that fails. Amazon EC2 Auto Scaling only does so for a launch template with a version of its
 * own (User Guide: Undo changes with a rollback): it would refuse to start the refresh of any other group.
 */
export const instanceRefresh: Fixer = {
  check: 'rollback-instance-refresh',
  messages: ['noRollback'],
  fixability: 'safe-fix',
  does: 'Sets `auto_rollback = true` in the preferences of the instance refresh',
  leaves:
    'Groups without a launch template of a fixed version, for which AWS refuses it, and those of CloudFormation, Google and Azure, which need a signal or a health check of yours',
  propose: (input) => inHcl(input, addRollback),
}

function addRollback(source: HclSource, route: string): Proposal {
  const group = route.slice(0, route.lastIndexOf('.'))
  const version = attributeText(source, `${group}.launch_template.version`)
  if (version === undefined || /["']?\$(?:Latest|Default)/i.test(version))
    return refuse('AWS takes a refresh back only for a launch template with a fixed version')
  const preferences = `${route}.preferences`
  if (source.attribute(`${preferences}.auto_rollback`) !== undefined)
    return refuse('auto_rollback is switched off in so many words')
  if (source.block(preferences) === undefined)
    return insertBlock(source, route, 'preferences', ['auto_rollback = true'])
  return insertAttribute(source, preferences, 'auto_rollback', 'true')
}
