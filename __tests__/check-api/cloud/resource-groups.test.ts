import { expect, test } from '@jest/globals'
import { atPlaceOf, groupOf, ofType } from '../../../src/check-api/cloud/resource-groups.js'
import { readInfrastructure } from '../../../src/readers/infrastructure/index.js'
import type { Resource } from '../../../src/models/index.js'
import { filesOf } from '../../helpers/files.js'
import { readerContext } from '../../helpers/memory-files.js'

const { resources } = readInfrastructure(
  readerContext(
    filesOf({
      'a/main.tf': 'resource "aws_x" "one" {}\nresource "aws_y" "two" {}\n',
      'b/main.tf': 'resource "aws_x" "three" {}\n',
      'b/more.tf': 'resource "aws_x" "four" {}\n',
    }),
  ),
)
const names = (found: readonly Resource[]) => found.map(({ name }) => name).join(' ')

test.each([
  ['one type', ofType(resources, 'aws_x'), 'one three four'],
  ['the types of a pattern', ofType(resources, /^aws_/), 'one three four two'],
  ['a type that is not there', ofType(resources, 'aws_z'), ''],
  ['a module', resources[2] === undefined ? [] : atPlaceOf(resources[2], resources), 'three four'],
])('resources of %s', (_, found, expected) => expect(names(found)).toBe(expected))

test('are grouped once, and those without a key are left out', () => {
  let asked = 0
  const firstLetter = ({ name }: Resource) => (asked++, name === 'four' ? undefined : name.charAt(0))
  expect(names(groupOf(resources, firstLetter, 't'))).toBe('two three')
  expect(names(groupOf(resources, firstLetter, 'f'))).toBe('')
  expect(asked).toBe(resources.length)
})
