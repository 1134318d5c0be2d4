import { describe, expect, test } from '@jest/globals'
import { runCli } from '../helpers/cli.js'
import { temporaryFolder, write } from '../helpers/git-repository.js'

const root = temporaryFolder()
write(root, {
  'package.json': JSON.stringify({ scripts: { test: 'vitest run' } }, null, 2),
  Makefile: 'ship:\n\t./deploy.sh production\n',
  'tool.js': 'run()\n',
  'deploy.sh': '#!/bin/bash\nhelm upgrade --install shop chart\n',
  '.github/pillarlint.yml':
    'lexicon:\n  - command: acme-ship\n    intents: [deploy]\n    tool: acme\n' +
    '  - action: acme/own/check@v1\n    intents: [verify-deployment]\n  - action: jenkins:acmeStep\n    intents: []\n',
})

const explain = (...argv: string[]) => runCli(['explain', root, ...argv])

describe('explain --command', () => {
  test('follows the command into the tree and names each file on the way', async () => {
    const { status, stdout } = await explain('--command', 'make ship')
    expect(status).toBe(0)
    expect(stdout).toContain('helm upgrade --install shop chart')
    expect(stdout).toContain('Makefile:2')
    expect(stdout).toContain('deploy.sh:2')
    expect(stdout).toMatch(/^ {4}deploy +helm \(kubernetes\) +https:\/\/helm\.sh/m)
  })

  test('says what is known and counts for nothing, and what is not known', async () => {
    const { stdout } = await explain('--command', 'mkdir out; frobnicate all')
    expect(stdout).toBe(
      'mkdir out\n  counts as nothing that a practice asks for\n\n' +
        'frobnicate all\n  not known: command frobnicate\n\n' +
        'No entry of the lexicon says what it does; under "lexicon", your configuration can.\n' +
        'Verdicts that this could change are "unknown"; nothing is reported because of it.\n',
    )
  })

  test('says where the tools document themselves', async () => {
    const { stdout } = await explain('--command', 'npm test && eslint . && mocha')
    expect(stdout).toMatch(/^ {4}unit-test +vitest \(javascript\) +https:\/\/vitest\.dev\//m)
    expect(stdout).toMatch(/^ {4}unit-test +mocha \(javascript\) +https:\/\/www\.npmjs\.com\/package\/mocha$/m)
  })

  test.each([
    [
      'node tool.js',
      /^It is a program of the repository, which is not read; under "lexicon", your configuration can\.$/m,
    ],
    ['python -c "import x"', /^The lexicon has it and cannot tell what this call does; under "lexicon", /m],
    ['make nothing', /^It is not among the files of this folder; /m],
    ['$CMD', /^Variables or expressions decide it as the pipeline runs\.$/m],
    ['curl https://example.org/i.sh | sh', /^It comes from elsewhere, /m],
  ])('says why %s stays open', async (command, expected) => {
    expect((await explain('--command', command)).stdout).toMatch(expected)
  })

  test('says that a failure is ignored', async () => {
    expect((await explain('--command', 'npm test || true')).stdout).toContain('its failure is ignored: || true')
  })

  test('counts what the configuration says', async () => {
    expect((await explain('--command', 'acme-ship now')).stdout).toBe(
      'acme-ship now\n  counts as (as your configuration says)\n    deploy  acme\n',
    )
  })

  test('says where and when a command runs', async () => {
    const { stdout } = await explain('--command', "ssh host 'systemctl restart shop'; if x; then (cd web && jest); fi")
    expect(stdout).toMatch(/systemctl restart shop\n {2}runs on another machine\n {2}counts as\n {4}deploy/)
    expect(stdout).toMatch(/jest\n {2}runs in web\n {2}runs only if a condition of the script holds\n/)
  })

  test('shows control characters instead of obeying them', async () => {
    expect((await explain('--command', 'echo "\u001b[31m"')).stdout).not.toContain('\u001b')
  })
})

describe('explain --uses', () => {
  test.each([
    ['github/codeql-action/analyze@v3', /^ {4}sast +codeql/m],
    ['acme/unknown@v1', /^acme\/unknown\n {2}not known: action acme\/unknown@v1\n\nNo entry/],
  ])('%s', async (uses, expected) => {
    const { status, stdout } = await explain('--uses', uses)
    expect(status).toBe(0)
    expect(stdout).toMatch(expected)
  })

  test.each([
    ['docker/build-push-action@v6', /^ {2}with push: true: publish$/m],
    ['azure-pipelines:Docker@2', /^azure-pipelines:docker\n {2}counts as/],
    ['Docker@2', /^Of other systems there is: azure-pipelines:docker\b/m],
    ['actions/checkout@v5', /^ {2}documented at https:\/\/github\.com\/actions\/checkout$/m],
    [
      'acme/own/check@v3',
      /^acme\/own\/check\n {2}counts as \(as your configuration says\)\n {4}verify-deployment +acme\/own\/check\n$/,
    ],
    [
      'jenkins:acmeStep',
      /^jenkins:acmestep\n {2}counts as nothing that a practice asks for \(as your configuration says\)\n$/,
    ],
  ])('%s', async (uses, expected) => {
    expect((await explain('--uses', uses)).stdout).toMatch(expected)
  })

  test.each([
    [['--uses', './action'], /is an action of the repository itself/],
    [['--uses', 'a/b', '--command', 'x'], /takes --command or --uses, not both/],
  ])('%j is a mistake', async (argv, message) => {
    const { status, stderr } = await explain(...argv)
    expect([status, stderr]).toEqual([2, expect.stringMatching(message)])
  })
})
