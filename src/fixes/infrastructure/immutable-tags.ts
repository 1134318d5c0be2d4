import { routeOfKey } from '../../readers/yaml/route.js'
import { refuse } from '../edits.js'
import { insertAttribute, replaceValue } from '../hcl/change.js'
import type { HclSource } from '../hcl/source.js'
import type { Fixer, Proposal } from '../types.js'
import { flipScalar } from '../yaml/flip.js'
import { insertKey } from '../yaml/insert.js'
import type { YamlSource } from '../yaml/source.js'
import { inEither } from './places.js'

const OTHER = 'the settings of another registry are for you to write'
const NAME = 'image_tag_mutability'

/** A proposal: a pipeline that pushes a moving tag, such as `latest`, fails from then on. */
export const immutableTags: Fixer = {
  check: 'supply-immutable-artifacts',
  messages: ['mutable'],
  fixability: 'suggestion',
  does: 'Sets `image_tag_mutability = "IMMUTABLE"` (`ImageTagMutability`) on repositories of Amazon ECR. Pushes of a tag that is there already fail from then on',
  leaves: 'Other registries',
  propose: (input) => inEither(input, inBlock, inMapping),
}

function inBlock(source: HclSource, route: string): Proposal {
  if (!route.startsWith('resource.aws_ecr_repository.')) return refuse(OTHER)
  const written = `${route}.${NAME}`
  return source.attribute(written) === undefined
    ? insertAttribute(source, route, NAME, '"IMMUTABLE"')
    : replaceValue(source, written, '"IMMUTABLE"')
}

function inMapping(source: YamlSource, route: string): Proposal {
  return route.endsWith('.ImageTagMutability')
    ? flipScalar(source, route, /^MUTABLE$/, 'IMMUTABLE')
    : insertKey(source, routeOfKey(route, 'Properties'), 'ImageTagMutability', 'IMMUTABLE')
}
