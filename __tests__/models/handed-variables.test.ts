import { expect, test } from '@jest/globals'
import { variableInEnvironment, variablesInWords } from '../../src/models/handed-variables.js'

const words = (...texts: string[]) => texts.map((text) => ({ text, literal: !text.includes('$') }))

test.each([
  [['terraform', 'apply'], []],
  [['terraform', 'apply', '-var-file', 'a=b', '-variable=a=b'], []],
  [['terraform', 'apply', '-var'], []],
  [['terraform', 'apply', '-var', '=b', '-var=a'], []],
  [['terraform', 'apply', '-var', 'image=shop:$SHA'], [['image', 'shop:$SHA']]],
  [
    ['terraform', 'apply', '-var=a=b=c', '--var', 'd='],
    [
      ['a', 'b=c'],
      ['d', ''],
    ],
  ],
])('the variables of %j', (argv, found) => {
  expect(variablesInWords(words(...argv)).map(({ name, value }) => [name, value])).toEqual(found)
})

test('a variable of the environment', () => {
  expect(variableInEnvironment('TF_VAR_image_tag', '$SHA')).toEqual({ name: 'image_tag', value: '$SHA' })
  expect(variableInEnvironment('IMAGE_TAG', '$SHA')).toBeUndefined()
})
