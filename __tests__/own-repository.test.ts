import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { checks } from '../checks/index.js'
import { trackedFiles } from '../scripts/reproducible/places.js'
import { noHosting } from '../src/models/no-hosting.js'
import { runPillarlint } from '../src/run.js'
import { temporaryFolder } from './helpers/git-repository.js'

/** A copy of what git tracks here, without settings of a host and without history: what files alone show. */
function tracked(): string {
  const root = temporaryFolder()
  // The corpus of fixtures and the bundle are many files that say nothing of how this repository is automated.
  for (const path of trackedFiles('.').filter((each) => !/^(?:__tests__\/fixtures|dist\/chunks)\//.test(each))) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    cpSync(path, join(root, path), { verbatimSymlinks: true })
  }
  return root
}

async function judged(root: string, only: typeof checks = checks) {
  const result = await runPillarlint({
    root,
    overrides: { history: 'off' },
    hosting: noHosting('no repository was named'),
    today: '2026-11-22',
    version: '0.1.0',
    checks: only,
  })
  if (!result.ok) throw new Error(result.errors.join('\n'))
  const { report } = result
  const foundational = report.practices.filter(({ category }) => category === 'foundational')
  const below = foundational.filter(({ verdict }) => verdict === 'not-met' || verdict === 'partly-met')
  return { report, foundational, below: below.map(({ id }) => id) }
}

/** Why files cannot show the rest. */
const BEYOND_FILES = [
  /^nothing in a repository decides this; a person can attest it$/,
  /^no repository was named/,
  /^the history of delivery is switched off$/,
  // Tests start programs of this repository, and nothing else.
  /^nothing in the pipelines says what the integration and end-to-end tests talk to$/,
  /whether somebody reads them on the pages of the CI system is not seen$/,
]

describe('our own repository', () => {
  const root = tracked()

  test('keeps every foundational practice that files can show', async () => {
    const { report, foundational, below } = await judged(root)
    expect(below).toEqual([])
    const open = foundational.filter(({ verdict }) => verdict === 'unknown')
    const unexplained = open.filter(({ reason }) => !BEYOND_FILES.some((why) => why.test(reason)))
    expect(unexplained.map(({ id, reason }) => `${id}: ${reason}`)).toEqual([])
    expect(foundational.filter(({ verdict }) => verdict === 'met').length).toBeGreaterThanOrEqual(20)

    // The third level needs the protection of the default branch, which is a setting.
    expect(report.maturity?.level).toBe(2)
    expect(report.maturity?.next.map(({ check, state }) => `${check} ${state}`)).toEqual([
      'protection-default-branch unknown',
      'protection-reviews-required unknown',
    ])
    expect(report.subject.kind).toBe('library')

    const loud = report.findings.filter(({ standing, severity }) => standing === 'open' && severity !== 'notice')
    expect(loud.map(({ check, at }) => `${check} ${at?.file ?? ''}`)).toEqual([])
    expect(report.coverage.unresolved.map(({ what }) => what)).toEqual([])
  })

  test.each([
    [
      'the results of tests were thrown away',
      '.github/workflows',
      /^ {6}- uses: actions\/upload-artifact@.*\n(?: {8}.*\n)*/gm,
      'QA.TEM.3',
    ],
  ])('would be told that %s', async (_, folder, pattern, practice) => {
    for (const name of ['ci.yml', 'release.yml']) {
      const path = join(root, folder, name)
      writeFileSync(path, readFileSync(path, 'utf8').replace(pattern, ''))
    }
    expect(
      (
        await judged(
          root,
          checks.filter((each) => each.practices.includes(practice)),
        )
      ).below,
    ).toContain(practice)
  })
})
