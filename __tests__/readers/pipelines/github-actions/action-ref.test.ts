import { describe, expect, test } from '@jest/globals'
import { parseReference } from '../../../../src/readers/pipelines/github-actions/action-ref.js'
import { readTree } from './support.js'

test.each<[string, object]>([
  ['actions/checkout@v5', { kind: 'remote', repository: 'actions/checkout', ref: 'v5' }],
  ['GitHub/CodeQL-action/init@v3', { kind: 'remote', repository: 'github/codeql-action', path: 'init', ref: 'v3' }],
  ['a/b/c/d@feature/x', { kind: 'remote', repository: 'a/b', path: 'c/d', ref: 'feature/x' }],
  ['a/b', { kind: 'remote', repository: 'a/b' }],
  ['a', { kind: 'remote' }],
  ['${{ x }}/b@v1', { kind: 'remote' }],
  ['./', { kind: 'local', path: '.' }],
  ['./a/b/', { kind: 'local', path: 'a/b' }],
  ['./a/../b', { kind: 'local', path: 'b' }],
  ['../a', { kind: 'local' }],
  ['.\\a\\b', { kind: 'local', path: 'a/b' }],
  ['$/.github/actions/x', { kind: 'local', path: '.github/actions/x' }],
  ['docker://alpine:3', { kind: 'docker' }],
  ['docker://alpine@sha256:0a', { kind: 'docker', ref: 'sha256:0a' }],
])('%s', (text, expected) => {
  expect(parseReference(text)).toEqual({ text, ...expected })
})

describe('actions.lock', () => {
  const workflow = (uses: string) => `on: push\njobs: {a: {steps: [{uses: ${uses}}, {uses: ./act}]}}`
  const action = 'runs: {using: composite, steps: [{uses: a/inner@v1}]}'
  const lock = (workflows: string) => `
version: v0.0.1
workflows:
${workflows}
dependencies:
  actions/checkout@v5: {ref: v5, commit: sha1-${'a'.repeat(40)}, owner_id: 1, repo_id: 2}
  github/codeql-action@v3: {ref: v3, commit: sha1-${'b'.repeat(40)}}
  a/inner@v1: {ref: v1, commit: sha1-${'c'.repeat(40)}}
  a/unresolved@v1: {ref: v1}
`
  const commits = (uses: string, workflows: string) => {
    const { pipelines, defects } = readTree({
      '.github/workflows/ci.yml': workflow(uses),
      'act/action.yml': action,
      '.github/workflows/actions.lock': lock(workflows),
    })
    expect(defects).toEqual([])
    const [own, local] = pipelines[0]?.jobs[0]?.steps ?? []
    const alone = pipelines[1]?.jobs[0]?.steps[0]
    return [own?.uses, local?.inner[0]?.uses, alone?.uses].map((each) => each?.lockedCommit?.charAt(0))
  }
  const all = (...names: string[]) => `  .github/workflows/ci.yml: [${names.join(', ')}]`

  test.each<[string, string, (string | undefined)[]]>([
    ['actions/checkout@v5', all('actions/checkout@v5', 'a/inner@v1'), ['a', 'c', 'c']],
    ['Actions/checkout@v5', all('actions/checkout@v5'), ['a', undefined, 'c']],
    ['github/codeql-action/init@v3', all('github/codeql-action@v3'), ['b', undefined, 'c']],
    ['actions/checkout@v4', all('actions/checkout@v5'), [undefined, undefined, 'c']],
    ['actions/checkout@v5', all('a/other@v1'), [undefined, undefined, 'c']],
    ['actions/checkout@v5', '  .github/workflows/other.yml: [actions/checkout@v5]', [undefined, undefined, undefined]],
    ['a/unresolved@v1', all('a/unresolved@v1'), [undefined, undefined, 'c']],
  ])('%s with %s', (uses, workflows, expected) => {
    expect(commits(uses, workflows)).toEqual(expected)
  })

  test('a broken lockfile is a defect', () => {
    const { defects } = readTree({
      '.github/workflows/ci.yml': workflow('a/b@v1'),
      'act/action.yml': action,
      '.github/workflows/actions.lock': 'a: "',
    })
    expect(defects).toMatchObject([{ at: { file: '.github/workflows/actions.lock' } }])
  })
})
