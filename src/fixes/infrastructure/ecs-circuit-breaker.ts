import { routeOfKey } from '../../readers/yaml/route.js'
import { refuse } from '../edits.js'
import { insertAttribute, insertBlock, replaceValue } from '../hcl/change.js'
import type { HclSource } from '../hcl/source.js'
import type { Fixer, Proposal } from '../types.js'
import { flipScalar } from '../yaml/flip.js'
import { insertKey } from '../yaml/insert.js'
import type { YamlSource } from '../yaml/source.js'
import { attributeText, inEither } from './places.js'

const CHOSEN = 'the circuit breaker is switched off in so many words'

/** Lets Amazon ECS return to the last deployment that worked. */
export const ecsCircuitBreaker: Fixer = {
  check: 'rollback-ecs-circuit-breaker',
  fixability: 'safe-fix',
  does: 'Adds a deployment circuit breaker with enable and rollback to the service, or rollback to the one that it has',
  leaves: 'Services whose circuit breaker is switched off in so many words',
  leadsTo: ['rollback-alarm-driven', 'rollback-codepipeline-stage', 'rollback-path-defined'],
  propose: (input) => {
    const stops = input.finding.messageId === 'noRollback'
    return stops ? inEither(input, addRollback, addRollbackKey) : inEither(input, addBreaker, addBreakerKey)
  },
}

function addBreaker(source: HclSource, route: string): Proposal {
  const inside = `${route}.deployment_circuit_breaker`
  if (source.block(inside) !== undefined) return refuse(CHOSEN)
  return insertBlock(source, route, 'deployment_circuit_breaker', ['enable   = true', 'rollback = true'])
}

function addRollback(source: HclSource, route: string): Proposal {
  const value = attributeText(source, `${route}.rollback`)
  if (value === undefined) return insertAttribute(source, route, 'rollback', 'true')
  return value === 'false' ? replaceValue(source, `${route}.rollback`, 'true') : refuse('rollback is no plain false')
}

function addBreakerKey(source: YamlSource, resource: string): Proposal {
  const properties = routeOfKey(resource, 'Properties')
  const configuration = routeOfKey(properties, 'DeploymentConfiguration')
  const breaker = { Enable: true, Rollback: true }
  if (source.at(routeOfKey(configuration, 'DeploymentCircuitBreaker')) !== undefined) return refuse(CHOSEN)
  if (source.at(configuration) !== undefined)
    return insertKey(source, configuration, 'DeploymentCircuitBreaker', breaker)
  return insertKey(source, properties, 'DeploymentConfiguration', { DeploymentCircuitBreaker: breaker })
}

function addRollbackKey(source: YamlSource, breaker: string): Proposal {
  const route = routeOfKey(breaker, 'Rollback')
  if (source.at(route) === undefined) return insertKey(source, breaker, 'Rollback', true, { after: ['Enable'] })
  return flipScalar(source, route, /^false$/i, 'true')
}
