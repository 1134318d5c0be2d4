import { insertAttribute, insertBlock, replaceValue } from '../hcl/change.js'
import type { HclSource } from '../hcl/source.js'
import type { Fixer, Proposal } from '../types.js'
import { inHcl } from './places.js'

/** Lets Nomad return to the last stable version of a job. */
export const nomadRevert: Fixer = {
  check: 'rollback-nomad-auto-revert',
  messages: ['none'],
  fixability: 'safe-fix',
  does: 'Adds `auto_revert = true` to the update block of the job or group, or such a block',
  propose: (input) => inHcl(input, addRevert),
}

/** A switch that somebody has put off is theirs to put on. */
export const nomadRevertOn: Fixer = {
  check: 'rollback-nomad-auto-revert',
  messages: ['off'],
  fixability: 'suggestion',
  does: 'Sets `auto_revert` to true where it is false',
  propose: (input) => inHcl(input, (source, route) => replaceValue(source, `${route}.auto_revert`, 'true')),
}

function addRevert(source: HclSource, route: string): Proposal {
  if (/(?:^|\.)update(?:\[\d+\])?$/.test(route)) return insertAttribute(source, route, 'auto_revert', 'true')
  return insertBlock(source, route, 'update', ['auto_revert = true'])
}
