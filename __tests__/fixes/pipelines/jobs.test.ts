import { testFixer } from '../../helpers/fix-tester.js'

const SHA = '11bd71901bbe5b1630ceea73d27597364c9af683'
const flow = (steps: string, more = ''): string =>
  `name: CI\n\non: [push, pull_request]\n\n# all of it\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 5\n${more}    steps:\n${steps}`
const limited = (text: string, scopes = 'contents: read'): string =>
  text.replace('pull_request]\n', `pull_request]\n\npermissions:\n  ${scopes}\n`)

const QUIET = flow(`      - uses: actions/checkout@${SHA} # v4.2.1\n      - run: cargo test\n`)

testFixer('pipeline-token-permissions', {
  refuses: [
    {
      name: 'an action that is not known',
      before: flow(`      - uses: acme/do@${SHA} # v1.0.0\n`),
      reason: 'what acme/do',
    },
    {
      name: 'a token that is handed on',
      before: flow('      - run: make\n        env:\n          GITHUB_TOKEN: ${{ github.token }}\n'),
      reason: 'hands its token on',
    },
    {
      name: 'an action that hands something in',
      before: flow(`      - uses: gradle/actions/dependency-submission@${SHA} # v4.0.0\n`),
      reason: 'what gradle/actions',
    },
    { name: 'a push', before: flow('      - run: git push\n'), reason: 'may write' },
    { name: 'a script that says release', before: flow('      - run: ./release.sh\n'), reason: 'release.sh' },
    {
      name: 'a workflow of another repository',
      before: `on: push\njobs:\n  a:\n    uses: acme/ci/.github/workflows/x.yml@${SHA}\n  b:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 5\n    steps: [{run: make}]\n`,
      reason: 'is not seen here',
    },
  ],
  fixes: [
    { name: 'checkout and scripts', before: QUIET, after: limited(QUIET) },
    {
      name: 'an action that reads more',
      before: flow(`      - uses: dorny/paths-filter@${SHA} # v3.0.0\n`),
      after: limited(
        flow(`      - uses: dorny/paths-filter@${SHA} # v3.0.0\n`),
        'contents: read\n  pull-requests: read',
      ),
    },
  ],
})

const upload = (steps: string): string =>
  `on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 5\n    steps:\n${steps}`
const TAKE = `      - uses: actions/upload-artifact@v4.3.0\n        with:\n          path: .\n`

testFixer('pipeline-secret-exposure', {
  refuses: [
    {
      name: 'a push behind it',
      before: upload(`      - uses: actions/checkout@v4\n      - run: git push\n${TAKE}`),
      reason: '"git push" may need',
    },
    {
      name: 'an action behind it',
      before: upload(`      - uses: actions/checkout@v4\n      - uses: acme/do@v1\n${TAKE}`),
      reason: 'acme/do@v1 may need',
    },
  ],
  fixes: [
    {
      name: 'a checkout without inputs',
      before: upload(`      - uses: actions/checkout@v4 # c\n      - run: echo\n${TAKE}`),
      after: upload(
        `      - uses: actions/checkout@v4 # c\n        with:\n          persist-credentials: false\n      - run: echo\n${TAKE}`,
      ),
    },
    {
      name: 'a checkout with inputs',
      before: upload(
        `      - name: Get it\n        uses: actions/checkout@v4\n        with:\n          fetch-depth: 0 # all\n${TAKE}`,
      ),
      after: upload(
        `      - name: Get it\n        uses: actions/checkout@v4\n        with:\n          fetch-depth: 0 # all\n          persist-credentials: false\n${TAKE}`,
      ),
    },
  ],
})

testFixer('ci-exit-code-lost', {
  refuses: [
    { name: 'a program that ends early', before: upload('      - run: npm test | head\n'), reason: 'may end before' },
    {
      name: 'another pipe',
      before: upload('      - run: |\n          npm test | tee a.log\n          ls | grep x | tee b.log\n'),
      reason: 'would count too',
    },
    {
      name: 'Windows',
      before: upload('      - run: npm test | tee a.log\n        shell: bash -e {0}\n'),
      reason: 'is set already',
    },
    {
      name: 'a process in the background',
      before: upload('      - run: |\n          npm test &\n          sleep 5\n'),
      reason: 'background',
    },
  ],
  fixes: [
    {
      name: 'a pipe into tee',
      before: upload('      - run: npm test | tee a.log # c\n'),
      after: upload('      - run: npm test | tee a.log # c\n        shell: bash\n'),
    },
    {
      name: 'behind the name',
      before: upload(
        '      - name: Test\n        run: |\n          npm test 2>&1 | tee a.log\n          ls\n        env: {A: b}\n',
      ),
      after: upload(
        '      - name: Test\n        shell: bash\n        run: |\n          npm test 2>&1 | tee a.log\n          ls\n        env: {A: b}\n',
      ),
    },
  ],
})

const gate = (lines: string): string =>
  `on: pull_request\npermissions: {}\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 5\n    steps:\n      - run: npm test\n  ci-ok:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 5\n    needs: [test]\n${lines}`
const FAIL =
  "      - name: Fail if a needed job failed\n        if: ${{ contains(needs.*.result, 'failure') || contains(needs.*.result, 'cancelled') }}\n        run: exit 1\n"

testFixer('ci-gate-job-skippable', {
  refuses: [
    {
      name: 'a job that does more',
      before: gate('    steps:\n      - run: curl https://example.com\n'),
      reason: 'does more',
    },
    {
      name: 'a condition of its own',
      before: gate("    if: github.actor != 'x'\n    steps:\n      - run: echo ok\n"),
      reason: 'condition of its own',
    },
  ],
  fixes: [
    {
      name: 'one that is skipped',
      before: gate('    steps:\n      - run: echo ok # c\n'),
      after: gate(`    if: always()\n    steps:\n      - run: echo ok # c\n${FAIL}`),
    },
    {
      name: 'one that is always green',
      before: gate('    if: always()\n    steps:\n      - run: echo ok\n'),
      after: gate(`    if: always()\n    steps:\n      - run: echo ok\n${FAIL}`),
    },
  ],
})
