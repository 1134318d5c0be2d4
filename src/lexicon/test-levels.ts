import type { IntentKind } from '../core/intent-kind.js'
import type { ParsedWords } from './words.js'

/** Words in the paths, tags and names of a test run that tell the level of its tests. */
const LEVELS: ReadonlyMap<string, IntentKind> = new Map<string, IntentKind>([
  ['integration', 'integration-test'],
  ['integrationtest', 'integration-test'],
  ['integrationtests', 'integration-test'],
  ['integ', 'integration-test'],
  ['component', 'integration-test'],
  ['e2e', 'acceptance-test'],
  ['endtoend', 'acceptance-test'],
  ['acceptance', 'acceptance-test'],
  ['functional', 'acceptance-test'],
  ['smoke', 'acceptance-test'],
  ['contract', 'contract-test'],
  ['contracts', 'contract-test'],
  ['pact', 'contract-test'],
  ['performance', 'performance-test'],
  ['perf', 'performance-test'],
  ['load', 'performance-test'],
  ['a11y', 'accessibility-test'],
  ['accessibility', 'accessibility-test'],
  ['resilience', 'resilience-test'],
  ['chaos', 'resilience-test'],
])

/** Parts of an option's name by which its value says what is left out. */
const NEGATIONS: readonly string[] = [
  'ignore',
  'exclude',
  'deselect',
  'skip',
  'filter-out',
  'report',
  'output',
  'junit',
]

/**
 * The kinds of test that a test command runs, told by its paths, tags and configuration (`pytest tests/integration`,
 * `jest --config jest.e2e.config.js`). `unit-test` where nothing tells the level, or where a path has none.
 */
export function testLevels({ operands, options }: ParsedWords, pathLength: number): readonly IntentKind[] {
  const found = new Set<IntentKind>()
  let plain = false
  for (const [index, { text }] of operands.entries()) {
    const level = levelOf(text)
    if (level !== undefined) found.add(level)
    else if (index >= pathLength) plain = true
  }
  for (const [name, uses] of options) {
    const lower = name.toLowerCase()
    if (NEGATIONS.some((each) => lower.includes(each))) continue
    for (const { value } of uses) {
      const level = value === undefined || isNegated(value.text) ? undefined : levelOf(value.text)
      if (level !== undefined) found.add(level)
    }
  }
  return plain || found.size === 0 ? ['unit-test', ...found] : [...found]
}

function isNegated(text: string): boolean {
  return (
    text.includes('!') ||
    text
      .toLowerCase()
      .split(/[^a-z]/)
      .includes('not')
  )
}

/** The level that a word of `text` names; camel case parts are words. */
function levelOf(text: string): IntentKind | undefined {
  if (text.startsWith('!') || text.startsWith('-')) return undefined
  const parts = text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
  for (const part of parts) {
    const level = LEVELS.get(part)
    if (level !== undefined) return level
  }
  return undefined
}
