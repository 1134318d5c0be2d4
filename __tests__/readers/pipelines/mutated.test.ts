import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Location } from '../../../src/core/location.js'
import type { CiSystem, Infrastructure, Pipelines } from '../../../src/models/index.js'
import { NO_SETTINGS } from '../../../src/models/settings.js'
import type { Defect } from '../../../src/readers/context.js'
import { readPipelines } from '../../../src/readers/pipelines/index.js'
import { filesOf } from '../../helpers/files.js'
import { SHAPES } from './shapes.js'

/** Files that others answer for: objects of a cluster, the configuration of another tool. */
const FORBEARING: ReadonlySet<CiSystem> = new Set<CiSystem>(['argo-workflows', 'pre-commit-ci'])

const PIECES = [
  '[',
  ']',
  '{',
  '}',
  ': ',
  '- ',
  '"',
  "'",
  '#',
  '&a ',
  '*a',
  '<<: ',
  '!tag ',
  '|',
  '\t',
  '${{',
  '$(',
  '?',
  '0',
  'null',
  '\u0000',
  '%',
]

const NO_INFRASTRUCTURE = (): Infrastructure => ({ resources: [] }) as unknown as Infrastructure

function read(tree: Readonly<Record<string, string>>): { pipelines: Pipelines; defects: readonly Defect[] } {
  const defects = new Map<string, Defect>()
  const context = {
    files: filesOf(tree),
    settings: NO_SETTINGS,
    defect: (each: Defect) => void defects.set(JSON.stringify(each), each),
    unread: () => {},
  }
  return { pipelines: readPipelines(context, NO_INFRASTRUCTURE), defects: [...defects.values()] }
}

/** Everything of the pipelines that has a place. */
function placesIn({ all }: Pipelines): Location[] {
  return all.flatMap(({ at, triggers, jobs, unresolved }) => [
    at,
    ...triggers.map((each) => each.at),
    ...unresolved.map((each) => each.at),
    ...jobs.flatMap((job) => [
      job.at,
      ...job.steps.flatMap((step) => [
        step.at,
        ...step.commands.map((each) => each.at),
        ...step.opaque.map((each) => each.at),
      ]),
    ]),
  ])
}

function expectSound({ all }: Pipelines): void {
  for (const { jobs, triggers } of all) {
    const ids = new Set(jobs.map(({ id }) => id))
    expect(ids.size).toBe(jobs.length)
    for (const { starts = [] } of jobs) for (const { trigger } of starts) expect(triggers).toContain(trigger)
  }
}

describe.each(SHAPES)('%s', (system: CiSystem, file, text) => {
  test('is read as it is', () => {
    const { pipelines, defects } = read({ [file]: text })
    expect(defects).toEqual([])
    expect(pipelines.unread).toEqual([])
    const own = pipelines.all.filter((each) => each.system === system)
    expect(own).toHaveLength(1)
    expect(own[0]?.jobs.flatMap(({ steps }) => steps).length).toBeGreaterThan(0)
  })

  test('is read whatever becomes of its text', () => {
    const lines = text.split('\n')
    const at = fc.nat(lines.length - 1)
    const change = fc.oneof(
      fc.record({ kind: fc.constant('drop' as const), at }),
      fc.record({ kind: fc.constant('repeat' as const), at }),
      fc.record({ kind: fc.constant('swap' as const), at }),
      fc.record({ kind: fc.constant('indent' as const), at }),
      fc.record({ kind: fc.constant('cut' as const), at, column: fc.nat(60) }),
      fc.record({ kind: fc.constant('put' as const), at, column: fc.nat(60), what: fc.constantFrom(...PIECES) }),
    )
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const changed = changes.reduce(changedBy, lines).join('\n')
        const { pipelines, defects } = read({ [file]: changed })
        const last = changed.split('\n').length
        for (const place of [...placesIn(pipelines), ...defects.map((each) => each.at)]) {
          expect(place.file).toBe(file)
          expect(place.line).toBeGreaterThanOrEqual(1)
          expect(place.line).toBeLessThanOrEqual(last)
          expect(place.column).toBeGreaterThanOrEqual(1)
        }
        for (const { message } of defects) expect(message).not.toBe('')
        expectSound(pipelines)
      }),
      { numRuns: 60 },
    )
  })
})

type Change =
  | { readonly kind: 'drop' | 'repeat' | 'swap' | 'indent'; readonly at: number }
  | { readonly kind: 'cut'; readonly at: number; readonly column: number }
  | { readonly kind: 'put'; readonly at: number; readonly column: number; readonly what: string }

function changedBy(lines: readonly string[], change: Change): readonly string[] {
  const at = Math.min(change.at, lines.length - 1)
  const line = lines[at] ?? ''
  const withLine = (...replacement: readonly string[]): readonly string[] => lines.toSpliced(at, 1, ...replacement)
  switch (change.kind) {
    case 'drop':
      return withLine()
    case 'repeat':
      return withLine(line, line)
    case 'swap':
      return lines.toSpliced(at, 2, ...lines.slice(at, at + 2).toReversed())
    case 'indent':
      return withLine(`  ${line}`)
    case 'cut':
      return withLine(line.slice(0, change.column))
    case 'put':
      return withLine(line.slice(0, change.column) + change.what + line.slice(change.column))
  }
}

describe('a file that its system could not read is a defect with its place', () => {
  const unclosed = (text: string): string => `${text}\nlast: [`
  test.each(SHAPES.filter(([system]) => !FORBEARING.has(system)))('%s', (_, file, text) => {
    const broken = file === 'Jenkinsfile' ? text.replace(/\}\s*$/, '') : unclosed(text)
    const { pipelines, defects } = read({ [file]: broken })
    expect(defects).toHaveLength(1)
    expect(defects[0]?.at.file).toBe(file)
    expect(defects[0]?.at.line).toBeGreaterThan(1)
    expect(pipelines.unread.map((each) => each.file)).toEqual([file])
  })
})
