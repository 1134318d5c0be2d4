import { describe, expect, test } from '@jest/globals'
import type { Job, Pipeline } from '../../../../src/models/index.js'
import { bitbucket } from '../../../../src/readers/pipelines/bitbucket/index.js'
import { intentsOf, jobLines, readWith } from '../adapter-support.js'

// Key by key (Bitbucket documentation: Bitbucket Pipelines configuration reference).

function read(text: string): Pipeline {
  const { pipelines, defects } = readWith(bitbucket, { 'bitbucket-pipelines.yml': text })
  expect(defects).toEqual([])
  const [pipeline] = pipelines
  if (pipeline === undefined) throw new Error('no pipeline')
  return pipeline
}

const jobs = (list: string, more = ''): readonly Job[] => read(`pipelines: {default: ${list}}\n${more}`).jobs
const SCRIPT = 'script: [npx jest]'

describe('child pipelines', () => {
  const text = `pipelines:
  branches:
    main:
      - step: {name: build, script: [make]}
      - step: {name: scan, type: pipeline, custom: checks, input-variables: {LEVEL: strict}}
      - step: {name: ship, script: [kubectl apply -f k8s]}
  custom:
    checks:
      - parallel:
          - step: {name: unit, script: [npx jest]}
          - step: {name: lint, script: [npx eslint .]}
      - step: {name: deep, type: pipeline, custom: more}
    more:
      - step: {name: e2e, script: [npx playwright test]}
`

  test('run as a part of the pipeline that waits for them', () => {
    const pipeline = read(text)
    expect(jobLines(pipeline).slice(0, 8)).toEqual([
      'branches/main/build [] branches0',
      'branches/main/scan [branches/main/build] branches0',
      'branches/main/scan/unit [branches/main/build] branches0',
      'branches/main/scan/lint [branches/main/build] branches0',
      'branches/main/scan/deep [branches/main/scan/unit, branches/main/scan/lint] branches0',
      'branches/main/scan/deep/e2e [branches/main/scan/unit, branches/main/scan/lint] branches0',
      'branches/main/ship [branches/main/scan, branches/main/scan/unit, branches/main/scan/lint, branches/main/scan/deep, branches/main/scan/deep/e2e] branches0',
      'custom/checks/unit [] custom1',
    ])
    const [, scan, unit, , deep, e2e] = pipeline.jobs
    expect([unit?.calledBy, deep?.calledBy, e2e?.calledBy]).toEqual([
      'branches/main/scan',
      'branches/main/scan',
      'branches/main/scan/deep',
    ])
    expect(scan?.calls).toMatchObject({ resolved: true, target: { text: 'checks', kind: 'local' } })
    expect(scan?.calls?.with.get('LEVEL')?.value).toBe('strict')
    expect(e2e === undefined ? [] : intentsOf(e2e)).toEqual(['acceptance-test:playwright'])
  })

  test('that are not there are open', () => {
    const [job] = jobs('[{step: {type: pipeline, custom: gone}}]')
    expect([job?.calls?.resolved, job === undefined ? [] : intentsOf(job)]).toEqual([false, ['? custom pipeline gone']])
  })

  test('that start themselves end', () => {
    const { jobs: all } = read('pipelines: {custom: {a: [{step: {name: s, type: pipeline, custom: a}}]}}')
    expect(all).toHaveLength(4)
  })

  test('a person may start one', () => {
    const [job] = jobs('[{step: {type: pipeline, custom: c, trigger: manual}}]', '')
    expect([job?.approval?.kind, job?.starts?.map(({ manual }) => manual)]).toEqual(['job', [true]])
  })
})

describe('what happens when a step fails', () => {
  test.each([
    ['{strategy: fail}', undefined, undefined],
    ['{strategy: ignore}', true, undefined],
    ['{strategy: retry}', undefined, 1],
    ['{strategy: retry, maxRetryCount: 3}', undefined, 3],
    ['{strategy: retry, max-retry-count: 2}', undefined, 2],
  ])('on-fail: %s', (written, ignored, retries) => {
    const places = [
      `[{step: {on-fail: ${written}, ${SCRIPT}}}]`,
      `[{parallel: {on-fail: ${written}, steps: [{step: {${SCRIPT}}}]}}]`,
      `[{stage: {name: s, on-fail: ${written}, steps: [{step: {${SCRIPT}}}]}}]`,
    ]
    for (const list of places) {
      const [job] = jobs(list)
      expect([job?.allowFailure?.value, job?.retries?.value]).toEqual([ignored, retries])
    }
  })

  test('what a step says itself counts before what stands around it', () => {
    const [job] = jobs(
      `[{stage: {on-fail: {strategy: ignore}, steps: [{step: {on-fail: {strategy: fail}, ${SCRIPT}}}]}}]`,
    )
    expect(job?.allowFailure).toBeUndefined()
  })

  test('steps side by side may stop one another', () => {
    const all = jobs(
      `[{parallel: {fail-fast: true, steps: [{step: {name: a, ${SCRIPT}}}, {step: {name: b, fail-fast: false, ${SCRIPT}}}]}}]`,
    )
    expect(all.map(({ needs }) => needs)).toEqual([[], []])
  })
})

describe('steps and stages', () => {
  test.each([
    ['condition: {changesets: {includePaths: [src/**]}}', false],
    ['condition: {state: "glob(BITBUCKET_BRANCH, \\"main\\")"}', false],
    ['size: 2x', true],
    ['runtime: {cloud: {version: "3", arch: arm}}', true],
    ['output-variables: [VERSION]', true],
    ['caches: [node], concurrency-group: x', true],
  ])('%s', (keys, certain) => {
    const [job] = jobs(`[{step: {${keys}, ${SCRIPT}}}]`)
    expect(job?.starts?.map((start) => start.certain)).toEqual([certain])
  })

  test.each([
    ['artifacts: [dist/**]', [['dist/**', 'success']]],
    ['artifacts: {paths: [dist/**]}', [['dist/**', 'success']]],
    ['artifacts: {upload: [{name: log, type: scoped, capture-on: always, paths: ["*.log"]}]}', [['*.log', 'always']]],
  ])('%s', (keys, kept) => {
    const [job] = jobs(`[{step: {${keys}, ${SCRIPT}}}]`)
    expect(job?.keeps?.map(({ paths, when }) => [paths.join(' '), when])).toEqual(kept)
  })

  test('a stage that deploys, with steps side by side', () => {
    const all = jobs(
      `[{stage: {name: ship, deployment: Production, trigger: manual, steps: [{parallel: [{step: {name: a, ${SCRIPT}}}, {step: {name: b, ${SCRIPT}}}]}]}}]`,
    )
    expect(
      all.map(({ stage, environment, concurrency }) => [stage, environment?.tier, concurrency?.group.value]),
    ).toEqual([
      ['ship', 'production', 'Production'],
      ['ship', 'production', 'Production'],
    ])
    expect(all.every(({ starts = [] }) => starts.every(({ manual }) => manual))).toBe(true)
  })
})
