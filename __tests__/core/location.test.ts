import { describe, expect, test } from '@jest/globals'
import { fileLocation, placeIn, placeWithin, type Located } from '../../src/core/location.js'

const at = { ...fileLocation('ci.yml', 'run'), line: 4, column: 9, endLine: 4, endColumn: 20 }

describe('a text that starts at its place', () => {
  const text: Located<string> = { value: 'npm run e2e', at }

  test('is counted from there', () => {
    expect(placeIn(text, 4)).toEqual({ line: 4, column: 13 })
    expect(placeWithin(text, 4, 7)).toEqual({ ...at, column: 13, endColumn: 16 })
  })

  test('has its first and last place for what lies outside', () => {
    expect(placeIn(text, -1)).toEqual({ line: 4, column: 9 })
    expect(placeIn(text, 99)).toEqual({ line: 4, column: 20 })
    expect(placeWithin(text, 4, 4)).toEqual({ ...at, column: 13, endColumn: 13 })
  })
})

describe('a text in pieces', () => {
  const text: Located<string> = {
    value: 'one\ntwo three',
    at: { ...at, endLine: 6, endColumn: 16 },
    segments: [
      { offset: 0, line: 5, column: 7 },
      { offset: 4, line: 6, column: 7 },
    ],
  }

  test('is counted from the piece', () => {
    expect(placeWithin(text, 0, 3)).toMatchObject({ line: 5, column: 7, endLine: 5, endColumn: 10 })
    expect(placeWithin(text, 8, 13)).toMatchObject({ line: 6, column: 11, endLine: 6, endColumn: 16 })
    expect(placeWithin(text, 1, 6)).toMatchObject({ line: 5, column: 8, endLine: 6, endColumn: 9 })
  })
})
