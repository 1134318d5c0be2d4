import { valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { withMatrix } from './check-names.js'
import type { Contexts } from './expressions.js'
import type { Matrix } from './matrix.js'
import { scalarList, scalarOf, type Reading } from './reading.js'
import { substitute } from './template.js'

/** The labels of `runs-on` as written. A group of runners stands beside its labels as `group:<name>`. */
export function readRunner(reading: Reading, node: YamlNode | undefined): string[] {
  if (node?.kind !== 'mapping') return scalarList(reading, node, 'runs-on').map(({ text }) => text)
  const group = scalarOf(reading, valueAt(node, 'group'), 'group of runs-on')
  const labels = scalarList(reading, valueAt(node, 'labels'), 'labels of runs-on').map(({ text }) => text)
  return [...(group === undefined ? [] : [`group:${group.text}`]), ...labels]
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
