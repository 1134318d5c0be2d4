import { describe, expect, test } from '@jest/globals'
import { runCli } from '../helpers/cli.js'
import { temporaryFolder, write } from '../helpers/git-repository.js'

const root = temporaryFolder()
write(root, {
  'package.json': JSON.stringify({ scripts: { test: 'vitest run' } }, null, 2),
  Makefile: 'ship:\n\t./deploy.sh production\n',
  'deploy.sh': '#!/bin/bash\nhelm upgrade --install shop chart\n',
  '.github/pillarlint.yml': 'lexicon:\n  - command: acme-ship\n    intents: [deploy]\n    tool: acme\n',
})

const explain = (...argv: string[]) => runCli(['explain', root, ...argv])

describe('explain --command', () => {
  test('follows the command into the tree and names each file on the way', async () => {
    const { status, stdout } = await explain('--command', 'make ship')
    expect(status).toBe(0)
    expect(stdout).toContain('helm upgrade --install shop chart')
    expect(stdout).toContain('Makefile:2')
    expect(stdout).toContain('deploy.sh:2')
    expect(stdout).toMatch(/^ {2}deploy +helm/m)
  })

  test('says what is known and counts for nothing, and what is not known', async () => {
    const { stdout } = await explain('--command', 'mkdir out; frobnicate all')
    expect(stdout).toBe(
      'mkdir out\n  known, and nothing that a practice asks for\n\n' +
        'frobnicate all\n  not known: command frobnicate (unknown-command)\n',
    )
  })

  test('says where the tools document themselves', async () => {
    const { stdout } = await explain('--command', 'npm test && eslint . && mocha')
    expect(stdout).toMatch(/^vitest +https:\/\/vitest\.dev\//m)
    expect(stdout).toMatch(/^mocha +https:\/\/www\.npmjs\.com\/package\/mocha$/m)
  })

  test('says that a failure is ignored', async () => {
    expect((await explain('--command', 'npm test || true')).stdout).toContain('its failure is ignored: || true')
  })

  test('counts what the configuration says', async () => {
    expect((await explain('--command', 'acme-ship now')).stdout).toBe('acme-ship now\n  deploy  acme\n')
  })

  test('shows control characters instead of obeying them', async () => {
    expect((await explain('--command', 'echo "\u001b[31m"')).stdout).not.toContain('\u001b')
  })
})

describe('explain --uses', () => {
  test.each([
    ['github/codeql-action/analyze@v3', /^ {2}sast +codeql/m],
    [
      'acme/unknown@v1',
      /^not known: action acme\/unknown@v1 \(unknown-action\)\n\nacme\/unknown +https:\/\/github\.com\/acme\/unknown\n$/,
    ],
  ])('%s', async (uses, expected) => {
    const { status, stdout } = await explain('--uses', uses)
    expect(status).toBe(0)
    expect(stdout).toMatch(expected)
  })

  test.each([
    [['--uses', './action'], /is an action of the repository itself/],
    [['--uses', 'a/b', '--command', 'x'], /takes --command or --uses, not both/],
  ])('%j is a mistake', async (argv, message) => {
    const { status, stderr } = await explain(...argv)
    expect([status, stderr]).toEqual([2, expect.stringMatching(message)])
  })
})
