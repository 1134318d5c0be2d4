import { JOB } from './hostile-texts.js'

/** `text` of each number below `count`, one after the other. */
export const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join('')
const bomb = (key: string): string =>
  `a: &a0 [x,x,x,x,x,x,x,x,x]\n${times(12, (index) => `${key}${index}: &a${index + 1} [${Array(9).fill(`*a${index}`).join()}]\n`)}`
export const brackets = (count: number): string => '['.repeat(count) + ']'.repeat(count)

/** Workflows beyond the limits, and what is said of each. */
export const OVERSIZED: Readonly<Record<string, readonly [string, string]>> = {
  'alias-bomb': [bomb('b') + JOB, 'aliases expand to more than'],
  'merge-bomb': [
    times(200, (index) => `m${index}: &m${index}\n  ${index > 0 ? `<<: *m${index - 1}` : 'a: 1'}\n  k${index}: 1\n`) +
      JOB,
    'aliases nest deeper',
  ],
  'alias-of-itself': [`a: &a [*a]\n${JOB}`, 'stands inside the value'],
  'flow-nesting': [`a: ${brackets(400_000)}\n`, 'too deep'],
  'block-nesting': [times(1_300, (index) => `${' '.repeat(index)}a:\n`), 'too deep'],
  tags: [`${JOB}      - run: ${'!a '.repeat(300_000)}x\n`, 'given twice'],
  'equal-keys': [times(100_000, () => 'k: v\n'), 'given twice'],
  values: [`a: {${times(130_000, (index) => `${index.toString(36)},`)}}\n`, 'more than 250000 values'],
  documents: [times(90_000, () => '---\na: 1\n'), 'more than 250000 values'],
  'many-jobs': [
    `on: push\njobs:\n${times(1_500, (index) => `  j${index}:\n    runs-on: x\n    steps: [{run: make}]\n`)}`,
    '1500 jobs is not judged',
  ],
  circle: [
    `on: push\njobs:\n${times(600, (index) => `  j${index}: {runs-on: x, needs: j${(index + 1) % 600}, steps: [{run: kubectl apply -f x}]}\n`)}`,
    'wait for more than 250000 others',
  ],
  'many-steps': [
    JOB + times(3_500, (index) => `      - run: kubectl apply -f ${index}.yaml\n`),
    '3500 steps in one job is not judged',
  ],
  empty: ['', 'is empty'],
}
