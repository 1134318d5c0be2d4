import { describe } from '@jest/globals'
import type { AnyCheck } from '../../src/check-api/index.js'
import { testCheck, type Repository } from './check-tester.js'

/** What a check says of one technology: where it is used well, badly, in a way that nothing here tells, and not at all. */
export interface FourCases {
  readonly check: AnyCheck
  readonly safe: Repository
  /** Its lines are marked, or `expect` names what is found. */
  readonly unsafe: Repository & { readonly expect?: readonly string[] }
  readonly undecidable: Repository
  readonly elsewhere: Repository
}

/** A repository of these files. */
export const tree = (files: Readonly<Record<string, string>>): Repository => ({ files })

/** One table for each technology. */
export function fourCases(technologies: Readonly<Record<string, FourCases>>): void {
  for (const [technology, { check, safe, unsafe, undecidable, elsewhere }] of Object.entries(technologies)) {
    describe(technology, () => {
      testCheck(check, {
        passes: [{ name: 'safe', ...safe }],
        fails: [{ name: 'unsafe', ...unsafe }],
        unknown: [{ name: 'undecidable', ...undecidable }],
        notApplicable: [{ name: 'not applicable', ...elsewhere }],
      })
    })
  }
}
