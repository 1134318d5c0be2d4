import { exampleOf, fitsRegular } from '../regular.js'

/** A pattern between slashes: `/^release-/i` is `^release-` with the flags `i`. */
export interface PatternText {
  readonly text: string
  readonly flags: string
}

/** Whether the pattern matches some part of the text, as RE2 would; undefined if the pattern is not one that is read. */
export function patternMatches({ text, flags }: PatternText, value: string): boolean | undefined {
  return fitsRegular(text, value, { whole: false, re2: true, ignoreCase: flags.includes('i') })
}

/** A short text that the pattern matches; undefined if none is found. */
export function sampleOf({ text, flags }: PatternText): string | undefined {
  return exampleOf(text, { re2: true, ignoreCase: flags.includes('i') })
}
