import { describe, expect, test } from '@jest/globals'
import { preCommitCi } from '../../../../src/readers/pipelines/pre-commit-ci/index.js'
import { intentsOf, jobLines, readWith } from '../adapter-support.js'

const HOOKS = `
repos:
  - repo: https://github.com/astral-sh/ruff-pre-commit
    rev: v0.14.0
    hooks: [{id: ruff-check}, {id: ruff-format}]
  - {repo: local, hooks: [{id: types, entry: mypy ., language: system}, {id: slow, entry: pytest, stages: [manual]}]}
`
const read = (text: string) => readWith(preCommitCi, { '.pre-commit-config.yaml': text })

describe('pre-commit.ci', () => {
  test.each([
    ['no section for the service', HOOKS],
    ['a broken file', 'ci: [\n'],
    ['a list', '- ci: {}'],
    ['an empty file', ''],
  ])('%s is no pipeline and no defect', (_, text) => {
    expect(read(text)).toEqual({ pipelines: [], defects: [] })
  })

  test('no file', () => {
    expect(readWith(preCommitCi, { 'web/.pre-commit-config.yaml': `ci: {}${HOOKS}` }).pipelines).toEqual([])
  })

  test.each([
    ['ci: {autofix_prs: false}', ['lint:ruff', 'format-check:ruff', 'type-check:mypy']],
    ['ci:', ['lint:ruff', 'format-check:ruff', 'type-check:mypy']],
    ['ci:\n  skip: [types, ruff-format]', ['lint:ruff']],
  ])('%s', (section, expected) => {
    const [pipeline] = read(`${section}${HOOKS}`).pipelines
    expect(pipeline?.jobs.flatMap(intentsOf)).toEqual(expected)
    expect(pipeline && jobLines(pipeline)).toEqual(['pre-commit [] pull_request0 push1'])
  })

  test('a hook is reached from the section', () => {
    const [intent] = read(`ci: {}${HOOKS}`).pipelines[0]?.jobs[0]?.steps[0]?.intents ?? []
    expect(intent?.because.map(({ line, text }) => `${line} ${text}`)).toEqual([
      '1 pre-commit run --all-files',
      '3 repo: https://github.com/astral-sh/ruff-pre-commit',
      '5 ruff-check',
    ])
  })
})
