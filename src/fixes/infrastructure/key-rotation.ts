import { routeOfKey } from '../../readers/yaml/route.js'
import { refuse } from '../edits.js'
import { insertAttribute, replaceValue } from '../hcl/change.js'
import type { Fixer } from '../types.js'
import { flipScalar } from '../yaml/flip.js'
import { insertKey } from '../yaml/insert.js'
import { inEither } from './places.js'

const OTHER = 'how often a key of another cloud is rotated is for you to say'

/** Lets AWS KMS rotate a key: data that are encrypted already stay readable (Developer Guide: Rotate AWS KMS keys). */
export const keyRotation: Fixer = {
  check: 'iac-key-rotation',
  messages: ['absent'],
  fixability: 'safe-fix',
  does: 'Sets `enable_key_rotation = true` (`EnableKeyRotation: true` in CloudFormation) on keys of AWS KMS',
  leaves: 'Keys of Google Cloud and Azure, whose period is yours to choose',
  propose: (input) =>
    inEither(
      input,
      (source, route) =>
        route.startsWith('resource.aws_kms_key.')
          ? insertAttribute(source, route, 'enable_key_rotation', 'true')
          : refuse(OTHER),
      (source, route) => insertKey(source, routeOfKey(route, 'Properties'), 'EnableKeyRotation', true),
    ),
}

/** A switch that somebody has put off is theirs to put on. */
export const keyRotationOn: Fixer = {
  check: 'iac-key-rotation',
  messages: ['off'],
  fixability: 'suggestion',
  does: 'Sets the rotation of a key of AWS KMS to true where it is false',
  propose: (input) =>
    inEither(
      input,
      (source, route) => replaceValue(source, `${route}.enable_key_rotation`, 'true'),
      (source, route) => flipScalar(source, route, /^false$/i, 'true'),
    ),
}
