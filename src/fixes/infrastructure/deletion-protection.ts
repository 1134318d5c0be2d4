import { routeOfKey } from '../../readers/yaml/route.js'
import { refuse } from '../edits.js'
import { insertAttribute } from '../hcl/change.js'
import type { HclSource } from '../hcl/source.js'
import type { Fixer, Proposal } from '../types.js'
import { insertKey } from '../yaml/insert.js'
import type { YamlSource } from '../yaml/source.js'
import { inEither } from './places.js'

/** The switch of each type of store that the provider itself refuses to delete while it is on. */
const SWITCHES: ReadonlyMap<string, string> = new Map([
  ['aws_db_instance', 'deletion_protection'],
  ['aws_rds_cluster', 'deletion_protection'],
  ['aws_dynamodb_table', 'deletion_protection_enabled'],
  ['AWS::RDS::DBInstance', 'DeletionProtection'],
  ['AWS::RDS::DBCluster', 'DeletionProtection'],
  ['AWS::DynamoDB::Table', 'DeletionProtectionEnabled'],
])

const OTHER = 'how a store of this type keeps its data is for you to say'

/** A proposal: environments that are torn down every day are deleted by the same code. */
export const deletionProtection: Fixer = {
  check: 'data-deletion-protection',
  messages: ['absent'],
  fixability: 'suggestion',
  does: 'Sets `deletion_protection` (`deletion_protection_enabled` of DynamoDB) to true on databases of AWS, in Terraform and CloudFormation. Where the same code makes environments that are torn down, make it hang on a variable',
  leaves: 'Stores of other types, which keep their data in another way',
  propose: (input) => inEither(input, inBlock, inMapping),
}

function inBlock(source: HclSource, route: string): Proposal {
  const name = SWITCHES.get(route.split('.')[1] ?? '')
  return name === undefined ? refuse(OTHER) : insertAttribute(source, route, name, 'true')
}

function inMapping(source: YamlSource, route: string): Proposal {
  const type = source.at(routeOfKey(route, 'Type'))?.node
  const name = type?.kind === 'scalar' ? SWITCHES.get(type.text) : undefined
  return name === undefined ? refuse(OTHER) : insertKey(source, routeOfKey(route, 'Properties'), name, true)
}
