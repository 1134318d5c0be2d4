import { valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { withMatrix } from './check-names.js'
import { dataText, UNKNOWN } from './data.js'
import type { Contexts } from './expressions.js'
import type { Matrix } from './matrix.js'
import { scalarList, scalarOf, type Reading } from './reading.js'
import { evaluateTemplate, substitute } from './template.js'

/** The labels of `runs-on` as written. A group of runners stands beside its labels as `group:<name>`. */
export function readRunner(reading: Reading, node: YamlNode | undefined): string[] {
  if (node?.kind !== 'mapping') return scalarList(reading, node, 'runs-on').map(({ text }) => text)
  const group = scalarOf(reading, valueAt(node, 'group'), 'group of runs-on')
  const labels = scalarList(reading, valueAt(node, 'labels'), 'labels of runs-on').map(({ text }) => text)
  return [...(group === undefined ? [] : [`group:${group.text}`]), ...labels]
}

/** Lists of labels beyond this number are left out. */
const MAX_SETS = 64

/**
 * The lists of labels that the jobs of the matrix have, with what is known filled in and other expressions as written.
 * Undefined where the labels hold no expression.
 */
export function runnerSets(
  runner: readonly string[],
  contexts: Contexts,
  matrix: Matrix | undefined,
): readonly (readonly string[])[] | undefined {
  if (!runner.some((label) => label.includes('${{'))) return undefined
  const known = matrix === undefined ? [] : matrix.combinations.map((each) => withMatrix(contexts, each))
  const all = known.length === 0 ? [contexts] : known
  const sets = all.map((each) => runner.flatMap((label) => labelsOf(label, each)))
  return [...new Map(sets.map((labels) => [labels.join('\n'), labels])).values()].slice(0, MAX_SETS)
}

/** A label, or the list of labels that an expression gives. */
function labelsOf(label: string, contexts: Contexts): string[] {
  const value = evaluateTemplate(label, contexts)
  if (value === UNKNOWN) return [substitute(label, contexts).text]
  return Array.isArray(value) ? value.map(dataText) : [dataText(value)]
}

/**
 * Whether every job of the matrix, if there is one, runs on Windows, as far as the labels tell: `windows-2025`, or an
 * expression whose only named systems are Windows.
 */
export function runsOnWindows(runner: readonly string[], contexts: Contexts, matrix: Matrix | undefined): boolean {
  const all = matrix === undefined ? [contexts] : matrix.combinations.map((each) => withMatrix(contexts, each))
  return all.length > 0 && all.every((each) => isWindows(runner.map((label) => substitute(label, each).text)))
}

function isWindows(labels: readonly string[]): boolean {
  const text = labels.join(' ').toLowerCase()
  return /(?:^|[^a-z])windows/.test(text) && !/ubuntu|linux|macos/.test(text)
}
