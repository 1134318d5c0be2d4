import { describe, expect, test } from '@jest/globals'
import { checks } from '../../checks/index.js'
import { runCli } from '../helpers/cli.js'
import { temporaryFolder, write } from '../helpers/git-repository.js'

const DEPLOY =
  'name: ship\non: push\njobs:\n  production:\n    runs-on: ubuntu-latest\n    environment: production\n    steps:\n' +
  '      - uses: actions/checkout@v4\n      - run: kubectl set image deployment/shop shop=example.com/shop:v1\n'

function repository(files: Readonly<Record<string, string>> = { '.github/workflows/ship.yml': DEPLOY }): string {
  const root = temporaryFolder()
  write(root, files)
  return root
}

const explain = (...argv: string[]) =>
  runCli(['explain', ...argv, '--offline'], { checks: () => Promise.resolve([...checks]) })

describe('explain <practice>', () => {
  test('says what it asks for, what it belongs to, and where that is written', async () => {
    const { status, stdout } = await explain('DL.ADS.2', repository({ 'README.md': '# Shop\n' }))
    expect(status).toBe(0)
    expect(stdout).toMatch(/^category +foundational$/m)
    expect(stdout).toMatch(/^belongs to +Development lifecycle: Advanced deployment strategies$/m)
    expect(stdout).toMatch(/^source +https:\/\/docs\.aws\.amazon\.com\/\S+$/m)
    expect(stdout).toMatch(/^Met when\n {2}- automatic rollback/m)
    expect(stdout).toMatch(/^Its metrics\n {2}- Rollback frequency$/m)
  })

  test('says its verdict here, what is behind it and what to do', async () => {
    const { stdout } = await explain('DL.ADS.2', repository())
    expect(stdout).toMatch(/^ {2}rollback-kubectl-undo +problem +\S/m)
    expect(stdout).toMatch(/^ {2}rollback-codedeploy-auto +not-applicable +\S/m)
    expect(stdout).toMatch(/^In \S+: not-met \(rule 2\): /m)
    expect(stdout).toMatch(/What to do\n {2}- \.github\/workflows\/ship\.yml:9 error rollback-kubectl-undo: /)
  })

  test('what nobody can see in a repository is to be attested', async () => {
    const { stdout } = await explain('OA.LS.1', repository())
    expect(stdout).toContain('Nothing in a repository decides it')
    expect(stdout).toContain('pillarlint attest OA.LS.1')
  })

  test('what the repository says cannot command the terminal', async () => {
    const { stdout } = await explain(
      'DL.ADS.2',
      repository({ '.github/workflows/ship.yml': DEPLOY.replace('production:', '"\\x1b[31mred":') }),
    )
    expect(stdout).not.toContain('\u001b')
  })

  test.each([
    [['DL.ADS.2', '/nowhere/at/all'], /there is no folder/],
    [['ci-pipeline-present', '.'], /explain ci-pipeline-present takes no folder/],
    [['DL.ADS.2', '.', 'more'], /needs the id of one check or practice/],
  ])('explain %p is wrong usage', async (argv, message) => {
    const { status, stderr } = await explain(...argv)
    expect(status).toBe(2)
    expect(stderr).toMatch(message)
  })

  test('a wrong configuration is said, and nothing explained', async () => {
    const { status, stderr, stdout } = await explain('DL.ADS.2', repository({ 'pillarlint.yml': 'x: 1\n' }))
    expect(status).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain('pillarlint.yml:1')
  })
})
