import { describe, expect, test } from '@jest/globals'
import { withoutComments } from '../../../src/readers/json5.js'
import { project } from './read.js'

const scopes = (path: string, text: string) =>
  project({ [path]: text }).updaters.flatMap((updater) => updater.scopes.map((scope) => scope.ecosystem))

describe('bots that raise versions', () => {
  test.each<[string, string, string]>([
    ['a comment to the end of the line', '{a: 1} // b', '{a: 1}     '],
    ['a comment over lines keeps them', '{/* a\nb */c: 1}', '{    \n    c: 1}'],
    ['addresses in strings stay', '["https://a", \'//b\', "\\"//c"]', '["https://a", \'//b\', "\\"//c"]'],
    ['a comment that does not end', '1 /* a', '1     '],
    ['a string that does not end', '"a\n// b', '"a\n    '],
  ])('%s', (_name, text, expected) => expect(withoutComments(text)).toBe(expected))

  test.each<[string, string, string, string[]]>([
    ['a file of another shape', '.github/dependabot.yml', '- a', []],
    ['entries without an ecosystem', '.github/dependabot.yml', 'updates: [a, { directory: / }, null]', []],
    ['names of its own', '.github/dependabot.yml', 'updates: [{ package-ecosystem: gomod, directory: / }]', ['go']],
    ['an ecosystem nobody knows', '.github/dependabot.yml', 'updates: [{ package-ecosystem: elm }]', ['elm']],
    ['Renovate that is off', 'renovate.json', '{"enabled": false}', []],
    ['one preset turns all but one off', 'renovate.json', '{"extends": [":onlyNpm"]}', ['npm']],
    ['package.json without a word of it', 'package.json', '{"name": "a"}', []],
    ['pyup', '.pyup.yml', 'schedule: every week', ['python']],
  ])('%s', (_name, path, text, expected) => expect(scopes(path, text)).toEqual(expected))

  test('a broken configuration leaves open what it says', () => {
    const [updater] = project({ 'renovate.json': '{"a": ' }).updaters
    expect(updater?.open).toBe('a configuration that does not parse')
  })

  test('the first file that Renovate finds counts', () => {
    const { updaters } = project({
      '.renovaterc': '{"enabledManagers": ["npm"]}',
      'renovate.json5': '{enabledManagers: ["cargo"]}',
    })
    expect(updaters.flatMap((each) => each.scopes.map(({ ecosystem }) => ecosystem))).toEqual(['cargo'])
  })
})
