import { describe, expect, test } from '@jest/globals'
import { checks } from '../../checks/index.js'
import { unknown } from '../../src/core/known.js'
import { fixFindings, type FixResult } from '../../src/fixes/fix.js'
import { withTexts } from '../../src/fixes/overlay.js'
import { FIXERS } from '../../src/fixes/registry.js'
import type { Fixer, FixPorts } from '../../src/fixes/types.js'
import { lint } from '../../src/lint.js'
import { noHosting } from '../../src/models/no-hosting.js'
import { NO_SETTINGS } from '../../src/models/settings.js'
import { readModels } from '../../src/readers/read-models.js'
import type { Files, Snapshot } from '../../src/snapshot/snapshot.js'
import { memoryFiles } from './memory-files.js'
import { policy } from './policy.js'

export type Texts = Readonly<Record<string, string>>

/** What a fixer does to one file, and what it leaves. */
export interface FixCase {
  readonly name: string
  /** Path of the file; `.github/workflows/ci.yml` without. */
  readonly file?: string
  readonly before: string
  /** Other files of the repository. */
  readonly beside?: Texts
  readonly ports?: FixPorts
}

export interface FixCases {
  /** A part of the reason; empty where nothing is reported that could be fixed. */
  readonly refuses?: readonly (FixCase & { readonly reason: string })[]
  readonly fixes: readonly (FixCase & { readonly after: string })[]
}

/** Every case: refusals leave the file alone and say why; fixes make the text expected, once and for all. */
export function testFixer(check: string, cases: FixCases, fixers: readonly Fixer[] = FIXERS): void {
  const own = fixers.filter((fixer) => fixer.check === check)
  describe(`fixes of ${check}`, () => {
    if (cases.refuses !== undefined && cases.refuses.length > 0)
      test.each(cases.refuses)('refuses: $name', async ({ file = WORKFLOW, before, beside, ports, reason }) => {
        const { texts, left, applied } = await fixAll({ ...beside, [file]: before }, own, ports)
        expect({ texts: [...texts], applied: applied.length }).toEqual({ texts: [], applied: 0 })
        expect(left.map((each) => each.reason).join('\n')).toContain(reason)
        expect(left.length > 0).toBe(reason !== '')
      })
    test.each(cases.fixes)('fixes: $name', async ({ file = WORKFLOW, before, after, beside, ports }) => {
      const files = { ...beside, [file]: before }
      const once = await fixAll(files, own, ports)
      const text = once.texts.get(file) ?? before
      // What was left is only of interest where the text is not as expected.
      expect({ text, left: text === after ? [] : once.left.map((each) => each.reason) }).toEqual({
        text: after,
        left: [],
      })
      expect([...once.texts.keys()]).toEqual([file])
      const solved = new Set(once.applied.map(({ finding }) => finding.fingerprint))
      expect(once.report.findings.filter(({ fingerprint }) => solved.has(fingerprint))).toEqual([])
      const twice = await fixAll({ ...files, [file]: after }, own, ports)
      expect([...twice.texts]).toEqual([])
    })
  })
}

const WORKFLOW = '.github/workflows/ci.yml'

/** Fixes what the fixers can in a repository that exists in memory alone. */
export async function fixAll(texts: Texts, fixers: readonly Fixer[], ports: FixPorts = {}): Promise<FixResult> {
  const files = memoryFiles(texts)
  const relint = relintWith(files)
  return fixFindings({ files, report: relint.report(files), relint, fixers, ports })
}

/** Lints files in memory with all checks, again and again. */
export function relintWith(files: Files) {
  const snapshot = (of: Files): Snapshot => ({
    repository: 'acme/shop',
    revision: null,
    files: of,
    hosting: noHosting('no token was given'),
    history: unknown('there is no history'),
    deliveryHistory: unknown('there is no history'),
  })
  const request = { version: '0.0.0', checks, policy, settings: NO_SETTINGS }
  return {
    report: (of: Files) => lint(request, snapshot(of)),
    models: (of: Files) => readModels(snapshot(of), NO_SETTINGS).models,
    withTexts: (changed: Texts) => withTexts(files, new Map(Object.entries(changed))),
  }
}
