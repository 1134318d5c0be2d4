import * as fc from 'fast-check'
import { mutated } from './mutations.js'

/** Most texts are about as long as one job or one resource, so that many can be read. In UTF-16 units. */
const SMALL = { least: 200, longest: 2_000, grown: 4_000 }

/** The longest text that a reader is judged by. */
const LONGEST = 100_000

/** Of so many texts, one is as long as a whole file, or as 100,000 characters of one piece after another: for the time. */
const LARGE_ONE_IN = 400

/** Of so many texts, one is made by the grammar of the target, where it has one. */
const STRUCTURED_ONE_IN = 4

/** What a reader is given: pieces of `seeds`, mutated, now and then a large one, and what `structured` makes up. */
export function inputsOf(seeds: readonly string[], structured?: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const small = mutated(fc.oneof(piece(seeds), piece(seeds), whole(seeds, SMALL.longest)), SMALL.grown)
  const large = mutated(fc.oneof(whole(seeds, LONGEST), tiled(seeds)), LONGEST)
  const weight = LARGE_ONE_IN - 1
  const usual =
    structured === undefined
      ? [{ weight, arbitrary: small }]
      : [
          { weight: weight - Math.floor(weight / STRUCTURED_ONE_IN), arbitrary: small },
          { weight: Math.floor(weight / STRUCTURED_ONE_IN), arbitrary: structured },
        ]
  return fc.oneof(...usual, { weight: 1, arbitrary: large })
}

/** Small texts only: what a run of all tests has time for. */
export function smallInputsOf(seeds: readonly string[], structured?: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const small = mutated(fc.oneof(piece(seeds), whole(seeds, SMALL.longest)), SMALL.grown)
  return structured === undefined
    ? small
    : fc.oneof({ weight: 2, arbitrary: small }, { weight: 1, arbitrary: structured })
}

function whole(seeds: readonly string[], longest: number): fc.Arbitrary<string> {
  return fc.nat(seeds.length - 1).map((index) => atLineEnd(seeds[index] ?? '', 0, longest))
}

/** Some lines out of a file, behind its first ones: they say what the file is. */
function piece(seeds: readonly string[]): fc.Arbitrary<string> {
  const { least, longest } = SMALL
  return fc
    .tuple(fc.nat(seeds.length - 1), fc.nat(), fc.integer({ min: least, max: longest }), fc.nat(400))
    .map(([index, from, length, first]) => {
      const text = seeds[index] ?? ''
      const head = atLineEnd(text, 0, first)
      const start = text.lastIndexOf('\n', from % (text.length + 1)) + 1
      return head + atLineEnd(text, Math.max(head.length, start), length)
    })
}

/** One piece again and again. */
function tiled(seeds: readonly string[]): fc.Arbitrary<string> {
  return fc.tuple(piece(seeds), piece(seeds)).map(([head, tile]) => {
    const repeated = tile.endsWith('\n') ? tile : `${tile}\n`
    return (head + repeated.repeat(Math.ceil(LONGEST / repeated.length))).slice(0, LONGEST)
  })
}

/** From `start` to the end of the last line that begins within `length`, if that is not far; else just so much. */
function atLineEnd(text: string, start: number, length: number): string {
  const end = text.indexOf('\n', start + length)
  return text.slice(start, end < 0 || end > start + length + 200 ? start + length : end + 1)
}
